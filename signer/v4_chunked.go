// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/http"
	"net/textproto"
	"strconv"

	"github.com/seed-40dc4ce0/pail/internal/checksum"
)

// Limits on the aws-chunked framing.
const (
	minChunk    = 8 << 10 // every chunk but the last ones, as S3 demands
	maxLine     = 4 << 10
	maxTrailers = 16
)

// trailingCheck is a checksum that comes after the payload.
type trailingCheck struct {
	algorithm checksum.Algorithm
	hash      hash.Hash
	seen      bool
}

// chunkReader decodes an aws-chunked body and checks what it carries: chunk
// signatures if signer is set, trailers if trailers is, and always the length.
type chunkReader struct {
	src         io.ReadCloser
	in          *bufio.Reader
	signer      *ChunkSigner
	sum         hash.Hash // of the chunk, when signed
	claimed     signature // the chunk's
	accessKeyID string

	left, want int64 // bytes to come of the chunk, of the payload
	chunks     int
	last       int64 // length of the latest chunk
	trailers   bool
	checks     []trailingCheck
	lines      []byte // trailers as they are signed
	trailer    http.Header
	err        error
}

func newChunkReader(src io.ReadCloser, length int64) *chunkReader {
	return &chunkReader{src: src, in: bufio.NewReaderSize(src, maxLine), want: length, trailer: make(http.Header)}
}

// Read returns payload bytes; see [Identity.Payload] for its errors.
func (d *chunkReader) Read(p []byte) (int, error) {
	if d.err != nil || len(p) == 0 {
		return 0, d.err
	}
	if d.left == 0 {
		if d.err = d.begin(); d.err != nil {
			return 0, d.err
		}
	}
	n, err := d.in.Read(p[:min(int64(len(p)), d.left)])
	d.take(p[:n])
	switch {
	case err != nil:
		d.err = incomplete(err)
	case d.left == 0:
		d.err = d.endChunk()
		if d.err == nil && d.want == 0 {
			// What follows the payload decides whether it is good; do not
			// wait for a caller who stops at the last byte.
			d.err = d.begin()
		}
	}
	return n, d.err
}

// Close closes the request's body.
func (d *chunkReader) Close() error { return d.src.Close() }

func (d *chunkReader) take(p []byte) {
	d.left -= int64(len(p))
	d.want -= int64(len(p))
	if d.sum != nil {
		d.sum.Write(p)
	}
	for i := range d.checks {
		d.checks[i].hash.Write(p)
	}
}

// begin reads a chunk's first line. At the empty chunk it reads all that
// follows, and returns io.EOF.
func (d *chunkReader) begin() error {
	line, err := d.line()
	if err != nil {
		return err
	}
	digits, extension, _ := bytes.Cut(line, []byte(";"))
	size, err := strconv.ParseInt(string(digits), 16, 64)
	if err != nil || size < 0 || digits[0] == '+' || digits[0] == '-' {
		return errFraming("a chunk's length is not a hexadecimal number")
	}
	if d.signer != nil {
		value, ok := bytes.CutPrefix(extension, []byte(ChunkExtension[1:]))
		if !ok || len(value) != SignatureLength {
			return errFraming("a chunk has no signature")
		}
		copy(d.claimed[:], value)
	}
	if size > d.want || size == 0 && d.want > 0 {
		return errIncomplete()
	}
	if size > 0 && d.chunks > 0 && d.last < minChunk {
		return refuse(http.StatusForbidden, "InvalidChunkSizeError", "Only the last chunk is allowed to have a size less than 8192 bytes",
			Element{"Chunk", strconv.Itoa(d.chunks)}, Element{"BadChunkSize", strconv.FormatInt(d.last, 10)})
	}
	d.chunks, d.last, d.left = d.chunks+1, size, size
	if size > 0 {
		return nil
	}
	return d.end()
}

// endChunk reads the line end after a chunk's data and checks its signature.
func (d *chunkReader) endChunk() error {
	line, err := d.line()
	if err != nil {
		return err
	}
	if len(line) > 0 {
		return errFraming("a chunk is longer than it says")
	}
	return d.checkChunk()
}

