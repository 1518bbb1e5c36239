// SPDX-License-Identifier: Apache-2.0

package body

import (
	"errors"
	"hash"
	"io"
	"strconv"
	"strings"

	"github.com/seed-40dc4ce0/pail/internal/checksum"
)

// trailerReader frames a body as one aws-chunked chunk that a checksum
// follows. The body passes through without a copy.
type trailerReader struct {
	*stream

	algorithm checksum.Algorithm
	sum       hash.Hash
	pending   []byte // framing to be sent next
	ended     bool   // pending is the last
}

func newTrailerReader(s *stream, length int64, a checksum.Algorithm) *trailerReader {
	first := strconv.AppendInt(make([]byte, 0, 80), length, 16)
	return &trailerReader{stream: s, algorithm: a, sum: a.New(), pending: append(first, '\r', '\n')}
}

// Read returns the framed body.
func (t *trailerReader) Read(p []byte) (int, error) {
	if len(t.pending) > 0 {
		n := copy(p, t.pending)
		t.pending = t.pending[n:]
		if t.ended && len(t.pending) == 0 {
			return n, io.EOF
		}
		return n, nil
	}
	if t.ended {
		return 0, io.EOF
	}
	n, err := t.stream.Read(p)
	t.sum.Write(p[:n])
	if errors.Is(err, io.EOF) {
		t.ended = true
		t.pending = append(t.pending[:0], "\r\n0\r\n"...)
		t.pending = append(append(t.pending, strings.ToLower(t.algorithm.Header())...), ':')
		t.pending = append(checksum.Append(t.pending, t.sum), "\r\n\r\n"...)
		err = nil
	}
	return n, err
}
