// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"bytes"
	"crypto/md5"  //nolint:gosec // the protocol's
	"crypto/sha1" //nolint:gosec // the protocol's
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"hash/crc64"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-40dc4ce0/pail/test/interop"
)

// verdict is what comparing two requests gives.
type verdict struct {
	faults  []difference
	excused []string // kinds of allowances, one for each difference
	// reordered is set when XML bodies differ in the order of members only.
	// aws-sdk-go-v2 writes members by name, not as the model has them, so that
	// their order is no part of its requests' meaning; that ours is the model's
	// is compared apart.
	reordered bool
}

// compare compares two requests in everything that is sent.
func compare(ours, theirs *sent) *verdict {
	v := new(verdict)
	v.plain("method", ours.method, theirs.method)
	v.plain("scheme", ours.scheme, theirs.scheme)
	v.plain("host", ours.host, theirs.host)
	v.plain("path", ours.path, theirs.path)
	v.body(ours, theirs)
	ownSums := !bytes.Equal(ours.body, theirs.body)
	v.values(interop.Query, sortedValues(ours.query), sortedValues(theirs.query))
	v.values(interop.Header, headers(ours, ownSums), headers(theirs, ownSums))
	return v
}

// plain compares two strings.
func (v *verdict) plain(what, ours, theirs string) {
	if ours != theirs {
		v.faults = append(v.faults, difference{what, ours, theirs})
	}
}

// values compares what has names and may have several values.
func (v *verdict) values(place interop.Place, ours, theirs map[string][]string) {
	names := slices.Collect(maps.Keys(ours))
	names = append(names, slices.Collect(maps.Keys(theirs))...)
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		a, b := ours[name], theirs[name]
		if slices.Equal(a, b) && (a == nil) == (b == nil) {
			continue
		}
		if allowance, ok := interop.Excuse(place, name, a, b); ok {
			v.excused = append(v.excused, allowance.Kind)
			continue
		}
		v.faults = append(v.faults, difference{string(place) + " " + name, listOf(a), listOf(b)})
	}
}

// listOf is nil for none.
func listOf(values []string) any {
	if values == nil {
		return nil
	}
	return strings.Join(values, " | ")
}

// sortedValues forgets the order of values.
func sortedValues(all map[string][]string) map[string][]string {
	sorted := map[string][]string{}
	for name, values := range all {
		sorted[name] = slices.Sorted(slices.Values(values))
	}
	return sorted
}

// headers are the request's. Bodies that mean the same in other bytes have
// other lengths and checksums: with ownSums, those that are right for their own
// body are told so instead of their value.
func headers(s *sent, ownSums bool) map[string][]string {
	all := maps.Clone(s.header)
	if !ownSums {
		return all
	}
	for name, values := range all {
		if right := ownValue(name, s.body); right != "" && len(values) == 1 && values[0] == right {
			all[name] = []string{"right for the body"}
		}
	}
	return all
}

// ownValue is a length's or checksum's value for a body, empty for other headers.
func ownValue(name string, body []byte) string {
	var sum []byte
	switch strings.ToLower(name) {
	case "content-length":
		return strconv.Itoa(len(body))
	case "content-md5":
		s := md5.Sum(body) //nolint:gosec // the protocol's
		sum = s[:]
	case "x-amz-checksum-crc32":
		sum = binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(body))
	case "x-amz-checksum-crc32c":
		sum = binary.BigEndian.AppendUint32(nil, crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)))
	case "x-amz-checksum-crc64nvme":
		sum = binary.BigEndian.AppendUint64(nil, crc64.Checksum(body, crc64.MakeTable(0x9a6c9329ac4bc9b5)))
	case "x-amz-checksum-sha1":
		s := sha1.Sum(body) //nolint:gosec // the protocol's
		sum = s[:]
	case "x-amz-checksum-sha256":
		s := sha256.Sum256(body)
		sum = s[:]
	default:
		return ""
	}
	return base64.StdEncoding.EncodeToString(sum)
}

// body compares the bodies: as trees where both are XML, or else byte by byte.
func (v *verdict) body(ours, theirs *sent) {
	if bytes.Equal(ours.body, theirs.body) {
		return
	}
	a, errOurs := parse(ours.body)
	b, errTheirs := parse(theirs.body)
	if errOurs != nil || errTheirs != nil {
		v.faults = append(v.faults, difference{"body", ours.body, theirs.body})
		return
	}
	if len(apart("", a, b)) == 0 {
		return
	}
	if faults := apart("body ", a.sorted(), b.sorted()); len(faults) > 0 {
		v.faults = append(v.faults, faults...)
		return
	}
	v.reordered = true
}
