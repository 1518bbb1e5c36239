// SPDX-License-Identifier: Apache-2.0

package body

import (
	"errors"
	"io"
	"strconv"

	"github.com/seed-40dc4ce0/pail/signer"
)

// chunkSize is the payload of every signed chunk but the last.
const chunkSize = 64 << 10

// Lengths of a signed chunk's framing, its size's digits aside.
const (
	chunkLine = int64(len(signer.ChunkExtension)) + int64(signer.SignatureLength) + 2
	chunkEnd  = 2
)

// chunksFramed is the length of what a chunkReader yields.
func chunksFramed(length int64) int64 {
	framed := func(size int64) int64 { return hexDigits(size) + chunkLine + size + chunkEnd }
	total := length / chunkSize * framed(chunkSize)
	if rest := length % chunkSize; rest > 0 {
		total += framed(rest)
	}
	return total + int64(len("0")) + chunkLine + chunkEnd
}

// chunkReader frames a body as aws-chunked with a signature in each chunk. It
// borrows one buffer and allocates nothing per chunk.
type chunkReader struct {
	*stream

	upload    *Upload
	left      int64
	buffer    *[bufferSize]byte
	signature [signer.SignatureLength]byte
	pending   []byte // of buffer
	ended     bool   // pending is the last
	err       error
}

// Read returns the framed body.
func (c *chunkReader) Read(p []byte) (int, error) {
	if len(c.pending) == 0 && c.err == nil {
		if c.ended {
			c.err = io.EOF
		} else {
			c.pending, c.err = c.next()
		}
		if c.err != nil && c.buffer != nil {
			// Here, not in Close, which may come while a Read is under way.
			buffers.Put(c.buffer)
			c.buffer, c.pending = nil, nil
		}
	}
	if c.err != nil {
		return 0, c.err
	}
	n := copy(p, c.pending)
	c.pending = c.pending[n:]
	return n, nil
}

// next reads and signs a chunk, and at the end the empty one too.
func (c *chunkReader) next() ([]byte, error) {
	sign := c.upload.chunks
	if sign == nil {
		return nil, errors.New("the signer of the body's chunks is missing")
	}
	if c.buffer == nil {
		c.buffer = buffers.Get().(*[bufferSize]byte)
	}
	// The payload is read behind the room for its line, so that the chunk
	// stands in one piece.
	size := min(c.left, chunkSize)
	line := int(hexDigits(size) + chunkLine)
	payload := c.buffer[line : line+int(size)]
	if _, err := io.ReadFull(c.stream, payload); err != nil {
		return nil, err
	}
	c.left -= size
	out := appendLine(c.buffer[:0], size, sign.AppendChunk(c.signature[:0], payload))
	out = append(out[:line+int(size)], '\r', '\n')
	if c.left == 0 {
		c.ended = true
		out = appendLine(out, 0, sign.AppendChunk(c.signature[:0], nil))
		out = append(out, '\r', '\n')
	}
	return out, nil
}

func appendLine(dst []byte, size int64, signature []byte) []byte {
	dst = strconv.AppendInt(dst, size, 16)
	dst = append(append(dst, signer.ChunkExtension...), signature...)
	return append(dst, '\r', '\n')
}
