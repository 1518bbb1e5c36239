// SPDX-License-Identifier: Apache-2.0

package adapt

import (
	"crypto/md5" //nolint:gosec // the wire asks for it
	"encoding/base64"

	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// customerKeyBytes is the length of a key for AES256, the only algorithm that
// stores take.
const customerKeyBytes = 32

// CustomerKey adds what follows from a key of the caller's, which the encoder
// has written already: its MD5, and AES256 when no algorithm was named. prefix
// begins the names of the headers, canonical:
// "X-Amz-Server-Side-Encryption-Customer-". An empty key adds nothing.
func CustomerKey(e *wire.Encoder, prefix, key, algorithm string) {
	if key == "" {
		return
	}
	if len(key) != customerKeyBytes {
		e.Fail("SSECustomerKey", "must be the 32 raw bytes of the key, not its base64 or hex form")
	}
	if algorithm == "" {
		e.HeaderValue(prefix+"Algorithm", "AES256")
	}
	sum := md5.Sum([]byte(key)) //nolint:gosec // see the import
	e.HeaderValue(prefix+"Key-Md5", base64.StdEncoding.EncodeToString(sum[:]))
}
