// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"crypto/md5"  //nolint:gosec // the protocol asks for it
	"crypto/sha1" //nolint:gosec // the protocol asks for it
	"crypto/sha256"
	"encoding/base64"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"math/big"
	"net/http"
	"slices"
	"strings"
)

// algorithm is one checksum that a request may carry and an object keeps.
type algorithm struct {
	name   string // as x-amz-sdk-checksum-algorithm has it
	header string
	member string // of the model
	size   int
	make   func() hash.Hash
	// decimal writes the sum as a number, and not in base64.
	decimal bool
}

// text is a sum as headers carry it.
func (a *algorithm) text(sum []byte) string {
	if a.decimal {
		return new(big.Int).SetBytes(sum).String()
	}
	return base64.StdEncoding.EncodeToString(sum)
}

// algorithms that a client may choose from (the S3 user guide, "Checking
// object integrity"). The first one is what S3 computes itself when the client
// sends none.
var algorithms = []algorithm{
	{name: "CRC64NVME", header: "x-amz-checksum-crc64nvme", member: "ChecksumCRC64NVME", size: 8, make: func() hash.Hash { return crc64.New(crc64.MakeTable(nvme)) }},
	{name: "CRC32", header: "x-amz-checksum-crc32", member: "ChecksumCRC32", size: 4, make: func() hash.Hash { return crc32.NewIEEE() }},
	{name: "CRC32C", header: "x-amz-checksum-crc32c", member: "ChecksumCRC32C", size: 4, make: func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Castagnoli)) }},
	{name: "SHA1", header: "x-amz-checksum-sha1", member: "ChecksumSHA1", size: sha1.Size, make: sha1.New},
	{name: "SHA256", header: "x-amz-checksum-sha256", member: "ChecksumSHA256", size: sha256.Size, make: sha256.New},
}

// nvme is the polynomial of CRC-64/NVME, reflected (NVM Express base
// specification 2.0c, 5.2.1.3.4).
const nvme = 0x9a6c9329ac4bc9b5

func algorithmOf(header string) *algorithm {
	for i := range algorithms {
		if strings.EqualFold(algorithms[i].header, header) {
			return &algorithms[i]
		}
	}
	return nil
}

// announced is the checksum that a request says it has: in a header, or in the
// trailer of its body, whose value comes later.
type announced struct {
	algorithm *algorithm
	value     string
	trailing  bool
	ours      bool // the client sent none
}

const checksumPrefix = "x-amz-checksum-"

// notChecksums begin as checksums do and are something else.
var notChecksums = []string{"x-amz-checksum-mode", "x-amz-checksum-type", "x-amz-checksum-algorithm"}

// announcedChecksum reads the checksum headers; it refuses more than one, an
// unknown one, and one whose value has not the length of its algorithm.
func (c *call) announcedChecksum() (announced, error) {
	if !c.dialect.checksums {
		return announced{algorithm: c.dialect.sum, ours: true}, nil // which may be none
	}
	invalid := c.fault("InvalidRequest")
	found := c.checksumHeaders()
	if len(found) > 1 {
		return announced{}, invalid.saying("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.")
	}
	if len(found) == 0 {
		if c.request.Header.Get("X-Amz-Sdk-Checksum-Algorithm") != "" && c.operation.method == http.MethodPut {
			return announced{}, invalid.saying("x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.")
		}
		return announced{algorithm: c.dialect.sum, ours: true}, nil
	}
	one := found[0]
	switch {
	case one.algorithm == nil && one.trailing:
		return one, invalid.saying("The value specified in the x-amz-trailer header is not supported")
	case one.algorithm == nil:
		return one, invalid.saying("The algorithm type you specified in x-amz-checksum- header is invalid.")
	}
	if name := c.request.Header.Get("X-Amz-Sdk-Checksum-Algorithm"); name != "" && !strings.EqualFold(name, one.algorithm.name) {
		return one, invalid.saying("Value for x-amz-sdk-checksum-algorithm header is invalid.")
	}
	if !one.trailing && !one.algorithm.fits(one.value) {
		return one, invalid.saying("Value for " + one.algorithm.header + " header is invalid.")
	}
	return one, nil
}

// checksumHeaders are all that a request announces; those with an algorithm
// that is not known have none.
func (c *call) checksumHeaders() (found []announced) {
	for name, values := range c.request.Header {
		lower := strings.ToLower(name)
		if strings.HasPrefix(lower, checksumPrefix) && !slices.Contains(notChecksums, lower) {
			found = append(found, announced{algorithm: algorithmOf(lower), value: values[0]})
		}
	}
	if trailer := c.request.Header.Get("X-Amz-Trailer"); trailer != "" {
		found = append(found, announced{algorithm: algorithmOf(trailer), trailing: true})
	}
	return found
}

func (a *algorithm) fits(value string) bool {
	raw, err := base64.StdEncoding.DecodeString(value)
	return err == nil && len(raw) == a.size
}

// announcedMD5 is the decoded Content-MD5, nil without one.
func (c *call) announcedMD5() ([]byte, error) {
	lines := c.request.Header.Values("Content-MD5")
	if len(lines) == 0 {
		return nil, nil
	}
	sum, err := base64.StdEncoding.DecodeString(lines[0])
	if err != nil || len(sum) != md5.Size {
		return nil, c.fault("InvalidDigest").with("Content-MD5", lines[0])
	}
	return sum, nil
}
