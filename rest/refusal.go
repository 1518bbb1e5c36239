// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"unicode"

	"github.com/seed-40dc4ce0/pail/internal/wire"
)

const (
	refusalRead = 1 << 20 // of an error's body, in bytes, what is read
	refusalKept = 4 << 10 // and what stays in the error
)

// requestIDs are headers that name a request, in the order in which they count.
// Sources: Amazon S3 API Reference, "Common response headers"; AWS's REST protocols;
// the last is custom of many servers.
var requestIDs = []string{"X-Amz-Request-Id", "X-Amzn-Requestid", "X-Request-Id"}

// refused reads an answer outside 2xx.
func (x *exchange) refused(answer *http.Response) error {
	var body []byte
	var broken error
	if answer.StatusCode >= 200 { // what follows a 1xx is no body: it may have no end
		body, broken = io.ReadAll(io.LimitReader(answer.Body, refusalRead))
	}
	_ = answer.Body.Close() // what was to be read of it was
	f := x.fault(answer.Header, body)
	if len(body) == 0 && broken == nil && f.Code == "" {
		f.Code = oneWord(http.StatusText(answer.StatusCode))
	}
	e := x.tell(answer, f, body)
	if len(body) == 0 && e.Detail == nil {
		e.Message = http.StatusText(answer.StatusCode)
	}
	if broken != nil && e.Detail == nil {
		e.Detail = x.wrap(broken)
	}
	return e
}

// fault reads what an error says of itself.
func (x *exchange) fault(header http.Header, body []byte) *wire.Fault {
	if x.refusal != nil {
		f := new(wire.Fault)
		f.Code, f.Message, f.RequestID = x.refusal(header, body)
		return f
	}
	f, err := wire.ReadXMLFault(body)
	if err != nil {
		return new(wire.Fault)
	}
	return f
}

// JSONRefusal reads an error as restJson1 has it: its code is in the header
// X-Amzn-Errortype, or else in the member __type or code of the body, and may have a
// namespace before a # and a URL after a colon. Smithy 2.0, "AWS restJson1 protocol",
// operation error serialization.
func JSONRefusal(header http.Header, body []byte) (code, message, requestID string) {
	f, err := wire.ReadJSONFault(body)
	if err != nil {
		f = new(wire.Fault)
	}
	if code := wire.ErrorTypeName(header.Get("X-Amzn-Errortype")); code != "" {
		f.Code = code
	}
	return f.Code, f.Message, f.RequestID
}

// tell makes the error of an answer whose fault was read from body.
func (x *exchange) tell(answer *http.Response, f *wire.Fault, body []byte) *Error {
	e := &Error{
		Operation: x.operation, StatusCode: answer.StatusCode, Header: answer.Header,
		Code: f.Code, Message: f.Message, RequestID: f.RequestID,
		Body: bytes.Clone(body[:min(len(body), refusalKept)]),
	}
	for _, name := range requestIDs {
		if e.RequestID == "" {
			e.RequestID = answer.Header.Get(name)
		}
	}
	if x.failure != nil && e.Code != "" {
		d := &Decoder{Status: answer.StatusCode, Head: answer.Header, Body: io.NopCloser(bytes.NewReader(body)), Limit: documentLimit}
		e.Detail = x.failure(e.Code, d)
		_ = d.Finish() // what could be read of it is what there is
	}
	return e
}

// oneWord is the letters of a text: "NotFound" of "Not Found".
func oneWord(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}
