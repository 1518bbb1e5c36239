// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/seed-40dc4ce0/pail/internal/checksum"
)

// Payload prepares the body of the request that gave id. Afterwards r.Body
// yields the payload itself: the aws-chunked framing is gone (from
// Content-Encoding too), r.ContentLength is the payload's, and r.Trailer has
// the trailers once the body has been read.
//
// Reading the last byte or the end returns a [*VerifyError] if the payload is
// not what was signed: SignatureDoesNotMatch, XAmzContentSHA256Mismatch,
// BadDigest, IncompleteBody and others. Nothing of a payload may be believed
// before io.EOF.
func (id *Identity) Payload(r *http.Request) error {
	switch id.PayloadHash {
	case UnsignedPayload:
		return nil
	case StreamingSigned, StreamingSignedTrailer, StreamingUnsignedTrailer:
		return id.unchunk(r)
	}
	if r.Body == nil || r.Body == http.NoBody {
		if !strings.EqualFold(id.PayloadHash, EmptyPayload) {
			return errPayloadHash(id.PayloadHash, EmptyPayload)
		}
		return nil
	}
	r.Body = &hashedBody{body: r.Body, hash: sha256.New(), want: id.PayloadHash, left: r.ContentLength}
	return nil
}

// AnonymousPayload is [Identity.Payload] for a request without authorisation,
// which may announce a hash or a trailing checksum, but no signed chunks.
func AnonymousPayload(r *http.Request) error {
	id := &Identity{PayloadHash: r.Header.Get(headerContentSHA256)}
	switch id.PayloadHash {
	case "":
		return nil
	case StreamingSigned, StreamingSignedTrailer:
		return errRequest("The request has signed chunks but no signature.")
	}
	if refusal := checkPayloadHash(id.PayloadHash); refusal != nil {
		return refusal
	}
	return id.Payload(r)
}

func errPayloadHash(claimed, got string) *VerifyError {
	return refuse(http.StatusBadRequest, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.",
		Element{"ClientComputedContentSHA256", claimed}, Element{"S3ComputedContentSHA256", got})
}

// hashedBody compares the SHA-256 of what it yields when it ends: at io.EOF,
// or with the last byte that Content-Length announces.
type hashedBody struct {
	body io.ReadCloser
	hash hash.Hash
	want string
	left int64 // bytes to come; negative if unknown
	err  error
}

func (b *hashedBody) Read(p []byte) (int, error) {
	if b.err != nil || len(p) == 0 {
		return 0, b.err
	}
	n, err := b.body.Read(p)
	b.hash.Write(p[:n])
	known := b.left >= 0
	if known {
		b.left -= int64(n)
	}
	if errors.Is(err, io.EOF) || err == nil && known && b.left <= 0 {
		var sum [sha256.Size]byte
		if got := hex.EncodeToString(b.hash.Sum(sum[:0])); !strings.EqualFold(got, b.want) {
			err = errPayloadHash(b.want, got)
		}
	}
	b.err = err
	return n, err
}

func (b *hashedBody) Close() error { return b.body.Close() }

// unchunk puts a decoder of the aws-chunked framing before r.Body.
func (id *Identity) unchunk(r *http.Request) error {
	length, err := strconv.ParseInt(r.Header.Get("X-Amz-Decoded-Content-Length"), 10, 64)
	switch {
	case r.Header.Get("X-Amz-Decoded-Content-Length") == "":
		return refuse(http.StatusLengthRequired, "MissingContentLength", "You must provide the Content-Length HTTP header.")
	case err != nil || length < 0:
		return errArgument("The x-amz-decoded-content-length header must be a non-negative number.")
	}
	body := r.Body
	if body == nil {
		body = http.NoBody
	}
	d := newChunkReader(body, length)
	if id.PayloadHash != StreamingUnsignedTrailer {
		d.signer = newChunkSigner(id.key, id.date, id.scope, id.seed)
		d.sum = sha256.New()
		d.accessKeyID = id.AccessKeyID
	}
	if id.PayloadHash != StreamingSigned {
		if refusal := d.expectTrailers(r.Header); refusal != nil {
			return refusal
		}
	}
	r.Body, r.Trailer, r.ContentLength = d, d.trailer, length
	if r.Header.Get("Content-Length") != "" {
		r.Header.Set("Content-Length", strconv.FormatInt(length, 10))
	}
	stripChunked(r.Header)
	if length == 0 {
		// Nobody reads an empty payload, so its framing is looked at now.
		if d.err = d.begin(); !errors.Is(d.err, io.EOF) {
			return d.err
		}
	}
	return nil
}

// expectTrailers reads the names in X-Amz-Trailer.
func (d *chunkReader) expectTrailers(h http.Header) *VerifyError {
	d.trailers = true
	for _, line := range h.Values("X-Amz-Trailer") {
		for name := range strings.SplitSeq(line, ",") {
			name = strings.TrimSpace(name)
			if name == "" {
				continue
			}
			a := checksum.Parse(name)
			if a == checksum.None {
				return errRequest("The value specified in the x-amz-trailer header is not supported")
			}
			d.checks = append(d.checks, trailingCheck{algorithm: a, hash: a.New()})
		}
	}
	return nil
}

// stripChunked takes aws-chunked, which is framing, out of Content-Encoding.
func stripChunked(h http.Header) {
	var kept []string
	for _, line := range h.Values("Content-Encoding") {
		for coding := range strings.SplitSeq(line, ",") {
			if coding = strings.TrimSpace(coding); coding != "" && !strings.EqualFold(coding, "aws-chunked") {
				kept = append(kept, coding)
			}
		}
	}
	if h.Del("Content-Encoding"); len(kept) > 0 {
		h.Set("Content-Encoding", strings.Join(kept, ","))
	}
}
