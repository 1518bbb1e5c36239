// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"context"
	"crypto/md5" //nolint:gosec // Content-MD5 is a checksum, not a secret
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"net/http"

	"github.com/seed-40dc4ce0/pail/internal/checksum"
)

// sums are the checksums that the operation asks for, by their header.
func (e *Encoder) sums() map[string]hash.Hash {
	sums := make(map[string]hash.Hash)
	if _, ok := e.Head["Content-Md5"]; e.md5 && !ok {
		sums["Content-Md5"] = md5.New() //nolint:gosec // see the import
	}
	if _, ok := e.Head[contentHash]; e.tree && !ok {
		sums[contentHash] = sha256.New()
	}
	if _, ok := e.Head[treeHeader]; e.tree && !ok {
		sums[treeHeader] = newTreeHash()
	}
	if !e.checksum || checksum.Present(e.Head) {
		return sums
	}
	a := checksum.CRC32
	if e.algorithm != nil {
		if a = algorithm(*e.algorithm); a == checksum.None {
			e.Fail(e.chosen, "must be CRC32, CRC32C, CRC64NVME, SHA1 or SHA256")
			return sums
		}
	}
	sums[a.Header()] = a.New()
	return sums
}

// sumText is a checksum as the header of that name has it.
func sumText(name string, h hash.Hash) string {
	if name == contentHash || name == treeHeader {
		return hex.EncodeToString(h.Sum(nil))
	}
	return string(checksum.Append(nil, h))
}

// algorithm is the algorithm of this name, checksum.None if there is none.
func algorithm(name string) checksum.Algorithm {
	for a := checksum.CRC32C; a <= checksum.SHA256; a++ {
		if a.String() == name {
			return a
		}
	}
	return checksum.None
}

// takesBody reports whether requests of a method are of a body even if they have
// none, so that its checksum is that of nothing.
func takesBody(method string) bool {
	return method == http.MethodPut || method == http.MethodPost || method == http.MethodPatch
}

// hash writes what is sent to the sums and puts source back. p may be nil.
func (p *payload) hash(ctx context.Context, sums map[string]hash.Hash) error {
	switch {
	case p == nil:
		return nil
	case p.source == nil:
		for _, h := range sums {
			h.Write(p.data)
		}
		return nil
	}
	writers := make([]io.Writer, 0, len(sums))
	for _, h := range sums {
		writers = append(writers, h)
	}
	if _, err := io.Copy(io.MultiWriter(writers...), &whileAlive{ctx, p.stream()}); err != nil {
		return fmt.Errorf("the body cannot be read: %w", err)
	}
	return p.rewind()
}

// whileAlive reads until its context ends.
type whileAlive struct {
	ctx    context.Context
	source io.Reader
}

// Read implements [io.Reader].
func (w *whileAlive) Read(b []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.source.Read(b)
}
