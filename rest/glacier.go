// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"crypto/sha256"
	"hash"
)

// GlacierAccount is the account of a request to Amazon S3 Glacier: a hyphen, which is
// the account of the credentials, when v is nil or empty. Source: Amazon S3 Glacier
// Developer Guide, "Upload Archive".
func GlacierAccount(v *string) string {
	if v == nil || *v == "" {
		return "-"
	}
	return *v
}

// TreeHash asks for the headers X-Amz-Content-Sha256 and X-Amz-Sha256-Tree-Hash over what
// is sent, unless the input has them.
func (e *Encoder) TreeHash() { e.tree = true }

// The headers that TreeHash asks for, in hexadecimal.
const (
	contentHash = "X-Amz-Content-Sha256"
	treeHeader  = "X-Amz-Sha256-Tree-Hash"
)

// leafSize is how much of a body, in bytes, a leaf of its tree stands for.
const leafSize = 1 << 20

// treeHash is the SHA-256 tree hash of Amazon S3 Glacier: the hashes of each MiB, of
// pairs of them, and so on. Source: Amazon S3 Glacier Developer Guide, "Computing
// Checksums".
type treeHash struct {
	hash.Hash // of the leaf that is being written

	written int
	leaves  [][]byte
}

func newTreeHash() hash.Hash { return &treeHash{Hash: sha256.New()} }

// Write implements [io.Writer].
func (t *treeHash) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		n := min(len(rest), leafSize-t.written)
		_, _ = t.Hash.Write(rest[:n]) // never fails
		t.written += n
		rest = rest[n:]
		if t.written == leafSize {
			t.leaves = append(t.leaves, t.Hash.Sum(nil))
			t.Reset()
		}
	}
	return len(p), nil
}

// Reset begins another leaf.
func (t *treeHash) Reset() {
	t.Hash.Reset()
	t.written = 0
}

// Sum appends the hash of the tree.
func (t *treeHash) Sum(b []byte) []byte {
	level := append([][]byte(nil), t.leaves...)
	if t.written > 0 || len(level) == 0 {
		level = append(level, t.Hash.Sum(nil))
	}
	for len(level) > 1 {
		var above [][]byte
		for ; len(level) > 1; level = level[2:] {
			pair := sha256.Sum256(append(append([]byte(nil), level[0]...), level[1]...))
			above = append(above, pair[:])
		}
		level = append(above, level...)
	}
	return append(b, level[0]...)
}
