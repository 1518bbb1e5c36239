// SPDX-License-Identifier: Apache-2.0

package checksum_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"hash/crc64"
	"net/http"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/internal/checksum"
)

var all = []checksum.Algorithm{checksum.CRC32C, checksum.CRC32, checksum.CRC64NVME, checksum.SHA1, checksum.SHA256}

func TestChecksumsHaveTheirCataloguedCheckValues(t *testing.T) {
	t.Parallel()
	// "123456789" is the check input of the CRC catalogue; the SHA values are
	// those of FIPS 180 implementations everywhere.
	want := map[checksum.Algorithm]string{
		checksum.CRC32C:    "e3069283",
		checksum.CRC32:     "cbf43926",
		checksum.CRC64NVME: "ae8b14860a799888",
		checksum.SHA1:      "f7c3bc1d808e04732adf679965ccc34ca7ae3441",
		checksum.SHA256:    "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
	}
	for _, a := range all {
		t.Run(a.String(), func(t *testing.T) {
			t.Parallel()
			h := a.New()
			h.Write([]byte("123456789"))
			if got := hex.EncodeToString(h.Sum(nil)); got != want[a] {
				t.Errorf("got %s, want %s", got, want[a])
			}
			if h.Size() != a.Size() {
				t.Errorf("Size is %d, the hash says %d", a.Size(), h.Size())
			}
			raw, err := base64.StdEncoding.DecodeString(string(checksum.Append(nil, h)))
			if err != nil || hex.EncodeToString(raw) != want[a] {
				t.Errorf("Append gave %x, %v", raw, err)
			}
			h.Reset()
			h.Write([]byte("12345"))
			h.Write([]byte("6789"))
			if got := hex.EncodeToString(h.Sum(nil)); got != want[a] {
				t.Errorf("in two pieces: got %s, want %s", got, want[a])
			}
			if checksum.Parse(strings.ToLower(a.Header())) != a {
				t.Errorf("%s is not found by its header", a)
			}
			if a.Header() != http.CanonicalHeaderKey(a.Header()) {
				t.Errorf("%s is not canonical", a.Header())
			}
		})
	}
}

func TestTextIsWhatTheWireHas(t *testing.T) { //nolint:paralleltest // it counts allocations
	// 11051210869376104954 is 995dc9bbdf1939fa, the CRC catalogue's check value
	// of CRC-64/XZ, which is the polynomial of ECMA-182 reflected.
	for a, want := range map[checksum.Algorithm]string{checksum.CRC32: "y/Q5Jg==", checksum.CRC64ECMA: "11051210869376104954"} {
		h := a.New()
		h.Write([]byte("123456789"))
		if got := string(a.Text([]byte("="), h)); got != "="+want {
			t.Errorf("%s: got %s, want =%s", a, got, want)
		}
		room := make([]byte, 0, 80)
		if n := testing.AllocsPerRun(100, func() { _ = a.Text(room, h) }); n != 0 {
			t.Errorf("%s: %v allocations", a, n)
		}
	}
	if checksum.CRC64ECMA.Size() != 8 || checksum.CRC64ECMA.Header() != "" || checksum.Parse("") != checksum.None {
		t.Error("CRC64ECMA has no header of its own")
	}
}

func TestFindTakesTheCheapestFullObjectChecksum(t *testing.T) {
	t.Parallel()
	const sha256 = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
	cases := map[string]struct {
		header http.Header
		want   checksum.Algorithm
	}{
		"no checksum":                       {http.Header{"Etag": {"x"}}, checksum.None},
		"one checksum":                      {http.Header{"X-Amz-Checksum-Sha256": {sha256}}, checksum.SHA256},
		"a CRC is preferred to a SHA":       {http.Header{"X-Amz-Checksum-Sha256": {sha256}, "X-Amz-Checksum-Crc32": {"NSRBwg=="}}, checksum.CRC32},
		"the type FULL_OBJECT is no hurdle": {http.Header{"X-Amz-Checksum-Crc32": {"NSRBwg=="}, "X-Amz-Checksum-Type": {"FULL_OBJECT"}}, checksum.CRC32},
		"a composite one is passed over":    {http.Header{"X-Amz-Checksum-Crc32": {"NSRBwg=="}, "X-Amz-Checksum-Type": {"COMPOSITE"}}, checksum.None},
		"a part count is passed over":       {http.Header{"X-Amz-Checksum-Crc32": {"NSRBwg==-3"}}, checksum.None},
		"nonsense is passed over":           {http.Header{"X-Amz-Checksum-Crc32": {"?"}}, checksum.None},
		"an empty list is passed over":      {http.Header{"X-Amz-Checksum-Crc32": {}}, checksum.None},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, _ := checksum.Find(c.header); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestPresentSeesAnyChecksumButNotItsSettings(t *testing.T) {
	t.Parallel()
	if !checksum.Present(http.Header{"X-Amz-Checksum-Xxhash3": {"x"}}) {
		t.Error("an algorithm that is unknown here is not seen")
	}
	if checksum.Present(http.Header{"X-Amz-Checksum-Mode": {"ENABLED"}, "X-Amz-Checksum-Type": {"COMPOSITE"}, "X-Amz-Checksum-Algorithm": {"CRC32"}}) {
		t.Error("a setting counts as a checksum")
	}
}

func FuzzCRC64NVMEAgreesWithTheStandardLibrary(f *testing.F) {
	f.Add([]byte("123456789"), 3)
	f.Add(bytes.Repeat([]byte{7}, 100), 9)
	table := crc64.MakeTable(0x9a6c9329ac4bc9b5)
	f.Fuzz(func(t *testing.T, data []byte, cut int) {
		cut = min(max(cut, 0), len(data))
		h := checksum.CRC64NVME.New()
		h.Write(data[:cut])
		h.Write(data[cut:])
		want := crc64.Checksum(data, table)
		var got uint64
		for _, b := range h.Sum(nil) {
			got = got<<8 | uint64(b)
		}
		if got != want {
			t.Errorf("got %x, want %x", got, want)
		}
	})
}

func BenchmarkCRC64NVME(b *testing.B) {
	data := make([]byte, 64<<10)
	h := checksum.CRC64NVME.New()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		h.Write(data)
	}
}
