// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"io"
	"net/url"
	"strings"

	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// What generated code reads answers and writes documents with.
type (
	// Decoder is one answer being read.
	Decoder = wire.Decoder
	// XMLReader reads the document of an answer.
	XMLReader = wire.XMLReader
	// XMLWriter writes the document of a request.
	XMLWriter = wire.XMLWriter
	// JSONReader reads the document of an answer.
	JSONReader = wire.JSONReader
	// JSONWriter writes the document of a request.
	JSONWriter = wire.JSONWriter
	// Number is a number of JSON as it is written, for those that no type of Go
	// holds: bigInteger and bigDecimal of the model, and in its documents what
	// int64 and float64 would change.
	Number = wire.Number
	// Format is how a time stands on the wire.
	Format = wire.Format
	// BodyError says why an answer could not be read as the document that it
	// should be. [Invoke] returns it wrapped; errors.As finds it.
	BodyError = wire.BodyError
	// HeaderError is a header of an answer that is not what it should be, which is an
	// error to clients of restJson1. [Invoke] returns it wrapped; errors.As finds it.
	HeaderError = wire.HeaderError
)

// The formats of a time.
const (
	DateTime     = wire.DateTime     // 2006-01-02T15:04:05.999Z
	HTTPDate     = wire.HTTPDate     // Mon, 02 Jan 2006 15:04:05 GMT
	EpochSeconds = wire.EpochSeconds // 1136214245, or with a fraction
)

// Encoder is one request being written by generated code. It is for one call and one
// goroutine, and must not be copied. The zero value takes what is written to it
// after Reset, but only [Invoke] can send it.
type Encoder struct {
	wire.Encoder

	settings *settings
	host     []byte // what stands before the endpoint's host
	named    string // the member that stood there last
	bucket   string // the name that goes before the host, "" if none does
	cut      int    // where in the escaped path the bucket would have been

	contentType string
	compress    bool
	md5         bool
	tree        bool
	checksum    bool
	algorithm   *string
	chosen      string // the member with the algorithm
	body        string // the member with the stream
	measured    bool   // the stream must have a length
}

// HostLiteral appends a piece that the model fixes to what stands before the
// endpoint's host: "data." of "{account}.data.".
func (e *Encoder) HostLiteral(s string) { e.host = append(e.host, s...) }

// HostLabel appends a member to what stands before the endpoint's host. A value that
// is not one label of a host's name is an issue: RFC 1123 section 2.1.
func (e *Encoder) HostLabel(member, v string) {
	if !isLabel(v) {
		e.Fail(member, "must be 1 to 63 letters, digits and hyphens, with no hyphen first or last, to stand in a host's name")
		return
	}
	e.host, e.named = append(e.host, v...), member
}

// Label appends one segment of the path. An empty value, a dot and two dots are
// issues, since the request would be another operation's: RFC 3986 section 5.2.4.
func (e *Encoder) Label(member, v string) {
	switch v {
	case "":
		e.Fail(member, emptyLabel)
	case ".", "..":
		e.Fail(member, "must not be a dot or two, which name another path")
	}
	e.Encoder.Label(member, v)
}

// GreedyLabel appends the rest of the path. An empty value is an issue.
func (e *Encoder) GreedyLabel(member, v string) {
	if v == "" {
		e.Fail(member, emptyLabel)
	}
	e.Encoder.GreedyLabel(member, v)
}

const emptyLabel = "must not be empty"

// Token is v, or a fresh idempotency token when v is nil.
func (e *Encoder) Token(v *string) *string {
	if v != nil {
		return v
	}
	fresh := uuid
	if e.settings != nil {
		fresh = e.settings.IdempotencyToken
	}
	text := fresh()
	return &text
}

// Bucket appends the segment of the path that is S3's bucket, or puts it before the
// host instead: see [S3].
func (e *Encoder) Bucket(member, v string) {
	virtual, problem := e.settings.place(v)
	if problem != "" {
		e.Fail(member, problem)
		return
	}
	if !virtual {
		e.Encoder.Label(member, v)
		return
	}
	e.bucket, e.cut, e.named = v, len(e.escapedPath()), member
}

// Compress asks for gzip: the body is compressed, and "gzip" appended to
// Content-Encoding, unless the body is known to be shorter than
// [Config.CompressFrom]. Smithy 2.0, requestCompression trait.
func (e *Encoder) Compress() { e.compress = true }

// ContentMD5 asks for a Content-MD5 header over what is sent, unless there is one.
// Smithy 2.0, httpChecksumRequired trait.
func (e *Encoder) ContentMD5() { e.md5 = true }

// Stream sets the streaming payload, which the member holds; nil is none.
func (e *Encoder) Stream(member string, r io.Reader) {
	e.body = member
	e.Encoder.Stream(r)
}

// RequireLength asks for a stream whose length is known before it is sent: one that is
// not is an issue. A stream is not compressed then, since that hides its length. Smithy
// 2.0, requiresLength trait.
func (e *Encoder) RequireLength() { e.measured = true }

// Checksum asks for a header x-amz-checksum-<algorithm> over what is sent, unless
// the input has one. The member holds the algorithm. A nil algorithm is CRC32 if a checksum is required, else none.
// A stream that is no [io.Seeker] cannot be hashed before it is sent and is an issue
// if a checksum was asked for. AWS protocols, httpChecksum trait.
func (e *Encoder) Checksum(member string, algorithm *string, required bool) {
	e.chosen, e.algorithm, e.checksum = member, algorithm, algorithm != nil || required
}

// ContentType is the media type of the body, which may be empty, unless there is a
// header Content-Type.
func (e *Encoder) ContentType(v string) { e.contentType = v }

// escapedPath is the path as it goes over the wire, without the endpoint's.
func (e *Encoder) escapedPath() string {
	path, raw := e.Path()
	if raw == "" {
		return path
	}
	return raw
}

// target is the URL of the request, or an error if the endpoint cannot serve it. A
// host that is too long for a name is an issue.
func (e *Encoder) target() (*url.URL, error) {
	at, host, before := e.settings.endpoint, e.settings.plain, string(e.host)
	if e.bucket != "" {
		host, before = e.settings.bucket, before+e.bucket+"."
	}
	if before != "" && isAddress(host) {
		return nil, &ConfigError{"Endpoint", "is an IP address, and this operation has a host of its own below the endpoint's: use an endpoint with a name"}
	}
	if name := hostname(before + host); e.named != "" && len(name) > maxHost {
		e.Fail(e.named, "makes the host's name longer than 253 bytes")
	}
	raw := e.escapedPath()
	if e.bucket != "" && strings.HasSuffix(raw[:e.cut], "/") && strings.HasPrefix(raw[e.cut:], "/") {
		raw = raw[:e.cut] + raw[e.cut+1:]
	}
	return at.join(before+host, raw, e.RawQuery()), nil
}
