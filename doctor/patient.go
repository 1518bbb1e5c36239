// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"net/http"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

// Patient is a page's request that is to be examined. It needs a Bucket, or the
// URL of its Fetch, or both. It is a plain value, and is not changed.
type Patient struct {
	// Bucket lends its client for all that is sent, and its rules are read. Nil
	// leaves the URL alone, and the transport of [WithTransport].
	Bucket *bucket.Bucket
	// Provider is the id by which package cors knows what the store answers; ""
	// is taken for S3.
	Provider string
	// Key is the object that is meant where Fetch has no URL; "" is the bucket
	// itself.
	Key string
	// Fetch is the request as the page's script makes it. Its URL may be empty
	// where there is a Bucket: then it is that of the Key, and what is read is
	// read by a presigned URL, if the client has credentials.
	Fetch cors.Fetch
	// Reads are the headers of the answer that script reads, such as "ETag".
	Reads []string
	// Redirect is fetch's redirect mode: "" or "follow", "error", "manual".
	Redirect string
	// Rules are the bucket's, where the caller knows them: then none are read.
	Rules *cors.Configuration
}

// PatientError is a Patient that cannot be examined.
type PatientError struct {
	// Field is what of the Patient is at fault, Problem a sentence about it.
	Field, Problem string
}

// Error says what is at fault and why.
func (e *PatientError) Error() string { return "doctor: " + e.Field + " " + e.Problem }

// Option changes one examination. A nil Option changes nothing.
type Option func(*options)

type options struct {
	writing   bool
	body      []byte
	transport http.RoundTripper
	timeout   time.Duration
	now       func() time.Time
}

// WithWriting also sends a request that changes something, a PUT, POST or
// DELETE, as the page would, with that body. Without it the request is judged
// by its preflight and by what may be read.
func WithWriting(body []byte) Option {
	return func(o *options) { o.writing, o.body = true, body }
}

// WithTransport sends what is sent for a Patient without a Bucket; nil is a
// transport like net/http's default. It must not follow redirects, as no
// RoundTripper does.
func WithTransport(t http.RoundTripper) Option {
	return func(o *options) {
		if t != nil {
			o.transport = t
		}
	}
}

// WithTimeout bounds each exchange; 15 seconds is what it is without, and 0
// leaves it so.
func WithTimeout(d time.Duration) Option {
	return func(o *options) {
		if d > 0 {
			o.timeout = d
		}
	}
}

// WithClock says what the time is, for URLs that expire; nil is time.Now.
func WithClock(now func() time.Time) Option {
	return func(o *options) {
		if now != nil {
			o.now = now
		}
	}
}

func newOptions(opts []Option) *options {
	o := &options{timeout: 15 * time.Second, now: time.Now}
	for _, opt := range opts {
		if opt != nil {
			opt(o)
		}
	}
	return o
}
