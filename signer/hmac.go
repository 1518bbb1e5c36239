// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"crypto/sha1" //nolint:gosec // COS signs with HMAC-SHA1
	"crypto/sha256"
)

// keyed is the working memory of HMACs (RFC 2104). A state of crypto/hmac
// serves one key and costs five allocations; COS has a new key every second,
// and states kept for later would keep secrets.
type keyed struct{ buf []byte }

const (
	blockSize = 64 // of SHA-1 and of SHA-256
	innerPad  = 0x36
	outerPad  = 0x5c
)

// hmacSHA1 returns the HMAC-SHA1 of message.
func hmacSHA1[K string | []byte](k *keyed, key K, message []byte) [sha1.Size]byte {
	if len(key) > blockSize {
		short := sha1.Sum([]byte(key)) //nolint:gosec // COS signs with HMAC-SHA1
		return hmacSHA1(k, short[:], message)
	}
	inner := sha1.Sum(padded(k, key, innerPad, message))  //nolint:gosec // as above
	outer := sha1.Sum(padded(k, key, outerPad, inner[:])) //nolint:gosec // as above
	k.forget()
	return outer
}

// hmacSHA256 returns the HMAC-SHA256 of message.
func hmacSHA256[K string | []byte](k *keyed, key K, message []byte) [sha256.Size]byte {
	if len(key) > blockSize {
		short := sha256.Sum256([]byte(key))
		return hmacSHA256(k, short[:], message)
	}
	inner := sha256.Sum256(padded(k, key, innerPad, message))
	outer := sha256.Sum256(padded(k, key, outerPad, inner[:]))
	k.forget()
	return outer
}

// padded is the key as one block, each byte of it mixed with pad, and message.
func padded[K string | []byte](k *keyed, key K, pad byte, message []byte) []byte {
	var block [blockSize]byte
	copy(block[:], key)
	for i := range block {
		block[i] ^= pad
	}
	k.buf = append(k.buf[:0], block[:]...)
	k.buf = append(k.buf, message...)
	return k.buf
}

// forget clears what came from the key.
func (k *keyed) forget() { clear(k.buf[:min(len(k.buf), blockSize)]) }
