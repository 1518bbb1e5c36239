// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Kind is how a value is handled on the wire.
type Kind string

// The kinds of values. The names are those of the methods of internal/wire
// that carry them, where there are any.
const (
	String     Kind = "String"
	Int        Kind = "Int"
	Long       Kind = "Long"
	Bool       Kind = "Bool"
	Float      Kind = "Float"
	Double     Kind = "Double"
	Time       Kind = "Time"
	Bytes      Kind = "Bytes"
	Stream     Kind = "Stream"
	List       Kind = "List"
	Map        Kind = "Map"
	Structure  Kind = "Struct"
	Document   Kind = "Document" // any value of JSON
	BigInteger Kind = "BigInteger"
	BigDecimal Kind = "BigDecimal"
)

// kindOf is the kind of each shape type.
var kindOf = map[string]Kind{
	"string": String, "enum": String, "byte": Int, "short": Int, "integer": Int, "intEnum": Int, "long": Long,
	"boolean": Bool, "float": Float, "double": Double, "timestamp": Time, "blob": Bytes,
	"list": List, "set": List, "map": Map, "structure": Structure, "union": Structure, "document": Document,
	"bigInteger": BigInteger, "bigDecimal": BigDecimal,
}

// goName is the Go type of each scalar kind.
var goName = map[Kind]string{
	String: "string", Int: "int", Long: "int64", Bool: "bool", Float: "float32", Double: "float64",
	Time: "time.Time", Bytes: "[]byte", Document: "any",
}

// Type is the Go type of a member.
type Type struct {
	Kind  Kind
	Go    string       // as the package that is written spells it
	Ptr   bool         // a pointer to a scalar or a structure
	Empty bool         // an empty list, map or blob is sent; nil is not
	Shape *model.Shape // the target

	Sparse bool // in a list or map that may hold null
}

// scalar says whether the zero of the kind is a value to send.
func (k Kind) scalar() bool {
	return k == Int || k == Long || k == Bool || k == Float || k == Double
}

// big says whether the numbers of the kind are text in Go, which has no type for
// them that its encoders know.
func (k Kind) big() bool { return k == BigInteger || k == BigDecimal }

// KindOf is how the target of m is handled.
func KindOf(m *model.Model, member *model.Member) Kind {
	s := m.Target(member)
	if s.Type == "blob" && s.Traits.Has(model.Streaming) {
		return Stream
	}
	return kindOf[s.Type]
}

// field is the Go type of a member of a structure or union.
func (g *Generator) field(m *model.Member, output bool) Type {
	t := g.element(m, output)
	switch {
	case t.Kind == Structure:
		t.Ptr = true
	case t.Kind.scalar():
		t.Ptr = g.nullable(m) || g.fallback(m) != ""
	case t.Kind == String || t.Kind == Time || t.Kind.big():
		t.Ptr = !g.zeroIsUnset && (g.nullable(m) || g.fallback(m) != "")
	}
	if t.Ptr {
		t.Go = "*" + t.Go
	}
	return t
}

// nullable says whether a member may be absent. Smithy 2.0, "Member
// optionality": in a union each member may, and so may all that a client
// treats as optional, as it does with inputs.
func (g *Generator) nullable(m *model.Member) bool {
	if !m.Traits.Has(model.Required) && !hasDefault(m) || g.client && m.Traits.Has(model.Token) {
		return true
	}
	if g.zeroIsUnset {
		return false
	}
	owner := g.model.Shape(m.ID.Shape())
	return m.Traits.Has(model.ClientOptional) || owner.Type == "union" || owner.Traits.Has(model.Input)
}

// element is the Go type of a value in a list or map.
func (g *Generator) element(m *model.Member, output bool) Type {
	t := Type{Kind: KindOf(g.model, m), Shape: g.model.Target(m), Empty: !g.zeroIsUnset}
	switch t.Kind {
	case Stream:
		t.Go = "io.Reader"
		if output {
			t.Go = "io.ReadCloser"
		}
	case List:
		t.Go = "[]" + g.item(t.Shape, t.Shape.Members[0], output).Go
	case Map:
		t.Go = "map[string]" + g.item(t.Shape, t.Shape.Member("value"), output).Go
	case Structure:
		t.Go = g.structName(t.Shape)
	case BigInteger, BigDecimal:
		t.Go = g.runtime + ".Number"
	default:
		t.Go = goName[t.Kind]
	}
	return t
}

// item is the Go type of a value in the list or map called of.
func (g *Generator) item(of *model.Shape, m *model.Member, output bool) Type {
	t := g.element(m, output)
	t.Sparse = of.Traits.Has(model.Sparse)
	if t.Sparse && t.Kind != List && t.Kind != Map && t.Kind != Bytes && t.Kind != Document {
		t.Ptr, t.Go = true, "*"+t.Go
	}
	return t
}

// structName is how the package that is written spells a structure's type.
func (g *Generator) structName(s *model.Shape) string {
	if name := s.Traits.Text(model.GoType); name != "" {
		return name
	}
	return g.qualifier + g.names.Type(s.ID)
}

// isSet is a Go condition: the value v of type t is there.
func (t Type) isSet(v string) string {
	switch {
	case t.Ptr, t.Kind == Stream, t.Kind == Document:
		return v + " != nil"
	case t.Kind == String, t.Kind.big():
		return v + ` != ""`
	case t.Kind == List, t.Kind == Map, t.Kind == Bytes:
		if t.Empty {
			return v + " != nil"
		}
		return "len(" + v + ") > 0"
	case t.Kind == Time:
		return "!" + v + ".IsZero()"
	case t.Kind == Bool:
		return v
	}
	return v + " != 0"
}

// pointer is a Go expression for a pointer to the scalar v.
func (t Type) pointer(v string) string {
	if t.Ptr {
		return v
	}
	return "&" + v
}

// bodyTime is the format of the times in documents.
func (g *Generator) bodyTime() string {
	if g.json {
		return "EpochSeconds"
	}
	return "DateTime"
}

// format is the wire format of a timestamp member; other is that of its place.
func (g *Generator) format(m *model.Member, other string) string {
	name := map[string]string{"http-date": "HTTPDate", "date-time": "DateTime", "epoch-seconds": "EpochSeconds"}
	if v := g.model.Trait(m, model.TimeFormat); v != nil && name[v.Text] != "" {
		return g.runtime + "." + name[v.Text]
	}
	return g.runtime + "." + other
}
