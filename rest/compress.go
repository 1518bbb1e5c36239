// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
)

// shrink compresses p if the operation asked for it and p is long enough. from is the
// setting's; nothing is left of a stream's length.
func (p *payload) shrink(e *Encoder, from int) {
	if p.length == 0 || from < 0 || p.length >= 0 && p.length < int64(from) {
		return
	}
	if p.source == nil {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(p.data) // a buffer takes everything
		_ = z.Close()
		p.data, p.length = b.Bytes(), int64(b.Len())
	} else {
		p.zip, p.length = true, -1
	}
	encoding := "gzip"
	if before := strings.Join(e.Head["Content-Encoding"], ", "); before != "" {
		encoding = before + ", gzip"
	}
	e.Head["Content-Encoding"] = []string{encoding}
}

// gzipReader is a reader compressed while it is read.
type gzipReader struct {
	source io.Reader
	writer *gzip.Writer
	ready  bytes.Buffer // compressed and not yet read
	chunk  []byte
	err    error
}

func newGzipReader(source io.Reader) *gzipReader {
	g := &gzipReader{source: source, chunk: make([]byte, 32<<10)}
	g.writer = gzip.NewWriter(&g.ready)
	return g
}

// Read implements [io.Reader].
func (g *gzipReader) Read(b []byte) (int, error) {
	for empty := 0; g.ready.Len() == 0; {
		if g.err != nil {
			return 0, g.err
		}
		n, err := g.source.Read(g.chunk)
		_, _ = g.writer.Write(g.chunk[:n]) // a buffer takes everything
		if empty++; n > 0 {
			empty = 0
		}
		switch {
		case err == io.EOF:
			_ = g.writer.Close()
		case err == nil && empty == 100:
			err = io.ErrNoProgress
		}
		g.err = err
	}
	return g.ready.Read(b)
}
