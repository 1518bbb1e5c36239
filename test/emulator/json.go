// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonLanguage is that of QingStor. A member that the model does not know is
// passed over, and null is no value: neither is witnessed, and SDKs send both.
type jsonLanguage struct {
	// help is the page that every error names.
	help string
}

func (jsonLanguage) mediaType() string  { return "application/json" }
func (jsonLanguage) nameTrait() string  { return "smithy.api#jsonName" }
func (jsonLanguage) timeLayout() string { return "epoch-seconds" }

func (jsonLanguage) read(s *schema, data []byte) (record, error) {
	v, err := parseJSON(data)
	if err != nil {
		return nil, err
	}
	if v.kind != '{' {
		return nil, errDocument
	}
	return s.bindJSON(v)
}

func (jsonLanguage) write(_ *call, s *schema, out record) []byte {
	var b bytes.Buffer
	s.writeJSON(&b, out)
	return b.Bytes()
}

// refusal is what QingStor's page on error codes shows.
func (l jsonLanguage) refusal(c *call, f *fault) []byte {
	var b bytes.Buffer
	for i, e := range []pair{{"code", f.code}, {"message", f.message}, {"request_id", c.ids.request}, {"url", l.help}} {
		b.WriteByte("{,"[min(i, 1)])
		writeJSONText(&b, e.name)
		b.WriteByte(':')
		writeJSONText(&b, e.value)
	}
	b.WriteByte('}')
	return b.Bytes()
}

// bindJSON reads a value as a structure.
func (s *schema) bindJSON(v *jsonValue) (record, error) {
	out := record{}
	for _, m := range v.members {
		f := s.element(m.name)
		if f == nil || m.value.kind == 'n' {
			continue
		}
		bound, err := f.bindJSON(f.schema, m.value)
		if err != nil {
			return nil, err
		}
		out[f.name] = bound
	}
	for _, f := range s.body {
		if f.required && !out.has(f.name) {
			return nil, errDocument
		}
	}
	return out, nil
}

// bindJSON reads a value as one of the field, or of the items of its list.
func (f *field) bindJSON(s *schema, v *jsonValue) (any, error) {
	switch {
	case s.kind == "list" && f.single:
		item, err := f.bindJSON(s.item, v)
		return []any{item}, err
	case s.kind == "list" && v.kind == '[':
		list := make([]any, 0, len(v.items))
		for _, item := range v.items {
			bound, err := f.bindJSON(s.item, item)
			if err != nil {
				return nil, err
			}
			list = append(list, bound)
		}
		return list, nil
	case s.kind == "map" && v.kind == '{':
		all := map[string]string{}
		for _, m := range v.members {
			if m.value.kind != '"' {
				return nil, errDocument
			}
			all[m.name] = m.value.text
		}
		return all, nil
	case s.kind == "structure" && v.kind == '{':
		return s.bindJSON(v)
	}
	return f.scalarJSON(s, v)
}

// scalarJSON reads a value that is none of the kinds of JSON that hold others.
func (f *field) scalarJSON(s *schema, v *jsonValue) (any, error) {
	want := jsontext.Kind('"')
	switch {
	case f.words.True != nil && v.kind == '"':
		return slices.ContainsFunc(f.words.True, func(word string) bool { return strings.EqualFold(word, v.text) }), nil
	case s.kind == "boolean" && (v.kind == 't' || v.kind == 'f'):
		return v.kind == 't', nil
	case s.kind == "integer", s.kind == "long", s.kind == "timestamp" && f.layout == "epoch-seconds":
		want = '0'
	case s.kind != "string" && s.kind != "enum" && s.kind != "timestamp":
		return nil, errDocument
	}
	bound, ok := parseScalar(v.text, s, f.layout)
	if v.kind != want || !ok {
		return nil, errDocument
	}
	return bound, nil
}

// writeJSON puts the members that are present into an object, in the order of
// the model.
func (s *schema) writeJSON(b *bytes.Buffer, in record) {
	b.WriteByte('{')
	first := true
	for _, f := range s.body {
		v, ok := in[f.name]
		if !ok {
			continue
		}
		if !first {
			b.WriteByte(',')
		}
		first = false
		writeJSONText(b, f.wire)
		b.WriteByte(':')
		f.writeJSON(b, f.schema, v)
	}
	b.WriteByte('}')
}

func (f *field) writeJSON(b *bytes.Buffer, s *schema, v any) {
	switch v := v.(type) {
	case record:
		s.writeJSON(b, v)
	case []any:
		f.writeJSONList(b, s, v)
	case bool:
		f.writeJSONBool(b, v)
	case int, int64:
		b.WriteString(formatScalar(v, ""))
	case time.Time:
		if f.layout == "epoch-seconds" {
			b.WriteString(formatTime(v, f.layout))
		} else {
			writeJSONText(b, formatTime(v, f.layout))
		}
	case string:
		writeJSONText(b, v)
	default:
		b.WriteString("null")
	}
}

func (f *field) writeJSONList(b *bytes.Buffer, s *schema, list []any) {
	if f.single && len(list) == 1 {
		f.writeJSON(b, s.item, list[0])
		return
	}
	b.WriteByte('[')
	for i, item := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		f.writeJSON(b, s.item, item)
	}
	b.WriteByte(']')
}

func (f *field) writeJSONBool(b *bytes.Buffer, v bool) {
	switch {
	case f.words.True == nil:
		b.WriteString(formatScalar(v, ""))
	case v:
		writeJSONText(b, f.words.True[0])
	default:
		writeJSONText(b, f.words.False[0])
	}
}

// writeJSONText writes a string as encoding/json does, which leaves no doubt
// about any character.
func writeJSONText(b *bytes.Buffer, s string) {
	text, _ := json.Marshal(s) //nolint:errchkjson // a string has no error
	b.Write(text)
}
