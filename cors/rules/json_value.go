// SPDX-License-Identifier: Apache-2.0

package rules

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// deepest is how far lists and objects may be nested; rules need five.
const deepest = 20

// value is a JSON value that knows its line. One of the others tells what it is:
// an object has members, a list has items, the rest are tokens.
type value struct {
	line    int
	members []member
	items   []value
	token   json.Token // nil for null, json.Delim for an object or list
}

type member struct {
	name  string
	line  int
	value value
}

func (v *value) isObject() bool { return v.token == json.Delim('{') }
func (v *value) isList() bool   { return v.token == json.Delim('[') }

// jsonReader makes values of tokens.
type jsonReader struct {
	*reader
	data    []byte
	decoder *json.Decoder
	counted int // bytes, with so many line ends before them
	line    int
}

// document is the one value of a document; false when it cannot be read.
func (r *reader) document(data []byte) (value, bool) {
	j := &jsonReader{reader: r, data: data, decoder: json.NewDecoder(bytes.NewReader(data)), line: 1}
	j.decoder.UseNumber()
	v, ok := j.value(0)
	if !ok {
		return v, false
	}
	if _, err := j.decoder.Token(); !errors.Is(err, io.EOF) {
		j.fault(j.at(), "", "something follows behind the document")
		return v, false
	}
	return v, true
}

// at is the line that the decoder has come to.
func (j *jsonReader) at() int {
	offset := int(j.decoder.InputOffset())
	j.line += bytes.Count(j.data[j.counted:offset], []byte("\n"))
	j.counted = offset
	return j.line
}

func (j *jsonReader) next() (json.Token, bool) {
	token, err := j.decoder.Token()
	if err == nil {
		return token, true
	}
	line := j.at()
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		end := min(max(int(syntax.Offset), j.counted), len(j.data))
		line += bytes.Count(j.data[j.counted:end], []byte("\n"))
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		j.fault(1+bytes.Count(j.data, []byte("\n")), "", "this is not JSON: it ends too early")
		return nil, false
	}
	j.fault(line, "", "this is not JSON: %s", err)
	return nil, false
}

func (j *jsonReader) value(depth int) (v value, ok bool) {
	if v.token, ok = j.next(); !ok {
		return v, false
	}
	v.line = j.at()
	if depth > deepest {
		j.fault(v.line, "", "the document is nested too deeply")
		return v, false
	}
	switch v.token {
	case json.Delim('['):
		for j.decoder.More() {
			item, ok := j.value(depth + 1)
			if !ok {
				return v, false
			}
			v.items = append(v.items, item)
		}
		_, ok = j.next()
	case json.Delim('{'):
		ok = j.object(&v, depth)
	}
	return v, ok
}

func (j *jsonReader) object(v *value, depth int) bool {
	seen := map[string]bool{}
	for j.decoder.More() {
		token, ok := j.next()
		name, text := token.(string)
		if !ok || !text {
			return false
		}
		m := member{name: name, line: j.at()}
		if m.value, ok = j.value(depth + 1); !ok {
			return false
		}
		if seen[name] {
			j.fault(m.line, name, "it stands there twice")
			continue
		}
		seen[name] = true
		v.members = append(v.members, m)
	}
	_, ok := j.next()
	return ok
}
