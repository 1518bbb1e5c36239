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
	name := g.names.Output(op.ID)
	f := &Func{
		Name:   "decode" + g.names.Operation(op.ID),
		Params: fmt.Sprintf("d *%s.Decoder, out *%s%s", g.runtime, g.qualifier, name),
	}
	bound, document := g.parts(out, true)
	for _, m := range bound {
		if place := m.Place(true); place != model.HTTPPayload && place != model.Adapter {
			f.Lines = append(f.Lines, line("out.%s = %s", g.names.Field(m), g.receivedOr(m)))
		}
	}
	for _, m := range bound {
		if m.Place(true) == model.HTTPPayload {
			f.Lines = append(f.Lines, g.receivePayload(m, "out.")...)
		}
	}
	if !g.json {
		f.Lines = append(f.Lines, g.defaults("out.", document)...)
	}
	switch {
	case len(document) == 0:
	case op.Traits.Has(model.UnwrappedOutput):
		f.Lines = append(f.Lines, g.whole(elementName(document[0]), g.read(document[0], "out.")...))
	case g.client && g.json:
		f.Lines = append(f.Lines, line("read%s(d.OptionalJSON(), out)", name))
	case g.client:
		f.Lines = append(f.Lines, g.whole(rootName(out), line("read%s(x, out)", name)))
	default:
		f.Lines = append(f.Lines, line("read%s(%s, out)", name, g.open(rootName(out))))
	}
	for _, adapter := range g.adapters(op, out, "decode") {
		f.Lines = append(f.Lines, line("%s(d, out)", adapter))
	}
	return f
}

// open is a Go expression for the reader of a document.
func (g *Generator) open(root string) string {
	if g.json {
		return "d.JSON()"
	}
	return fmt.Sprintf("d.XML(%q)", local(root))
}

// whole plans what is done with a document if there is one.
func (g *Generator) whole(root string, lines ...Line) Line {
	if g.json {
		return block("if x := d.OptionalJSON(); x != nil", lines...)
	}
	return block(fmt.Sprintf("if x := d.OptionalXML(%q); x != nil", local(root)), lines...)
}

// receivedOr is received, or the default.
func (g *Generator) receivedOr(m *model.Member) string {
	t, v := g.field(m, true), g.received(m)
	if t.Kind == List && sparse(t) {
		v = "rest.Sparse(" + v + ")"
	}
	if t.Kind == List && (g.corrected(m) || g.json && g.always(m)) {
		return "rest.OrEmpty(" + v + ")"
	}
	if g.corrected(m) && zero(t) != "" {
		return "cmp.Or(" + v + ", " + zero(t) + ")"
	}
	return g.withDefault(m, v)
}

// sparse says whether the values of a list or map of scalars may be null.
func sparse(t Type) bool { return t.Shape.Traits.Has(model.Sparse) }

// received is the Go expression for a member that is not in the body.
func (g *Generator) received(m *model.Member) string {
	t := g.field(m, true)
	switch m.Place(true) {
	case model.HTTPPrefix:
		return fmt.Sprintf("d.PrefixHeaders(%q)", header(m.Traits.Text(model.HTTPPrefix)))
	case model.HTTPResponseCode:
		if t.Ptr {
			return "new(d.Status)"
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
			return fmt.Sprintf("d.HeaderBase64%s(%s)", ptr, name)
		}
		return fmt.Sprintf("d.Header%s(%s)", ptr, name)
	case Time:
		return fmt.Sprintf("d.HeaderTime%s(%s, %s)", ptr, name, g.format(m, "HTTPDate"))
	case List:
		item := t.Shape.Members[0]
		switch KindOf(g.model, item) {
		case String:
			if g.model.Trait(item, model.MediaType) != nil {
				return fmt.Sprintf("d.HeaderBase64List(%s)", name)
			}
			return fmt.Sprintf("d.HeaderList(%s)", name)
		case Time:
			return fmt.Sprintf("d.HeaderTimeList(%s, %s)", name, g.format(item, "HTTPDate"))
		default:
			return fmt.Sprintf("d.Header%sList(%s)", g.width(g.element(item, true)), name)
		}
	}
	return fmt.Sprintf("d.Header%s%s(%s)", g.width(t), ptr, name)
}

// receivePayload plans the member of the structure in that is the body. For a
// client nothing there is nothing set.
func (g *Generator) receivePayload(m *model.Member, in string) []Line {
	t, v := g.field(m, true), in+g.names.Field(m)
	ref := ""
	if t.Ptr {
		ref = "&"
	}
	switch t.Kind {
	case Stream:
		return []Line{line("%s = d.Stream()", v)}
	case Bytes:
		if g.client {
			return append(g.defaults(in, []*model.Member{m}), block(fmt.Sprintf("if data := d.Bytes(%s); len(data) > 0", maxPayload), line("%s = data", v)))
		}
		return []Line{line("%s = d.Bytes(%s)", v, maxPayload)}
	case String:
		if g.client {
			return append(g.defaults(in, []*model.Member{m}), block(fmt.Sprintf("if text := d.Text(%s); text != \"\"", maxPayload), line("%s = %stext", v, ref)))
		}
		return []Line{line("%s = d.Text(%s)", v, maxPayload)}
	}
	if t.Kind == Document {
		return append(g.defaults(in, []*model.Member{m}), g.whole("", line("%s = x.Document()", v)))
	}
	switch {
	case g.corrected(m) && t.Shape.Type == "structure":
		return []Line{line("%s = new(%s)", v, g.structName(t.Shape)), line("%s(d.OptionalJSON(), %s)", g.readName(t.Shape), v)}
	case g.client:
		return []Line{g.whole(g.payloadName(m), line("%s = new(%s)", v, g.structName(t.Shape)), line("%s(x, %s)", g.readName(t.Shape), v))}
	}
	return []Line{
		line("%s = new(%s)", v, g.structName(t.Shape)),
		line("%s(%s, %s)", g.readName(t.Shape), g.open(g.payloadName(m)), v),
	}
}
