// SPDX-License-Identifier: Apache-2.0

package checksum

import (
	"encoding/binary"
	"hash/crc64"
	"sync"
)

// nvmePolynomial is CRC-64/NVME's, reflected (NVM Express base specification;
// the CRC catalogue's check value for "123456789" is AE8B14860A799888).
const nvmePolynomial = 0x9a6c9329ac4bc9b5

// nvmeTables serve eight bytes a step. hash/crc64 has such tables for its own
// two polynomials only and would rebuild them for ours on every call.
var nvmeTables = sync.OnceValue(func() *[8]crc64.Table {
	tables := new([8]crc64.Table)
	tables[0] = *crc64.MakeTable(nvmePolynomial)
	for i := range 256 {
		crc := tables[0][i]
		for j := 1; j < 8; j++ {
			crc = tables[0][crc&0xff] ^ crc>>8
			tables[j][i] = crc
		}
	}
	return tables
})

// nvme is a running CRC-64/NVME.
type nvme struct {
	tables *[8]crc64.Table
	crc    uint64
}

func newNVME() *nvme { return &nvme{tables: nvmeTables()} }

func (d *nvme) Size() int      { return 8 }
func (d *nvme) BlockSize() int { return 1 }
func (d *nvme) Reset()         { d.crc = 0 }
func (d *nvme) Sum64() uint64  { return d.crc }

func (d *nvme) Sum(b []byte) []byte { return binary.BigEndian.AppendUint64(b, d.crc) }

func (d *nvme) Write(p []byte) (int, error) {
	t, crc, n := d.tables, ^d.crc, len(p)
	for ; len(p) >= 8; p = p[8:] {
		crc ^= binary.LittleEndian.Uint64(p)
		crc = t[7][crc&0xff] ^ t[6][crc>>8&0xff] ^ t[5][crc>>16&0xff] ^ t[4][crc>>24&0xff] ^
			t[3][crc>>32&0xff] ^ t[2][crc>>40&0xff] ^ t[1][crc>>48&0xff] ^ t[0][crc>>56]
	}
	for _, b := range p {
		crc = t[0][crc&0xff^uint64(b)] ^ crc>>8
	}
	d.crc = ^crc
	return n, nil
}
