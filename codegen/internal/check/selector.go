// SPDX-License-Identifier: Apache-2.0

package check

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// spot is a shape, or with member one of its members.
type spot struct {
	shape  *model.Shape
	member *model.Member
}

// step leads from some spots to others.
type step func(c *matcher, from []spot) []spot

// selector is the part of Smithy's selectors that trait definitions use: types
// of shapes and *, [trait|id] and [id=...], [id|member=...], :is(), :test(), :not(), > and
// -[relationship]->.
type selector []step

// run leads through all steps.
func (s selector) run(c *matcher, from []spot) []spot {
	for _, step := range s {
		from = step(c, from)
	}
	return from
}

// errSelector says that a selector has something that is not understood.
var errSelector = errors.New("is not understood")

// parseSelector reads a selector.
func parseSelector(text string) (selector, error) {
	p := &selectorParser{text: text}
	s, err := p.sequence()
	if err == nil && p.at < len(p.text) {
		err = errSelector
	}
	if err != nil {
		return nil, fmt.Errorf("the selector %q %w at %q", text, err, p.text[min(p.at, len(p.text)):])
	}
	return s, nil
}

// selectorParser reads one selector.
type selectorParser struct {
	text  string
	at    int
	depth int
}

func (p *selectorParser) space() {
	for p.at < len(p.text) && strings.ContainsRune(" \t\r\n", rune(p.text[p.at])) {
		p.at++
	}
}

// take skips token if it is next.
func (p *selectorParser) take(token string) bool {
	p.space()
	if !strings.HasPrefix(p.text[p.at:], token) {
		return false
	}
	p.at += len(token)
	return true
}

// until returns what stands before the next end and skips both.
func (p *selectorParser) until(end string) (string, error) {
	text, _, found := strings.Cut(p.text[p.at:], end)
	if !found {
		return "", errSelector
	}
	p.at += len(text) + len(end)
	return strings.TrimSpace(text), nil
}

// word reads letters.
func (p *selectorParser) word() string {
	start := p.at
	for p.at < len(p.text) && (p.text[p.at] >= 'a' && p.text[p.at] <= 'z' || p.text[p.at] >= 'A' && p.text[p.at] <= 'Z') {
		p.at++
	}
	return p.text[start:p.at]
}

// sequence reads steps up to the end, a comma or a bracket.
func (p *selectorParser) sequence() (selector, error) {
	if p.depth++; p.depth > 20 {
		return nil, errSelector
	}
	defer func() { p.depth-- }()
	var s selector
	for {
		p.space()
		if p.at == len(p.text) || p.text[p.at] == ',' || p.text[p.at] == ')' {
			if s == nil {
				return nil, errSelector
			}
			return s, nil
		}
		step, err := p.step()
		if err != nil {
			return nil, err
		}
		s = append(s, step)
	}
}

// step reads one step.
func (p *selectorParser) step() (step, error) {
	switch {
	case p.take("*"):
		return ofType("*"), nil
	case p.take(">"):
		return neighbours(nil), nil
	case p.take("-["):
		list, err := p.until("]->")
		return neighbours(strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })), err
	case p.take("["):
		text, err := p.until("]")
		if err != nil {
			return nil, err
		}
		return attribute(text)
	case p.take(":"):
		return p.function()
	}
	name := p.word()
	if !slices.Contains(selectable, name) {
		return nil, errSelector
	}
	return ofType(name), nil
}

// function reads what stands after a colon.
func (p *selectorParser) function() (step, error) {
	name := p.word()
	if !p.take("(") {
		return nil, errSelector
	}
	var list []selector
	for {
		s, err := p.sequence()
		if err != nil {
			return nil, err
		}
		list = append(list, s)
		if p.take(")") {
			break
		}
		if !p.take(",") {
			return nil, errSelector
		}
	}
	switch name {
	case "is":
		return union(list), nil
	case "test":
		return test(list, true), nil
	case "not":
		if len(list) == 1 {
			return test(list, false), nil
		}
	}
	return nil, errSelector
}
