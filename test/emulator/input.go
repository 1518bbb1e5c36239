// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"maps"
	"slices"
	"strings"
)

// readInput reads the members that the request carries outside its body.
func (c *call) readInput() error {
	c.in = record{}
	for i := range c.operation.input.fields {
		f := &c.operation.input.fields[i]
		switch f.place {
		case inLabel:
			c.in[f.name] = c.key
		case inPrefix:
			c.in[f.name] = c.prefixed(f.wire)
		case inHeader, inQuery:
			if err := c.readMember(f); err != nil {
				return err
			}
		case inBody, inPayload:
		}
	}
	return nil
}

func (c *call) readMember(f *field) error {
	value, ok := "", false
	if f.place == inQuery {
		value, ok = c.query.get(f.wire)
	} else if lines := c.request.Header.Values(f.wire); len(lines) > 0 {
		value, ok = strings.Join(lines, ","), true
	}
	if !ok || value == "" && f.place == inHeader {
		return nil
	}
	if f.schema.kind == "list" {
		var list []any
		for part := range strings.SplitSeq(value, ",") {
			list = append(list, strings.TrimSpace(part))
		}
		c.in[f.name] = list
		return nil
	}
	v, ok := parseScalar(value, f.schema, f.layout)
	switch {
	case !ok && f.schema.kind == "timestamp" && f.layout == "http-date":
		return nil // HTTP ignores a date that is none
	case !ok, f.schema.kind == "enum" && !slices.Contains(f.schema.values, value):
		return c.dialect.badArgument(f.wire, value)
	}
	c.in[f.name] = v
	return nil
}

// prefixed are the headers that begin with prefix, by the rest of their names
// in lower case; repeated lines are joined by a comma.
func (c *call) prefixed(prefix string) map[string]string {
	found := map[string]string{}
	for name, lines := range c.request.Header {
		if rest, ok := strings.CutPrefix(strings.ToLower(name), prefix); ok {
			found[rest] = strings.Join(lines, ",")
		}
	}
	return found
}

// readDocument reads and checks the body of an operation that has one.
func (c *call) readDocument() error {
	doc, name := c.operation.input.document()
	if doc == nil {
		return nil
	}
	data, err := c.payload.document(c.dialect.maxDocument)
	if err != nil {
		return err
	}
	if len(data) == 0 && !c.operation.needsDocument() {
		return nil
	}
	in, err := c.dialect.language.read(doc, data)
	if err != nil {
		return c.malformed(err)
	}
	c.body = data
	if name != "" {
		c.in[name] = in
		return nil
	}
	maps.Copy(c.in, in)
	return nil
}

// needsDocument says that the body may not be empty.
func (o *operation) needsDocument() bool {
	for _, f := range o.input.fields {
		if f.required && (f.place == inPayload || f.place == inBody) {
			return true
		}
	}
	return false
}
