// SPDX-License-Identifier: Apache-2.0

package call

import (
	"context"
	"net/http"
	"time"
)

// Presigned is a request that its URL authorises. Package bucket's type of
// this name has the same fields and says what they are.
type Presigned struct {
	Method, URL string
	Header      http.Header
	Body        []byte
	Expires     time.Time
}

// Presigner makes requests for others to send. *pipeline.Client is the one
// that signs; it is safe for concurrent use, and so must be every other.
type Presigner interface {
	// Presign makes the request of inv and sends nothing. It does not keep
	// inv after it has returned.
	Presign(ctx context.Context, inv *Invocation, expires time.Duration) (Presigned, error)
}
