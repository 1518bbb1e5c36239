// SPDX-License-Identifier: Apache-2.0

package body

import (
	"context"
	"crypto/md5" //nolint:gosec // Content-MD5 is what the wire asks for
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"hash/crc32"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/seed-40dc4ce0/pail/internal/checksum"
	"github.com/seed-40dc4ce0/pail/signer"
)

// headerLimit is the size up to which the checksum of a body that can be
// rewound is computed beforehand and sent as a header.
const headerLimit = 1 << 20

// Policy says what the wire needs. The pipeline resolves it from the provider,
// the configuration and the operation.
type Policy struct {
	// TLS tells that the endpoint is https, which protects the payload.
	TLS bool

	// Signed tells that the request is signed by Signature Version 4, which
	// wants to know the payload's hash. It is false for anonymous requests
	// and for vendors' own signatures.
	Signed bool

	// CRC32 asks for x-amz-checksum-crc32, unless the request has a checksum
	// or a Content-MD5 of the user's. Over plain HTTP a body that cannot be
	// rewound goes without: its signed chunks protect it as well.
	CRC32 bool

	// MD5 asks for Content-MD5, for documents.
	MD5 bool
}

// framing is how the body stands on the wire.
type framing uint8

const (
	framingNone         framing = iota // as it is
	framingTrailer                     // one aws-chunked chunk and a trailing checksum
	framingSignedChunks                // aws-chunked with signatures
)

// Plan decides how the body goes over the wire and sets the headers that say
// so: Content-Md5, X-Amz-Checksum-Crc32, X-Amz-Trailer,
// X-Amz-Decoded-Content-Length, Content-Encoding. The names in h must be
// canonical. It returns the payload hash for the signer, "" if p.Signed is
// false. It is called once, before the first attempt.
//
// Over plain HTTP it reads a body that can be rewound to its end, because its
// hash is signed; ctx is looked at between reads.
func (u *Upload) Plan(ctx context.Context, h http.Header, p Policy) (payloadHash string, err error) {
	var (
		small   = u.source == nil || u.seeker != nil && u.length <= headerLimit
		again   = u.Rewindable()
		crc     = p.CRC32 && !checksum.Present(h) && len(h["Content-Md5"]) == 0
		trailer = crc && p.TLS && p.Signed && !small
		digests digests
	)
	digests.crc32 = crc && !trailer && again
	digests.sha256 = p.Signed && !p.TLS && again && u.length > 0
	digests.md5 = p.MD5 && len(h["Content-Md5"]) == 0
	if digests.md5 && !again {
		return "", &InputError{Member: "Body", Problem: "cannot be rewound, but its MD5 must be sent before it"}
	}
	if err := u.digest(ctx, &digests); err != nil {
		return "", err
	}
	digests.setHeaders(h)
	switch {
	case trailer:
		u.framing, u.trailer = framingTrailer, checksum.CRC32
		u.setTrailer(h)
		return signer.StreamingUnsignedTrailer, nil
	case !p.Signed:
		return "", nil
	case u.length == 0:
		return signer.EmptyPayload, nil
	case p.TLS:
		return signer.UnsignedPayload, nil
	case again:
		return digests.sha256Hex(), nil
	}
	u.framing = framingSignedChunks
	u.setDecodedLength(h)
	return signer.StreamingSigned, nil
}

// setTrailer announces the trailing checksum and its framing. Content-Encoding
// keeps the user's own codings, which S3 stores without aws-chunked.
func (u *Upload) setTrailer(h http.Header) {
	var coding strings.Builder
	coding.WriteString("aws-chunked")
	for _, own := range h["Content-Encoding"] {
		if own != "" {
			coding.WriteString("," + own)
		}
	}
	h["Content-Encoding"] = []string{coding.String()}
	h["X-Amz-Trailer"] = []string{strings.ToLower(u.trailer.Header())}
	u.setDecodedLength(h)
}

// setDecodedLength announces the length without the framing. For signed
// chunks it is all that S3 needs beside the payload hash. Content-Encoding is
// left alone there: gateways would keep aws-chunked as the object's.
func (u *Upload) setDecodedLength(h http.Header) {
	h["X-Amz-Decoded-Content-Length"] = []string{strconv.FormatInt(u.length, 10)}
}

// digests are the hashes to compute, and then what they came to.
type digests struct {
	crc32, sha256, md5 bool

	crc32Sum  [4]byte
	sha256Sum [sha256.Size]byte
	md5Sum    [md5.Size]byte
}

func (d *digests) setHeaders(h http.Header) {
	if d.crc32 {
		h["X-Amz-Checksum-Crc32"] = []string{encoded(d.crc32Sum[:])}
	}
	if d.md5 {
		h["Content-Md5"] = []string{encoded(d.md5Sum[:])}
	}
}

func encoded(sum []byte) string {
	var room [32]byte
	return string(base64.StdEncoding.AppendEncode(room[:0], sum))
}

func (d *digests) sha256Hex() string {
	var room [2 * sha256.Size]byte
	return string(hex.AppendEncode(room[:0], d.sha256Sum[:]))
}

// digest computes d over the body.
func (u *Upload) digest(ctx context.Context, d *digests) error {
	switch {
	case !d.crc32 && !d.sha256 && !d.md5:
		return nil
	case u.source != nil:
		return u.digestSource(ctx, d)
	}
	if d.sha256 {
		d.sha256Sum = sha256.Sum256(u.data)
	}
	if d.md5 {
		d.md5Sum = md5.Sum(u.data) //nolint:gosec // see the import
	}
	if d.crc32 {
		binary.BigEndian.PutUint32(d.crc32Sum[:], crc32.ChecksumIEEE(u.data))
	}
	return nil
}

// digestSource reads the source once and leaves the rewinding to the attempt.
func (u *Upload) digestSource(ctx context.Context, d *digests) error {
	if err := u.rewind(); err != nil {
		return err
	}
	var sha, crc, sum5 hash.Hash
	if d.sha256 {
		sha = sha256.New()
	}
	if d.crc32 {
		crc = crc32.NewIEEE()
	}
	if d.md5 {
		sum5 = md5.New() //nolint:gosec // see the import
	}
	hashes := [...]hash.Hash{sha, crc, sum5}
	buffer := buffers.Get().(*[bufferSize]byte)
	defer buffers.Put(buffer)
	s := newStream(u.source, u.length, &u.failed)
	for {
		if ctx.Err() != nil {
			return ended(ctx)
		}
		n, err := s.read(buffer[:])
		for _, h := range hashes {
			if h != nil {
				h.Write(buffer[:n])
			}
		}
		if err == io.EOF { //nolint:errorlint // read returns it bare
			break
		}
		if err != nil {
			return &InputError{Member: "Body", Problem: "cannot be read", Err: err}
		}
	}
	for i, sum := range [...][]byte{d.sha256Sum[:], d.crc32Sum[:], d.md5Sum[:]} {
		if hashes[i] != nil {
			copy(sum, hashes[i].Sum(buffer[:0]))
		}
	}
	return nil
}

// bufferSize holds a signed chunk with its framing.
const bufferSize = chunkSize + 256

// buffers are lent for hashing and for signed chunks.
var buffers = sync.Pool{New: func() any { return new([bufferSize]byte) }}
