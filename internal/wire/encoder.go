// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"io"
	"net/http"
)

// Encoder is one request being written. The zero value is ready after
// [Encoder.Reset]. It is made to live inside a larger struct of the caller, holds
// room for the usual request within itself, and must not be copied after Reset.
type Encoder struct {
	// Method is the HTTP method, set by Start.
	Method string
	// Head is where header members go. Each value is its own slice of capacity
	// one, so that a later Add copies instead of overwriting a neighbour.
	Head http.Header
	// Verbatim sends a request as it stands: Required does not complain.
	Verbatim bool
	// Body is the streaming payload as the user gave it, nil if there is none.
	Body io.Reader
	// Data is a payload held in memory, or a document that was written here.
	Data []byte
	// HasData says that Data is the body, even when it is empty.
	HasData bool
	// ContentLength is the length the user stated; it is never in Head.
	ContentLength *int64
	// Bucket, Region and VendorEndpoint are set before encoding, for adapters.
	// Bucket is "" for what concerns none.
	Bucket string
	// Region is that of the bucket.
	Region string
	// VendorEndpoint says that the endpoint is the vendor's own.
	VendorEndpoint bool
	// BareInPath has the characters that labels leave as they are in the path,
	// beside those that no URL escapes. It is set before encoding; each must be
	// one that a path may have.
	BareInPath string
	// Issues are the faults found so far, in the order of the members.
	Issues []Issue
	// Sensitive is the first sensitive member that is sent, "" if there is none.
	Sensitive string
	// Once says that the request must not be sent again once a server may have
	// acted on it, whatever its method: an append. Adapters set it.
	Once bool

	key     string
	path    []byte
	escaped bool // path differs from its decoded form, or net/url would escape more
	query   []byte
	values  [24]string
	used    int

	pathText, rawText, queryText string // made once

	pathRoom  [96]byte
	queryRoom [128]byte
}

// Reset makes e ready for a request whose headers go into h; nil makes a new
// header. Verbatim, Bucket, Region, VendorEndpoint and BareInPath are kept,
// everything else is forgotten.
func (e *Encoder) Reset(h http.Header) {
	if h == nil {
		h = make(http.Header, 16)
	}
	*e = Encoder{
		Head: h, Verbatim: e.Verbatim, Bucket: e.Bucket, Region: e.Region, VendorEndpoint: e.VendorEndpoint, BareInPath: e.BareInPath,
	}
	e.path, e.query = e.pathRoom[:0], e.queryRoom[:0]
}

// Start sets the method and the first, literal piece of the path after the
// bucket: "/" for most operations.
func (e *Encoder) Start(method, literal string) {
	e.Method = method
	e.path, e.escaped, e.pathText = e.path[:0], false, ""
	e.Literal(literal)
}

// Stream sets the streaming payload; nil is none.
func (e *Encoder) Stream(r io.Reader) { e.Body = r }

// Payload sets the body to b as it stands; nil is no body, empty is an empty one.
// The bytes are not copied.
func (e *Encoder) Payload(b []byte) {
	if b != nil {
		e.Data, e.HasData = b, true
	}
}

// PayloadString sets the body to the bytes of s, which may be empty.
func (e *Encoder) PayloadString(s string) { e.Data, e.HasData = []byte(s), true }

// Key is the value of the label named Key, "" if the request has none.
func (e *Encoder) Key() string { return e.key }

// MarkSensitive notes that member, a secret, is part of the request.
func (e *Encoder) MarkSensitive(member string) {
	if e.Sensitive == "" {
		e.Sensitive = member
	}
}
