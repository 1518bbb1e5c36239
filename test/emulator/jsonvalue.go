// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonValue is one value of a document.
type jsonValue struct {
	kind    jsontext.Kind // one of { [ " 0 t f n
	text    string        // of a string, or a number as it was written
	members []jsonMember
	items   []*jsonValue
}

type jsonMember struct {
	name  string
	value *jsonValue
}

// parseJSON reads one document. Names that are there twice, text that is not
// UTF-8, and anything behind the document are refused.
func parseJSON(data []byte) (*jsonValue, error) {
	d := jsontext.NewDecoder(bytes.NewReader(data))
	v, err := parseJSONValue(d)
	if err != nil {
		return nil, errors.Join(errSyntax, err)
	}
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, errSyntax
	}
	return v, nil
}

func parseJSONValue(d *jsontext.Decoder) (*jsonValue, error) {
	token, err := d.ReadToken()
	if err != nil {
		return nil, err
	}
	if d.StackDepth() > maxDepth {
		return nil, errSyntax
	}
	v := &jsonValue{kind: token.Kind()}
	switch v.kind {
	case '"', '0':
		v.text = token.String()
		return v, nil
	case '[':
		for d.PeekKind() != ']' {
			item, err := parseJSONValue(d)
			if err != nil {
				return nil, err
			}
			v.items = append(v.items, item)
		}
	case '{':
		for d.PeekKind() != '}' {
			name, err := d.ReadToken()
			if err != nil {
				return nil, err
			}
			text := name.String() // the token is gone with the next
			value, err := parseJSONValue(d)
			if err != nil {
				return nil, err
			}
			v.members = append(v.members, jsonMember{text, value})
		}
	default:
		return v, nil
	}
	_, err = d.ReadToken() // the end that was peeked
	return v, err
}
