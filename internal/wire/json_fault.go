// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"strings"
	"unicode"
)

// ReadJSONFault reads an error document: an object with any of
//
//   - code, message, request_id and url, as QingStor writes them, and gateways of
//     Tencent COS with a code that is a number;
//   - __type or code, and message or Message, as the protocol restJson1 has them.
//
// A code that is a word is preferred to __type, and that to a number. Both go through
// [ErrorTypeName]. Members of types that do not fit are passed over: an odd message
// must not hide the code. Anything but an object is a *BodyError.
func ReadJSONFault(body []byte) (*Fault, error) {
	x := newJSONReader(bytes.NewReader(body), 0)
	defer x.release()
	d := Decoder{json: x}
	f := new(Fault)
	f.readJSON(d.JSON())
	x.finish()
	if x.err != nil {
		return nil, x.err
	}
	return f, nil
}

func (f *Fault) readJSON(x *JSONReader) {
	var kind, number string
	for d := x.Enter(); x.Next(d); {
		switch string(x.Name()) {
		case "code", "Code":
			if x.kind() == '0' {
				number = x.loose()
				continue
			}
			f.Code = ErrorTypeName(x.loose())
		case "__type":
			kind = ErrorTypeName(x.loose())
		case "message", "Message":
			f.Message = x.loose()
		case "request_id", "requestId", "RequestId":
			f.RequestID = x.loose()
		case "url":
			f.URL = x.loose()
		}
	}
	for _, v := range []string{kind, number} {
		if f.Code == "" {
			f.Code = v
		}
	}
}

// HasWord reports whether the code is a word. Gateways have numbers, and one for
// success among them.
func (f *Fault) HasWord() bool {
	return strings.ContainsFunc(f.Code, unicode.IsLetter)
}

// loose ends the current value and gives its text: of a string, or of a number as it
// stands; "" for anything else.
func (x *JSONReader) loose() string {
	switch x.kind() {
	case '"':
		return x.String()
	case '0':
		_, raw := x.scalar()
		s := string(raw)
		x.done()
		return s
	}
	x.Skip()
	return ""
}

// ErrorTypeName is the name of an error out of X-Amzn-Errortype, code or __type: the
// shape's name without the namespace before "#" and without what follows ":". Source:
// Smithy 2.0, "AWS restJson1 protocol", operation error serialization.
func ErrorTypeName(s string) string {
	s, _, _ = strings.Cut(s, ":")
	if i := strings.LastIndexByte(s, '#'); i >= 0 {
		s = s[i+1:]
	}
	return strings.TrimSpace(s)
}
