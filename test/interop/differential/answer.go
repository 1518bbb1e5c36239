// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// answer is a server's.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// response is the answer to a request.
func (a *answer) response(r *http.Request) *http.Response {
	return &http.Response{
		Status:        fmt.Sprintf("%d %s", a.status, http.StatusText(a.status)),
		StatusCode:    a.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        a.header.Clone(),
		Body:          io.NopCloser(bytes.NewReader(a.body)),
		ContentLength: int64(len(a.body)),
		Request:       r,
	}
}

// answer writes an operation's output as a server does.
func (w *writer) answer(operation *shape, v record) *answer {
	sh := w.model.shape(operation.Output)
	method, status := httpOf(operation)
	a := &answer{status: status, header: http.Header{}}
	a.header.Set("X-Amz-Request-Id", "request-id")
	a.header.Set("X-Amz-Id-2", "host-id")
	body := record{}
	for _, m := range sh.Members {
		one, ok := v[m.Name]
		switch {
		case m.Traits.has(traitPayload):
			if ok {
				a.body = w.payload(m, one)
			}
		case bindingOf(m) == inBody:
			if ok {
				body[m.Name] = one
			}
		case ok:
			w.header(a.header, m, one)
		}
	}
	if a.body == nil && method != http.MethodHead {
		a.body = w.unbound(operation, sh, body)
	}
	return a
}

// payload is a body that is one member.
func (w *writer) payload(m member, v any) []byte {
	switch v := v.(type) {
	case []byte:
		return v
	case string:
		return []byte(v)
	default:
		return []byte(w.document(w.rootName(m.target), m.target, v))
	}
}

// rootName is the name of a body's root.
func (w *writer) rootName(t target) string {
	sh := w.model.shape(t)
	return cmp.Or(t.Traits.text(traitXMLName), sh.Traits.text(traitXMLName), sh.name())
}

// unbound is a body of the members that have no other place; nil when the
// shape has none.
func (w *writer) unbound(operation, sh *shape, v record) []byte {
	t := target{Target: sh.ID}
	for _, m := range sh.Members {
		switch {
		case m.Traits.has(traitPayload) || bindingOf(m) != inBody:
		case operation.Traits.has(traitUnwrapped):
			if v[m.Name] == nil {
				v[m.Name] = ""
			}
			return []byte(w.document(w.rootName(t), m.target, v[m.Name]))
		default:
			return []byte(w.document(w.rootName(t), t, v))
		}
	}
	return nil
}

// header writes a member that is one header or many.
func (w *writer) header(h http.Header, m member, v any) {
	if prefix := m.Traits.text(traitPrefix); m.Traits.has(traitPrefix) {
		for key, one := range v.(table) {
			h.Set(prefix+key, fmt.Sprint(one))
		}
		return
	}
	format := cmp.Or(w.model.trait(m.target, traitTimestamp), "http-date")
	name := m.Traits.text(traitHeader)
	list, ok := v.([]any)
	if !ok {
		h.Set(name, scalarText(v, format))
		return
	}
	var all []string
	for _, one := range list {
		all = append(all, scalarText(one, format))
	}
	h.Set(name, strings.Join(all, ", "))
}
