// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// maxPayload bounds, in bytes, a payload that is read into memory.
const maxPayload = "16 << 20"

// decode plans the function that reads an answer.
func (g *Generator) decode(op, out *model.Shape) *Func {
	name := g.typeName(op.ID)
	f := &Func{
		Name:   "decode" + name,
		Params: fmt.Sprintf("d *wire.Decoder, out *%s%sOutput", g.qualifier, name),
	}
	bound, document := g.parts(out)
	for _, m := range bound {
		if m.Binding() != model.HTTPPayload {
			f.Lines = append(f.Lines, line("out.%s = %s", exported(m.Name), g.received(m)))
		}
	}
	for _, m := range bound {
		if m.Binding() == model.HTTPPayload {
			f.Lines = append(f.Lines, g.receivePayload(m)...)
		}
	}
	if len(document) > 0 {
		f.Lines = append(f.Lines, line("read%sOutput(d.XML(%q), out)", name, rootName(out)))
	}
	for _, adapter := range op.Traits.Get(model.Adapter).Get("decode").Strings() {
		f.Lines = append(f.Lines, line("%s(d, out)", adapter))
	}
	return f
}

// received is the Go expression for a member that is not in the body.
func (g *Generator) received(m *model.Member) string {
	t := g.field(m, true)
	switch m.Binding() {
	case model.HTTPPrefix:
		return fmt.Sprintf("d.PrefixHeaders(%q)", header(m.Traits.Text(model.HTTPPrefix)))
	case model.HTTPResponseCode:
		if t.Ptr {
			return "&d.Status"
		}
		return "d.Status"
	}
	name := quote(header(m.Traits.Text(model.HTTPHeader)))
	ptr := ""
	if t.Ptr {
		ptr = "Ptr"
	}
	switch t.Kind {
	case String:
		if g.model.Trait(m, model.MediaType) != nil {
			return fmt.Sprintf("d.HeaderBase64(%s)", name)
		}
		return fmt.Sprintf("d.Header%s(%s)", ptr, name)
	case Time:
		return fmt.Sprintf("d.HeaderTime%s(%s, %s)", ptr, name, g.format(m, "HTTPDate"))
	case List:
		item := t.Shape.Members[0]
		switch kind := KindOf(g.model, item); kind {
		case String:
			return fmt.Sprintf("d.HeaderList(%s)", name)
		case Time:
			return fmt.Sprintf("d.HeaderTimeList(%s, %s)", name, g.format(item, "HTTPDate"))
		default:
			return fmt.Sprintf("d.Header%sList(%s)", kind, name)
		}
	}
	return fmt.Sprintf("d.Header%s%s(%s)", t.Kind, ptr, name)
}

// receivePayload plans the member that is the body.
func (g *Generator) receivePayload(m *model.Member) []Line {
	t, v := g.field(m, true), "out."+exported(m.Name)
	switch t.Kind {
	case Stream:
		return []Line{line("%s = d.Stream()", v)}
	case Bytes:
		return []Line{line("%s = d.Bytes(%s)", v, maxPayload)}
	case String:
		if t.Ptr {
			return []Line{line("text := d.Text(%s)", maxPayload), line("%s = &text", v)}
		}
		return []Line{line("%s = d.Text(%s)", v, maxPayload)}
	}
	return []Line{
		line("%s = new(%s)", v, g.structName(t.Shape)),
		line("read%s(d.XML(%q), %s)", g.typeName(t.Shape.ID), g.payloadName(m), v),
	}
}
