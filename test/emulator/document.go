// SPDX-License-Identifier: Apache-2.0

package emulator

// bind reads a node as a structure. It fails when a required member or a
// wrapper is missing, a value has the wrong form, or an element is unknown:
// stores validate what they are sent against a published schema.
func (s *schema) bind(n *node) (record, error) {
	out := record{}
	for _, c := range n.children {
		f := s.element(c.name)
		if f == nil {
			return nil, errDocument
		}
		if err := f.bind(out, c); err != nil {
			return nil, err
		}
	}
	for _, f := range s.body {
		if f.required && !out.has(f.name) {
			return nil, errDocument
		}
	}
	return out, nil
}

// element is the field that the document names so.
func (s *schema) element(name string) *field {
	for i := range s.body {
		if s.body[i].wire == name {
			return &s.body[i]
		}
	}
	return nil
}

func (f *field) bind(out record, n *node) error {
	if f.schema.kind != "list" {
		v, err := f.value(f.schema, n)
		out[f.name] = v
		return err
	}
	list, _ := out[f.name].([]any)
	items := []*node{n}
	if !f.flat {
		items = n.children
	}
	for _, item := range items {
		if !f.flat && item.name != f.schema.tag {
			return errDocument
		}
		if f.nested != "" {
			item = item.child(f.nested)
		}
		v, err := f.value(f.schema.item, item)
		if err != nil {
			return err
		}
		list = append(list, v)
	}
	if list == nil {
		list = []any{}
	}
	out[f.name] = list
	return nil
}

func (f *field) value(s *schema, n *node) (any, error) {
	if n == nil {
		return nil, errDocument
	}
	if s.kind == "structure" {
		return s.bind(n)
	}
	if len(n.children) > 0 {
		return nil, errDocument
	}
	v, ok := parseScalar(n.text, s, f.layout)
	if !ok {
		return nil, errDocument
	}
	return v, nil
}

// write puts the members that are present into the document, in the order of
// the model.
func (s *schema) write(x *xmlWriter, in record) {
	for _, f := range s.body {
		v, ok := in[f.name]
		if !ok {
			continue
		}
		list, isList := v.([]any)
		switch {
		case isList && f.flat:
			for _, item := range list {
				f.write(x, f.wire, item, f.schema.item)
			}
		case isList:
			x.open(f.wire, "")
			for _, item := range list {
				f.write(x, f.schema.tag, item, f.schema.item)
			}
			x.close(f.wire)
		default:
			f.write(x, f.wire, v, f.schema)
		}
	}
}

func (f *field) write(x *xmlWriter, tag string, v any, s *schema) {
	if sub, ok := v.(record); ok && s != nil {
		x.open(tag, "")
		s.write(x, sub)
		x.close(tag)
		return
	}
	if f.nested != "" {
		x.open(tag, "")
		x.text(f.nested, formatScalar(v, f.layout))
		x.close(tag)
		return
	}
	x.text(tag, formatScalar(v, f.layout))
}