func (d *chunkReader) checkChunk() error {
	if d.signer == nil {
		return nil
	}
	var sum [sha256.Size]byte
	d.sum.Sum(sum[:0])
	d.sum.Reset()
	var got signature
	d.signer.AppendChunkSum(got[:0], sum)
	if subtle.ConstantTimeCompare(got[:], d.claimed[:]) != 1 {
		return errSignature(d.accessKeyID)
	}
	return nil
}

// end reads what follows the empty chunk.
func (d *chunkReader) end() error {
	if err := d.checkChunk(); err != nil {
		return err
	}
	var claimed []byte
	parted := false
	for range maxTrailers {
		line, err := d.line()
		if err != nil && d.trailers {
			return err
		}
		if err != nil || len(line) == 0 {
			if !parted && d.parted(claimed) {
				parted = true
				continue
			}
			return d.finish(claimed)
		}
		name, value, ok := bytes.Cut(line, []byte(":"))
		name, value = bytes.ToLower(bytes.TrimSpace(name)), bytes.TrimSpace(value)
		switch {
		case !ok || !d.trailers:
			return errTrailer()
		case string(name) == TrailerSignature:
			claimed = bytes.Clone(value)
			continue
		}
		d.lines = append(append(append(append(d.lines, name...), ':'), value...), '\n')
		if err := d.checkTrailer(string(name), string(value)); err != nil {
			return err
		}
	}
	return errTrailer()
}

// parted tells whether an empty line is one that minio-go writes after the
// trailers (pkg/signer): of signed ones before their signature, of others before
// the empty line that ends them, which is then read here. S3 is sent both.
func (d *chunkReader) parted(claimed []byte) bool {
	if len(d.lines) == 0 || len(claimed) > 0 {
		return false
	}
	if d.signer != nil {
		_, err := d.in.Peek(1)
		return err == nil
	}
	if next, err := d.in.Peek(2); err == nil && string(next) == "\r\n" {
		_, _ = d.in.Discard(2) // they were there
	}
	return false
}

// checkTrailer compares a trailing checksum.
func (d *chunkReader) checkTrailer(name, value string) error {
	a := checksum.Parse(name)
	for i := range d.checks {
		c := &d.checks[i]
		if c.algorithm != a || c.seen {
			continue
		}
		c.seen = true
		if len(value) != a.EncodedSize() {
			return errRequest(fmt.Sprintf("Value for %s trailing header is invalid.", name))
		}
		if string(checksum.Append(nil, c.hash)) != value {
			return refuse(http.StatusBadRequest, "BadDigest", fmt.Sprintf("The %s you specified did not match the calculated checksum.", a))
		}
		d.trailer[textproto.CanonicalMIMEHeaderKey(name)] = []string{value}
		return nil
	}
	return errTrailer()
}

// finish demands that everything announced has come, and nothing else.
func (d *chunkReader) finish(claimed []byte) error {
	for _, c := range d.checks {
		if !c.seen {
			return errTrailer()
		}
	}
	if d.signer != nil && d.trailers {
		if len(claimed) == 0 {
			return errTrailer()
		}
		if subtle.ConstantTimeCompare(d.signer.AppendTrailer(nil, d.lines), claimed) != 1 {
			return errSignature(d.accessKeyID)
		}
	} else if len(claimed) > 0 {
		return errTrailer()
	}
	_, err := d.in.ReadByte()
	switch {
	case errors.Is(err, io.EOF):
		return io.EOF
	case err != nil:
		return err
	}
	return errFraming("there are bytes after the last chunk")
}

// line reads a line without its end.
func (d *chunkReader) line() ([]byte, error) {
	line, err := d.in.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		return nil, errFraming("a line is too long")
	}
	if err != nil {
		return nil, incomplete(err)
	}
	return bytes.TrimSuffix(line[:len(line)-1], []byte("\r")), nil
}

// incomplete words a body that ends too early; other errors stay.
func incomplete(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errIncomplete()
	}
	return err
}

func errIncomplete() *VerifyError {
	return refuse(http.StatusBadRequest, "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header")
}

func errTrailer() *VerifyError {
	return refuse(http.StatusBadRequest, "MalformedTrailerError",
		"The request contained trailing data that was not well-formed or did not conform to our published schema.")
}

func errFraming(problem string) *VerifyError {
	return errRequest("The aws-chunked body is malformed: " + problem + ".")
}
