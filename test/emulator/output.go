// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
)

// answer is what a handler returns: members by name, headers that no member
// stands for, and the stream of a streaming payload.
type answer struct {
	status int // 0 is the model's
	out    record
	header http.Header
	stream io.Reader
	length int64
}

// setHeader keeps the letters of a name as the model has them. A header without
// a name is one that the provider lacks.
func setHeader(h http.Header, name, value string) {
	if name == "" {
		return
	}
	if canonical := http.CanonicalHeaderKey(name); managed[canonical] {
		name = canonical
	}
	h[name] = []string{value}
}

// managed are the headers that net/http looks for itself.
var managed = map[string]bool{"Content-Length": true, "Content-Type": true, "Date": true, "Connection": true, "Transfer-Encoding": true, "Content-Encoding": true}

// reply writes an answer as the model says.
func (c *call) reply(a *answer) {
	h := c.writer.Header()
	if c.operation == nil { // a preflight
		h.Set("Content-Length", "0")
		c.send(a.status, nil)
		return
	}
	status := a.status
	if status == 0 {
		status = c.operation.status
	}
	maps.Copy(h, a.header)
	for _, f := range c.operation.output.fields {
		v, ok := a.out[f.name]
		switch {
		case !ok:
		case f.place == inHeader:
			setHeader(h, f.wire, formatScalar(v, f.layout))
		case f.place == inPrefix:
			all, _ := v.(map[string]string)
			for _, name := range slices.Sorted(maps.Keys(all)) {
				setHeader(h, f.wire+name, all[name])
			}
		}
	}
	if a.stream != nil {
		c.stream(status, a)
		return
	}
	body := c.encode(a.out)
	if body != nil {
		h.Set("Content-Type", c.dialect.language.mediaType())
	}
	if c.request.Method != http.MethodHead && status != http.StatusNoContent {
		h.Set("Content-Length", strconv.Itoa(len(body)))
	}
	c.send(status, body)
}

func (c *call) stream(status int, a *answer) {
	c.writer.Header().Set("Content-Length", strconv.FormatInt(a.length, 10))
	c.writer.WriteHeader(status)
	if c.request.Method == http.MethodHead {
		return
	}
	// The client sees a short body when it or the store goes away.
	_, _ = io.CopyN(c.writer, a.stream, a.length)
}

func (c *call) send(status int, body []byte) {
	c.writer.WriteHeader(status)
	if c.request.Method != http.MethodHead {
		_, _ = c.writer.Write(body) //nolint:gosec // the documents are escaped; nobody is left to tell of an error
	}
}

// encode writes the document of the answer, nil when the operation has none.
func (c *call) encode(out record) []byte {
	doc, name := c.operation.output.document()
	if doc == nil {
		return nil
	}
	if name != "" {
		out = out.record(name)
	}
	return c.dialect.language.write(c, doc, out)
}

// refuse writes a fault, with its document unless the method forbids one.
func (c *call) refuse(f *fault) {
	h := c.writer.Header()
	maps.Copy(h, f.header)
	setHeader(h, c.dialect.provider.TraceIDHeader, c.ids.trace)
	switch {
	case c.request.Method == http.MethodHead || f.status == http.StatusNotModified:
		c.writer.WriteHeader(f.status)
		return
	case f.code == "":
		h.Set("Content-Length", "0")
		c.writer.WriteHeader(f.status)
		return
	}
	h.Set("Content-Type", c.dialect.language.mediaType())
	body := c.dialect.language.refusal(c, f)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.send(f.status, body)
}
