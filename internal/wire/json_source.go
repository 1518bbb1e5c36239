// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonSource is a body on its way into the tokenizer: bounded, with its beginning
// kept, and with a fault of its own for whatever ends it but its end.
type jsonSource struct {
	body   io.Reader
	dec    *jsontext.Decoder // who reads here
	limit  int64             // bytes of the document, 0 for any number
	n      int64             // bytes received
	eof    bool
	err    *BodyError
	window int // largest buffer that dec has had
	first  int // bytes in head
	head   [firstSize]byte
}

// Read gives the next bytes, none beside an error.
func (s *jsonSource) Read(p []byte) (int, error) {
	held := s.n - s.dec.InputOffset()
	if held > maxText {
		s.stop("has a value that is longer than 4 MiB", s.dec.InputOffset(), nil)
	}
	s.window = max(s.window, int(held)+len(p))
	p = p[:min(len(p), bufferSize)] // so that maxText is met closely
	for range 100 {
		if s.err != nil {
			return 0, s.err
		}
		if s.eof {
			return 0, io.EOF
		}
		if n := s.receive(p); n > 0 && s.err == nil {
			return n, nil
		}
	}
	s.stop("could not be read", s.n, io.ErrNoProgress)
	return 0, s.err
}

// receive reads once.
func (s *jsonSource) receive(p []byte) int {
	n, err := s.body.Read(p)
	n = max(0, min(n, len(p)))
	if s.first < firstSize {
		s.first += copy(s.head[s.first:], p[:n])
	}
	s.n += int64(n)
	switch {
	case err == io.EOF:
		s.eof = true
	case err != nil:
		s.stop("could not be read", s.n, err)
	}
	if s.limit > 0 && s.n > s.limit {
		s.stop("is longer than what is accepted", s.limit, nil)
	}
	return n
}

// stop records the first fault.
func (s *jsonSource) stop(problem string, offset int64, cause error) {
	if s.err == nil {
		s.err = &BodyError{Problem: problem, Offset: offset, Err: cause}
	}
}

// told words what the tokenizer complains of; spot is the value it was at.
func (s *jsonSource) told(err error, spot string) *BodyError {
	var bad *jsontext.SyntacticError
	switch {
	case s.err != nil:
		return s.err
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return &BodyError{Problem: "ends inside the " + spot, Offset: s.n, Err: io.ErrUnexpectedEOF}
	case errors.As(err, &bad) && bad.Err != nil:
		return &BodyError{Problem: "is not JSON: " + bad.Err.Error(), Offset: bad.ByteOffset}
	}
	return &BodyError{Problem: "is not JSON", Offset: s.dec.InputOffset(), Err: err}
}

// other says what the body looks like if it is no JSON at all, "" if nothing is
// known.
func (s *jsonSource) other() string {
	head := s.head[:s.first]
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	switch {
	case hasFold(text, "<!doctype html"), hasFold(text, "<html"):
		return "is HTML, not JSON"
	case len(text) > 0 && text[0] == '<':
		return "is XML, not JSON"
	case bytes.HasPrefix(head, []byte("\ufeff")):
		return "begins with a byte order mark, which JSON must not have"
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return "is UTF-16, of which only UTF-8 is read"
	}
	return ""
}

// hasFold says whether b begins with prefix, whatever the case.
func hasFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && bytes.EqualFold(b[:len(prefix)], []byte(prefix))
}
