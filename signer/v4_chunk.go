// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
)

// Words of the signatures inside an aws-chunked body.
const (
	chunkAlgorithm   = algorithm + "-PAYLOAD\n"
	trailerAlgorithm = algorithm + "-TRAILER\n"

	// ChunkExtension comes between a chunk's length and its signature.
	ChunkExtension = ";chunk-signature="

	// SignatureLength is the length of a hex signature.
	SignatureLength = len(signature{})

	// TrailerSignature is the trailer that carries the trailers' signature.
	TrailerSignature = "x-amz-trailer-signature"
)

// ChunkSigner signs the chunks of one aws-chunked body, each signature
// covering the one before. It is for one goroutine and does not allocate once
// it exists.
type ChunkSigner struct {
	key  *signingKey
	text []byte // string to sign: algorithm line, then tail
	tail []byte // "\n"-terminated time, scope; kept apart because the first line varies
	prev signature
}

// ChunkSigner returns the signer for the body of r, which [V4.Sign] has
// signed with p and a streaming payload hash. Each attempt needs its own.
func (v *V4) ChunkSigner(r *http.Request, p Params) (*ChunkSigner, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	_, seed, ok := strings.Cut(r.Header.Get(headerAuthorization), ", Signature=")
	if !ok || len(seed) != SignatureLength {
		return nil, errors.New("signer: the request is not signed yet")
	}
	s := v.borrow()
	defer v.giveBack(s)
	s.setScope(p.Time, p.Region, p.Service)
	key := v.keys(s.day(), p.Region, p.Service, p.Credentials.SecretAccessKey)
	return newChunkSigner(key, string(s.time), string(s.scope), seed), nil
}

func newChunkSigner(key *signingKey, date, scope, seed string) *ChunkSigner {
	c := &ChunkSigner{key: key, tail: []byte(date + "\n" + scope + "\n")}
	c.text = make([]byte, 0, len(chunkAlgorithm)+len(c.tail)+3*SignatureLength+2)
	copy(c.prev[:], seed)
	return c
}

// AppendChunk appends the hex signature of the next chunk to dst. The last
// chunk has no data.
func (c *ChunkSigner) AppendChunk(dst, data []byte) []byte {
	return c.AppendChunkSum(dst, sha256.Sum256(data))
}

// AppendChunkSum is AppendChunk for a caller that has hashed the data.
func (c *ChunkSigner) AppendChunkSum(dst []byte, sum [sha256.Size]byte) []byte {
	c.begin(chunkAlgorithm)
	c.text = append(c.text, EmptyPayload...)
	c.text = append(c.text, '\n')
	return c.finish(dst, sum)
}

// AppendTrailer appends the hex signature of the trailers to dst. They are
// lines of "name:value\n" with the names in lower case; the signature itself
// is not among them.
func (c *ChunkSigner) AppendTrailer(dst, lines []byte) []byte {
	c.begin(trailerAlgorithm)
	return c.finish(dst, sha256.Sum256(lines))
}

func (c *ChunkSigner) begin(first string) {
	c.text = append(c.text[:0], first...)
	c.text = append(c.text, c.tail...)
	c.text = append(c.text, c.prev[:]...)
	c.text = append(c.text, '\n')
}

func (c *ChunkSigner) finish(dst []byte, sum [sha256.Size]byte) []byte {
	c.text = hex.AppendEncode(c.text, sum[:])
	c.key.sign(&c.prev, c.text)
	return append(dst, c.prev[:]...)
}
