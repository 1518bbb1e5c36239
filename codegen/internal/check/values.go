// SPDX-License-Identifier: Apache-2.0

package check

import (
	"math"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// values checks the values of an enum.
func (c *checker) values(s *model.Shape) {
	if s.Type != "enum" && s.Type != "intEnum" {
		return
	}
	seen := map[string]*model.Member{}
	for _, m := range s.Members {
		v := m.Traits.Get(model.EnumValue)
		n, whole := v.Int()
		text := m.Name
		switch {
		case v == nil && s.Type == "intEnum":
			c.fault(m.Pos, m.ID, "add "+string(model.EnumValue), "the value has no number")
			continue
		case v == nil:
		case s.Type == "intEnum" && (!whole || n < math.MinInt32 || n > math.MaxInt32):
			c.fault(v.Pos, m.ID, "write a whole number of 32 bits", "the value of an intEnum must be a whole number and is %s", describe(v, "whole"))
			continue
		case s.Type == "enum" && (v.Kind != ast.String || v.Text == ""):
			c.fault(v.Pos, m.ID, "write a string", "the value of an enum must be a string and is %s", describe(v, "text"))
			continue
		default:
			text = v.Text
		}
		if other := seen[text]; other != nil {
			c.fault(m.Pos, m.ID, "give it another value", "the value %s is that of %s", text, other.Name)
		}
		seen[text] = m
	}
}

// fallback checks that the default of a member is a value of its target.
func (c *checker) fallback(s *model.Shape, m *model.Member) {
	t := c.model.Target(m)
	v, general := m.Traits.Get(model.Default), (*ast.Node)(nil)
	if t != nil {
		general = t.Traits.Get(model.Default)
	}
	if general != nil && s.Type == "structure" && (v == nil || v.Kind != ast.Null && !ast.Equal(v, general)) {
		c.fault(m.Pos, m.ID, "give it the same default", "%s has a default that the member has not", t.ID)
	}
	if v == nil || t == nil || v.Kind == ast.Null {
		return
	}
	if (t.Type == "list" || t.Type == "set" || t.Type == "map" || t.Type == "document") && len(v.Elems)+len(v.Fields) > 0 {
		c.fault(v.Pos, m.ID, "write an empty one", "the default of a %s must be empty", t.Type)
		return
	}
	c.conforms(m.ID, model.Default, v, t)
}

// single checks that no more than one member has, or targets what has, a trait
// that is for one.
func (c *checker) single(s *model.Shape) {
	if s.Type != "structure" && s.Type != "union" {
		return
	}
	seen := map[model.ID]*model.Member{}
	for _, m := range s.Members {
		for _, t := range m.Traits {
			c.once(seen, m, t.ID, "member")
		}
		if target := c.model.Target(m); target != nil {
			for _, t := range target.Traits {
				c.once(seen, m, t.ID, "target")
			}
		}
	}
}

// once is single for one trait.
func (c *checker) once(seen map[model.ID]*model.Member, m *model.Member, id model.ID, how string) {
	exclusive := rules[id].exclusive
	if def := c.model.Shapes[id]; def != nil {
		exclusive = def.Traits.Get(model.TraitDef).GetText("structurallyExclusive")
	}
	if exclusive != how {
		return
	}
	if other := seen[id]; other != nil {
		c.fault(m.Pos, m.ID, "keep one", "%s is for one member and belongs to %s", id, other.Name)
		return
	}
	seen[id] = m
}
