// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
)

func TestHMACAgreesWithTheStandardLibrary(t *testing.T) {
	t.Parallel()
	var k keyed
	for keyLength := range 3 * blockSize {
		for _, messageLength := range []int{0, 1, 63, 64, 65, 1000} {
			key, message := strings.Repeat("k", keyLength), bytes.Repeat([]byte("m"), messageLength)
			one, two := hmac.New(sha1.New, []byte(key)), hmac.New(sha256.New, []byte(key))
			one.Write(message)
			two.Write(message)
			if got := hmacSHA1(&k, key, message); !bytes.Equal(got[:], one.Sum(nil)) {
				t.Errorf("HMAC-SHA1 of %d bytes with a key of %d: %x", messageLength, keyLength, got)
			}
			if got := hmacSHA256(&k, []byte(key), message); !bytes.Equal(got[:], two.Sum(nil)) {
				t.Errorf("HMAC-SHA256 of %d bytes with a key of %d: %x", messageLength, keyLength, got)
			}
		}
	}
}

// The keys and the results are steps of the examples in cos-go-sdk-v5's
// auth_test.go and in Tencent Cloud's document 436/7778.
func TestTheSignKeyOfCOSIsThePublishedOne(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ secret, window, want string }{
		"of the SDK's test":     {"AKIDZfbOA78asKUYBcXFrJD0a1ICvR98JM", "1480932292;1481012292", "95d110a8ead64cac52083100db75b7e3f369e72f"},
		"of the document's put": {"BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz", "1557989151;1557996351", "eb2519b498b02ac213cb1f3d1a3d27a3b3c9bc5f"},
		"of the document's get": {"BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz", "1557989753;1557996953", "937914bf490e9e8c189836aad2052e4feeb35eaf"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := hmacSHA1(new(keyed), c.secret, []byte(c.window)); hex.EncodeToString(got[:]) != c.want {
				t.Errorf("got %x, want %s", got, c.want)
			}
		})
	}
}

func TestNoKeyStaysInTheWorkingMemory(t *testing.T) {
	t.Parallel()
	var k keyed
	key := strings.Repeat("\x5c", 40) // an outer pad would show it as zeros
	hmacSHA1(&k, key, nil)
	hmacSHA256(&k, key, bytes.Repeat([]byte("m"), 200))
	if block := k.buf[:blockSize]; !bytes.Equal(block, make([]byte, blockSize)) {
		t.Errorf("the block of the key is %x", block)
	}
}
