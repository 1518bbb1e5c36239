// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"bytes"
	"crypto/md5" //nolint:gosec // the protocol asks for it
	"encoding/base64"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"net/http"
	"slices"
	"strconv"
)

// payload is the body of a request as it is meant, checked against what the
// client announced. The fault of a wrong body is the error of the Read that
// would end it. Framing, signatures and hashes that belong to them are package
// signer's: it has put its reader before the body.
type payload struct {
	call     *call
	source   io.Reader
	size     int64
	md5      hash.Hash // of the body
	whole    hash.Hash // MD5 of the object, nil where the body is all of it
	checksum hash.Hash // of the object
	wantMD5  []byte
	want     announced
	done     error
}

// openPayload looks at what the headers say of the body.
func (c *call) openPayload() error {
	p := &payload{call: c, source: c.request.Body, md5: md5.New()} //nolint:gosec // see above
	if p.source == nil {
		p.source = http.NoBody
	}
	var err error
	if p.wantMD5, err = c.announcedMD5(); err != nil {
		return err
	}
	if p.want, err = c.announcedChecksum(); err != nil {
		return err
	}
	if p.checksum = md5.New(); p.want.algorithm != nil { //nolint:gosec // a store without checksums computes one that nobody asks for
		p.checksum = p.want.algorithm.make()
	}
	if c.operation.digest && !slices.Contains(c.dialect.undigested, c.operation.name) && p.wantMD5 == nil && p.want.ours {
		return c.fault("InvalidRequest").saying("Missing required header for this request: " + c.dialect.digests)
	}
	c.payload = p
	return nil
}

// Read fails with a fault where the body is not what was announced.
func (p *payload) Read(b []byte) (int, error) {
	if p.done != nil {
		return 0, p.done
	}
	n, err := p.source.Read(b)
	p.size += int64(n)
	_, _ = p.md5.Write(b[:n]) // hashes do not fail
	if p.whole != nil {
		_, _ = p.whole.Write(b[:n])
	}
	_, _ = p.checksum.Write(b[:n])
	switch {
	case errors.Is(err, io.EOF):
		p.done = p.verify()
	case err != nil:
		p.done = p.broken(err)
	}
	return n, p.done
}

// broken words an error of the connection or of package signer.
func (p *payload) broken(err error) error {
	if f, ok := errors.AsType[*fault](refused(err)); ok {
		return f
	}
	return p.call.fault("IncompleteBody")
}

// verify compares at the end; it gives io.EOF when all is well.
func (p *payload) verify() error {
	c := p.call
	if sum := p.md5.Sum(nil); p.wantMD5 != nil && !bytes.Equal(sum, p.wantMD5) {
		return c.fault("BadDigest").with("CalculatedDigest", base64.StdEncoding.EncodeToString(sum)).with("ExpectedDigest", hex.EncodeToString(p.wantMD5))
	}
	if !p.want.ours && !p.want.trailing && p.want.value != p.sum() {
		return c.fault("BadDigest").saying("The " + p.want.algorithm.name + " you specified did not match the calculated checksum.")
	}
	return io.EOF
}

// sum is the checksum so far, as headers carry it.
func (p *payload) sum() string { return p.want.algorithm.text(p.checksum.Sum(nil)) }

// document reads a whole body of at most limit bytes.
func (p *payload) document(limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(p, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, p.call.fault("MaxMessageLengthExceeded").with("MaxMessageLengthBytes", strconv.FormatInt(limit, 10))
	}
	return data, nil
}

// before copies what comes before the body and takes it into size and sums,
// but not into what the client has announced of the body.
func (p *payload) before(w io.Writer, content io.Reader) error {
	p.whole = md5.New() //nolint:gosec // see above
	n, err := io.Copy(io.MultiWriter(w, p.whole, p.checksum), content)
	p.size += n
	return err
}
