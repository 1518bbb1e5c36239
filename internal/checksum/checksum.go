// SPDX-License-Identifier: Apache-2.0

// Package checksum knows the checksums that S3 carries in x-amz-checksum-*
// headers and trailers, and the CRC-64 that other stores tell of an object.
//
// Sources: "Checking object integrity for data uploads in Amazon S3", Amazon S3
// User Guide; Tencent Cloud's document 436/40334 for CRC64ECMA.
package checksum

import (
	"crypto/sha1" //nolint:gosec // a published checksum algorithm, not used for secrecy
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// Algorithm is one checksum algorithm. The zero value is [None].
type Algorithm uint8

// The algorithms, cheapest first on current hardware; [Find] prefers in this
// order.
const (
	None Algorithm = iota
	CRC32C
	CRC32
	CRC64NVME
	SHA1
	SHA256

	// CRC64ECMA is none of S3's: it has no header of its own here, and is
	// written in decimal.
	CRC64ECMA
)

// facts are what the wire calls an algorithm, and how many bytes it yields.
var facts = [...]struct {
	name, header string
	size         int
}{
	None:      {},
	CRC32C:    {"CRC32C", "X-Amz-Checksum-Crc32c", 4},
	CRC32:     {"CRC32", "X-Amz-Checksum-Crc32", 4},
	CRC64NVME: {"CRC64NVME", "X-Amz-Checksum-Crc64nvme", 8},
	SHA1:      {"SHA1", "X-Amz-Checksum-Sha1", sha1.Size},
	SHA256:    {"SHA256", "X-Amz-Checksum-Sha256", sha256.Size},
	CRC64ECMA: {"CRC64ECMA", "", 8},
}

// prefix begins the name of every checksum header, and of two that hold no
// checksum: X-Amz-Checksum-Type and X-Amz-Checksum-Mode.
const prefix = "X-Amz-Checksum-"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// ecma is the table of CRC64ECMA, made when it is first needed.
var ecma = sync.OnceValue(func() *crc64.Table { return crc64.MakeTable(crc64.ECMA) })

// String returns the name as the wire has it, for example "CRC32"; "" for
// [None].
func (a Algorithm) String() string { return facts[a].name }

// Header returns the canonical name of the header or trailer that carries the
// checksum; "" for [None].
func (a Algorithm) Header() string { return facts[a].header }

// Size returns how many bytes a checksum has.
func (a Algorithm) Size() int { return facts[a].size }

// EncodedSize returns how many bytes a checksum has in base64.
func (a Algorithm) EncodedSize() int { return base64.StdEncoding.EncodedLen(a.Size()) }

// New returns a running checksum; nil for [None].
func (a Algorithm) New() hash.Hash {
	switch a {
	case CRC32C:
		return crc32.New(castagnoli)
	case CRC32:
		return crc32.NewIEEE()
	case CRC64NVME:
		return newNVME()
	case SHA1:
		return sha1.New() //nolint:gosec // see the import
	case SHA256:
		return sha256.New()
	case CRC64ECMA:
		return crc64.New(ecma())
	default:
		return nil
	}
}

// Append appends the checksum that h holds to dst in base64, as S3 wants it. It does not allocate if dst has room for 80 bytes.
func Append(dst []byte, h hash.Hash) []byte {
	start := len(dst)
	dst = h.Sum(dst)
	size := len(dst) - start
	dst = base64.StdEncoding.AppendEncode(dst, dst[start:])
	copy(dst[start:], dst[start+size:])
	return dst[:len(dst)-size]
}

// Text appends the checksum that h holds to dst, as the wire wants that of a: in
// base64, [CRC64ECMA] in decimal. It does not allocate if dst has room for 80
// bytes.
func (a Algorithm) Text(dst []byte, h hash.Hash) []byte {
	if a != CRC64ECMA {
		return Append(dst, h)
	}
	start := len(dst)
	sum := binary.BigEndian.Uint64(h.Sum(dst)[start:])
	return strconv.AppendUint(dst, sum, 10)
}

// Parse returns the algorithm whose header is called name, in any letter
// case; [None] if there is none.
func Parse(name string) Algorithm {
	for a := CRC32C; a <= SHA256; a++ {
		if strings.EqualFold(name, a.Header()) {
			return a
		}
	}
	return None
}

// Find returns the cheapest checksum in h that covers a whole object, and its
// base64. It returns [None] if h holds none, or only checksums of checksums
// (multipart objects: a "-N" suffix, or the type COMPOSITE), which cannot be
// compared with the bytes. The names in h must be canonical.
func Find(h http.Header) (Algorithm, string) {
	if v := first(h, prefix+"Type"); v != "" && !strings.EqualFold(v, "FULL_OBJECT") {
		return None, ""
	}
	for a := CRC32C; a <= SHA256; a++ {
		if v := first(h, a.Header()); len(v) == a.EncodedSize() && !strings.Contains(v, "-") {
			return a, v
		}
	}
	return None, ""
}

// Present tells whether h carries a checksum of any algorithm, known here or
// not. The names in h must be canonical.
func Present(h http.Header) bool {
	for name := range h {
		if strings.HasPrefix(name, prefix) && name != prefix+"Type" && name != prefix+"Mode" && name != prefix+"Algorithm" {
			return true
		}
	}
	return false
}

func first(h http.Header, name string) string {
	if v := h[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}
