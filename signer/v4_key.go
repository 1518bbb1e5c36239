// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"sync"
)

// maxKeys bounds the key cache. A process signs for few accounts and regions;
// a server that verifies for many derives again, at about 3 µs a key.
const maxKeys = 256

// keyID names a derived key. It holds the secret because the key depends on
// nothing less; it never leaves the cache.
type keyID struct {
	day                     [dateLength]byte
	region, service, secret string
}

// keyCache keeps derived keys; safe for concurrent use.
type keyCache struct {
	mu   sync.RWMutex
	keys map[keyID]*signingKey
}

func newKeyCache() *keyCache { return &keyCache{keys: make(map[keyID]*signingKey)} }

// get returns the signing key for a day, region, service and secret.
func (c *keyCache) get(day [dateLength]byte, region, service, secret string) *signingKey {
	id := keyID{day, region, service, secret}
	c.mu.RLock()
	key := c.keys[id]
	c.mu.RUnlock()
	if key != nil {
		return key
	}
	key = derive(id)
	c.mu.Lock()
	defer c.mu.Unlock()
	if old := c.keys[id]; old != nil {
		return old
	}
	if len(c.keys) >= maxKeys {
		c.evict(day)
	}
	c.keys[id] = key
	return key
}

// evict makes room: keys of other days go first, then whichever comes.
func (c *keyCache) evict(day [dateLength]byte) {
	for id := range c.keys {
		if id.day != day {
			delete(c.keys, id)
		}
	}
	for id := range c.keys {
		if len(c.keys) < maxKeys {
			return
		}
		delete(c.keys, id)
	}
}

// derive does the four HMACs that lead from the secret to the day's key.
func derive(id keyID) *signingKey {
	key := sum([]byte("AWS4"+id.secret), id.day[:])
	key = sum(key, []byte(id.region))
	key = sum(key, []byte(id.service))
	key = sum(key, []byte(terminator))
	return &signingKey{macs: sync.Pool{New: func() any { return &mac{hash: hmac.New(sha256.New, key)} }}}
}

func sum(key, data []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(data)
	return h.Sum(nil)
}

// signingKey is a derived key, held as a pool of HMAC states that have it
// absorbed: resetting one is cheaper than keying it anew.
type signingKey struct{ macs sync.Pool }

type mac struct {
	hash hash.Hash
	sum  [sha256.Size]byte
}

// signature is a hex HMAC-SHA256.
type signature [2 * sha256.Size]byte

// sign writes the hex HMAC of data to out.
func (k *signingKey) sign(out *signature, data []byte) {
	m := k.macs.Get().(*mac)
	m.hash.Reset()
	m.hash.Write(data)
	hex.Encode(out[:], m.hash.Sum(m.sum[:0]))
	k.macs.Put(m)
}
