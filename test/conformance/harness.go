// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"context"
	"net/http"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/service"
)

// Harness is one implementation under test. Open is required.
type Harness struct {
	// Name heads the table, such as "fake".
	Name string

	// Open gives a bucket that does not exist yet, under a name that nobody
	// else uses. Its context is the behaviour's.
	Open func(ctx context.Context) (Bucket, error)

	// Service lists the buckets that Open's came to be. Nil: the behaviours
	// of ListBuckets are not run.
	Service service.API

	// Wire, set up as the transport of a client under test, shows what it
	// sends. Nil: the behaviours of the wire are not run.
	Wire *Wire

	// Codes has the provider's word for an error code of AWS, where it has
	// another; "" where it gives none.
	Codes map[string]string

	// Statuses has the status that comes with an error code of AWS, where the
	// provider has another.
	Statuses map[string]int

	// Created is the status of an answer that something was made; 0 is 200.
	Created int

	// SilentDenial says that the store refuses a preflight by an answer
	// without any header of CORS and not by status 403.
	SilentDenial bool

	// MaxAge is the Access-Control-Max-Age of a rule that has none, in
	// seconds; nil when such a rule is answered without.
	MaxAge *int

	// Unordered says that listings are in no order of the keys.
	Unordered bool

	// PageSize is the number of keys after which ListObjects ends a page
	// unasked; 0 is 1,000.
	PageSize int

	// Source is a document that the store can fetch. Nil: the behaviours of
	// FetchObject that need one are not run.
	Source *Source

	// Exceptions are behaviours that the implementation is known to lack, by
	// "Operation/behaviour", "*/behaviour" for every operation that has it, or
	// "Operation/*" for a whole operation, and the reason why.
	Exceptions map[string]string

	// Partial says that the implementation may lack whole operations: one
	// that it answers with a *bucket.UnsupportedError is then not run.
	Partial bool

	// Timeout is for each behaviour; 0 is 30 seconds.
	Timeout time.Duration
}

// Source is a document of the web and what it says.
type Source struct{ URL, Content string }

// Bucket is a bucket and its name.
type Bucket struct {
	Name string
	API  bucket.API
}

// exception is the reason why a behaviour is expected to fail, and the key of
// Exceptions that says so; both are "" for none.
func (h *Harness) exception(b behaviour) (reason, key string) {
	for _, key := range []string{b.title(), "*/" + b.name, b.operation + "/*"} {
		if reason, ok := h.Exceptions[key]; ok {
			return reason, key
		}
	}
	return "", ""
}

// lacks says which part of the harness a behaviour would need; "" for none.
func (h *Harness) lacks(b behaviour) string {
	switch {
	case b.needs == needsService && h.Service == nil:
		return "the harness has no Service"
	case b.needs == needsWire && h.Wire == nil:
		return "the harness has no Wire"
	case b.needs == needsSource && h.Source == nil:
		return "the harness has no Source"
	default:
		return ""
	}
}

// code is the provider's word for AWS's code.
func (h *Harness) code(aws string) string {
	if word, ok := h.Codes[aws]; ok {
		return word
	}
	return aws
}

// status is the provider's status where AWS sends the code with another.
func (h *Harness) status(code string, aws int) int {
	if own, ok := h.Statuses[code]; ok {
		return own
	}
	return aws
}

// created is the status of an answer that something was made.
func (h *Harness) created() int {
	if h.Created > 0 {
		return h.Created
	}
	return http.StatusOK
}

// page is the number of keys after which a listing ends a page unasked.
func (h *Harness) page() int {
	if h.PageSize > 0 {
		return h.PageSize
	}
	return 1000
}
