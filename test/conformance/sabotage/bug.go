// SPDX-License-Identifier: Apache-2.0

package sabotage

import (
	"net/http"

	"github.com/aws/smithy-go/middleware"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// Bug is a mistake in an implementation of bucket.API.
type Bug struct {
	// Name says what the implementation does wrong: "drops the range".
	Name string
	// Reddens is a behaviour of the suite, "Operation/behaviour", that must
	// fail for it, whatever else does.
	Reddens string
	// Wrap gives an implementation with the bug.
	Wrap func(bucket.API) bucket.API
}

// WireBug is a mistake in a client beneath its typed inputs.
type WireBug struct {
	Name    string
	Reddens string
	// Stack, if not nil, goes to service.WithAPIOptions: the bug sits before
	// the signature, which therefore holds.
	Stack func(*middleware.Stack) error
	// Transport, if not nil, goes around the client's transport: the bug sits
	// behind the signature.
	Transport func(http.RoundTripper) http.RoundTripper
}
