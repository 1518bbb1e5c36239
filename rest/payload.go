// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"sync"
)

// payload is the body of one request. What it sends is data, or source from where it
// was found.
type payload struct {
	data   []byte
	source io.Reader // nil if the body is data
	seeker io.Seeker // nil if source can be read once only
	start  int64     // where source was found
	length int64     // of what is sent, in bytes; -1 if it is not known
	zip    bool      // what is sent is source compressed

	mu     sync.Mutex
	latest *lease // of what was opened last
	over   bool   // the call has ended
}

// take takes the body from e, which gets an issue if it cannot be sent; nil is none.
func take(e *Encoder) *payload {
	var p *payload
	switch {
	case e.HasData:
		p = &payload{data: e.Data, length: int64(len(e.Data))}
	case isNilPointer(e.Body):
		e.Fail(e.body, fmt.Sprintf("is a nil %T: leave it nil for no body", e.Body))
		return nil
	case e.Body != nil:
		p = &payload{source: e.Body}
		p.measure()
	case e.ContentLength != nil && *e.ContentLength != 0:
		e.Fail("ContentLength", "is stated, and there is no body")
		return nil
	default:
		return nil
	}
	if n := e.ContentLength; n != nil {
		if p.length >= 0 && p.length != *n {
			e.Fail("ContentLength", "is not the length of the body: leave it unset")
		}
		p.length = *n
	}
	if e.measured && p.length < 0 {
		e.Fail(e.body, "must have a length that is known before it is sent: give a reader with a method Len, or an io.Seeker, or set the member that is the header Content-Length")
	}
	return p
}

// measure finds out how long source is and whether it can be read again.
func (p *payload) measure() {
	p.length = -1
	if s, ok := p.source.(io.Seeker); ok && isRegular(p.source) {
		start, err := s.Seek(0, io.SeekCurrent)
		if err == nil {
			end, err := s.Seek(0, io.SeekEnd)
			_, back := s.Seek(start, io.SeekStart)
			if err == nil && back == nil {
				p.seeker, p.start, p.length = s, start, max(0, end-start)
				return
			}
		}
	}
	if l, ok := p.source.(interface{ Len() int }); ok {
		p.length = max(-1, int64(l.Len()))
	}
}

// isRegular reports whether a source, if it is a file, is one that has a length.
// Pipes and devices say that they can seek and lie.
func isRegular(r io.Reader) bool {
	f, ok := r.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return true
	}
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular()
}

var (
	errOver  = errors.New("rest: the call that this body belongs to has ended")
	errSpent = errors.New("rest: the body is a stream that cannot be rewound, and was sent already")
)

// open gives the body, from its beginning; it is the request's GetBody too. What was
// opened before is cut off.
func (p *payload) open() (io.ReadCloser, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.over:
		return nil, errOver
	case p.length == 0:
		return http.NoBody, nil
	case p.source == nil:
		return io.NopCloser(bytes.NewReader(p.data)), nil // net/http knows this one
	case p.latest != nil && p.seeker == nil:
		return nil, errSpent
	}
	if p.latest != nil {
		if !p.latest.end() {
			return nil, errors.New("rest: the body is still being read and cannot be rewound")
		}
		if err := p.rewind(); err != nil {
			return nil, err
		}
	}
	p.latest = &lease{source: p.stream()}
	return p.latest, nil
}

// restore opens the body of r again if whoever prepared r has opened it meanwhile to
// hash it, as GetBody lets him. p may be nil.
func (p *payload) restore(r *http.Request) error {
	held, ok := r.Body.(*lease)
	if p == nil || !ok || held == p.latest {
		return nil
	}
	var err error
	r.Body, err = p.open()
	return err
}

// stream is what is sent, from where source stands.
func (p *payload) stream() io.Reader {
	if p.zip {
		return newGzipReader(p.source)
	}
	return p.source
}

// rewind puts source back to where it was found.
func (p *payload) rewind() error {
	if _, err := p.seeker.Seek(p.start, io.SeekStart); err != nil {
		return fmt.Errorf("the body cannot be rewound: %w", err)
	}
	return nil
}

// release ends the transport's hold on the caller's reader. p may be nil.
func (p *payload) release() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.over {
		return
	}
	p.over = p.source != nil
	if p.latest != nil {
		p.latest.end()
	}
}
