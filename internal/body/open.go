// SPDX-License-Identifier: Apache-2.0

package body

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/seed-40dc4ce0/pail/internal/checksum"
	"github.com/seed-40dc4ce0/pail/signer"
)

// Open returns the body for one attempt. A body in memory is a *bytes.Reader
// inside io.NopCloser, as net/http likes it, and an empty one http.NoBody. For
// others Open first waits, like [Upload.Wait], until the attempt before has
// let go of the reader, and rewinds it.
func (u *Upload) Open(ctx context.Context) (io.ReadCloser, error) {
	switch {
	case u.length == 0:
		return http.NoBody, nil
	case u.source == nil:
		return u.openMemory(), nil
	}
	waiting, cancel := context.WithTimeout(ctx, grace) // a transport may forget to close
	err := u.Wait(waiting)
	cancel()
	if err != nil {
		return nil, err
	}
	if u.latest == nil || u.latest.hasBegun() {
		if err := u.rewind(); err != nil {
			return nil, err
		}
	}
	u.latest = newStream(u.source, u.length, &u.failed)
	switch u.framing {
	case framingTrailer:
		return newTrailerReader(u.latest, u.length, u.trailer), nil
	case framingSignedChunks:
		return &chunkReader{stream: u.latest, upload: u, left: u.length}, nil
	default:
		return u.latest, nil
	}
}

// openMemory spares the first attempt an allocation. A retry gets a reader of
// its own: the transport may still be reading the one before.
func (u *Upload) openMemory() io.ReadCloser {
	if u.opened {
		return io.NopCloser(bytes.NewReader(u.data))
	}
	u.opened = true
	u.first.Reset(u.data)
	return io.NopCloser(&u.first)
}

// Resendable tells, after an attempt has failed, whether another [Upload.Open]
// can work: the body can be rewound, or nothing of it has been read because
// no connection was had. It ends the failed attempt's access to the reader,
// and says no if the body itself was at fault.
func (u *Upload) Resendable() bool {
	switch {
	case u.failed.get() != nil:
		return false
	case u.Rewindable() || u.latest == nil:
		return true
	}
	_ = u.latest.Close()
	return !u.latest.hasBegun()
}

// GetBody is for http.Request.GetBody, with which net/http itself repeats a
// request whose idle connection turned out to be dead. It fails unless
// [Upload.InMemory].
func (u *Upload) GetBody() (io.ReadCloser, error) {
	switch {
	case u.length == 0:
		return http.NoBody, nil
	case u.source == nil:
		return io.NopCloser(bytes.NewReader(u.data)), nil
	}
	return nil, errors.New("the body is not in memory")
}

// SignChunks hands over the signer of this attempt's chunks. It is needed
// after each signing, before the request is sent, when Plan returned
// [signer.StreamingSigned].
func (u *Upload) SignChunks(c *signer.ChunkSigner) { u.chunks = c }

// WireLength returns the request's Content-Length: the body's length with the
// framing that Plan decided on.
func (u *Upload) WireLength() int64 {
	switch u.framing {
	case framingTrailer:
		return trailerFramed(u.length, u.trailer)
	case framingSignedChunks:
		return chunksFramed(u.length)
	default:
		return u.length
	}
}

// hexDigits returns how many digits n > 0 has in hexadecimal.
func hexDigits(n int64) int64 {
	digits := int64(0)
	for ; n > 0; n >>= 4 {
		digits++
	}
	return digits
}

// trailerFramed is the length of what a trailerReader yields.
func trailerFramed(length int64, a checksum.Algorithm) int64 {
	const crlf = int64(len("\r\n"))
	return hexDigits(length) + crlf + length + crlf + int64(len("0\r\n")) +
		int64(len(a.Header())+len(":")+a.EncodedSize()) + crlf + crlf
}
