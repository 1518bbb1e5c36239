// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"encoding/base64"
	"io"
	"strings"
	"time"
)

// Rule is a CORS rule.
type Rule struct {
	ID                                string
	Origins, Methods, Headers, Expose []string
	MaxAge                            int // seconds; 0 is none
}

// Object is what is put and what is read. Members that a call has no use for
// are zero.
type Object struct {
	Key, Body                                                         string
	ContentType, CacheControl, Disposition, Encoding, Language, Class string
	Expires                                                           time.Time
	Metadata                                                          map[string]string // names in lower case

	// CustomerKey is a key of the caller's, 32 bytes, for SSE-C.
	CustomerKey string

	// Only put. Stream is a body that tells neither length nor place: Reader.
	Stream      bool
	MD5         string // in base64
	IfNoneMatch string

	// Only read.
	ETag         string // without quotes
	Length       int64
	ContentRange string
	LastModified time.Time
}

// Reader is the body as the SDK gets it. That of a Stream can only be read.
func (o Object) Reader() io.Reader {
	if o.Stream {
		return io.MultiReader(strings.NewReader(o.Body))
	}
	return strings.NewReader(o.Body)
}

// CustomerKey is a key of SSE-C as most SDKs want it: in base64, with the MD5
// of its bytes. Both are "" for no key.
func CustomerKey(key string) (encoded, digested string) {
	if key == "" {
		return "", ""
	}
	return base64.StdEncoding.EncodeToString([]byte(key)), digest(key)
}

// Read is what GetObject and HeadObject are asked for.
type Read struct {
	Key                  string
	Range                string
	IfMatch, IfNoneMatch string // without quotes
	ModifiedSince        time.Time
	UnmodifiedSince      time.Time
	// What the answer shall have instead of the object's own.
	ContentType, Disposition string
	// CustomerKey is as in Object.
	CustomerKey string
}

// Query is what List is asked for.
type Query struct {
	Prefix, Delimiter, Token string
	Size                     int
}

// Page is one page of a listing.
type Page struct {
	Objects  []Object // Key, ETag, Length and LastModified
	Prefixes []string
	More     bool
	Token    string // of the next page
}

// Preflight is the question that a browser asks.
type Preflight struct{ Key, Origin, Method, Headers string }

// Allowed is the answer to a Preflight.
type Allowed struct{ Origin, Methods, Headers, Expose, MaxAge string }

// Statistics are those of a bucket.
type Statistics struct{ Count, Size int64 }

// Presign is a request that is to be presigned.
type Presign struct {
	Method, Key string
	// Disposition is asked for in a GET.
	Disposition string
}

// Failure is what a store said instead of doing what it was asked.
type Failure struct {
	Status    int
	Code      string
	RequestID string
}
