// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// Provider is everything that tells one object store from another. It is
// data: the generated function Provider of each package below service returns
// one, and nothing here asks for a provider by name. A Provider is only read.
type Provider struct {
	ID    string // "s3"; stands in errors and in a configuration
	Title string // for people

	Signer         string // the signing scheme, by its name in package signer: "sigv4"
	SigningService string // the service's name within a signature, if it has one: "s3"
	ErrorFormat    string // of error documents: "xml" or "json"

	// Host is the vendor's own host, with {region} where the region stands:
	// "s3.{region}.amazonaws.com". Hosts are exceptions by region, tried in
	// order. OtherHosts are more of the vendor's own, such as one for access
	// from within: used where they are the endpoint that is configured.
	// BucketHost is the host of one bucket, with {bucket} and {region}; "" is
	// "{bucket}." before the host. ServiceHost is the host of operations that
	// concern no bucket, "" for Host.
	Host        string
	Hosts       []HostRule
	OtherHosts  []string
	BucketHost  string
	ServiceHost string

	DefaultRegion  string // for signing where no region is configured
	RegionRequired bool   // the vendor's own endpoint needs a region

	// DefaultAddressing is "auto", "path" or "virtual"; "" is "auto". With
	// "virtual" the vendor's own hosts take nothing else.
	DefaultAddressing string

	RequestIDHeaders []string // canonical names, the first that is there counts
	HostIDHeader     string   // canonical name, "" if there is none
	TraceIDHeader    string   // canonical name, "" if there is none
	RegionHeader     string   // canonical name of the header that says where a bucket is
	MetadataPrefix   string   // canonical: "X-Amz-Meta-"
	VendorChecksum   string   // the checksum of uploads to the vendor's own endpoint, "" for none
	CRC64Header      string   // canonical name of the header with a whole object's CRC64ECMA, "" for none
	BareInPath       string   // what stays as it is in the path of a key, beside what no URL escapes

	// Codes by which a refusal says what is wrong with who asks: the clock, the
	// access key id, the signature, the session token. A refusal for the clock
	// is corrected, the others get a sentence that says what to do.
	SkewCodes      []string // "RequestTimeTooSkewed"
	KeyCodes       []string // "InvalidAccessKeyId"
	SignatureCodes []string // "SignatureDoesNotMatch"
	TokenCodes     []string // "ExpiredToken"

	// Sentinel is the error of package bucket that a code stands for; nil for
	// a code of no such meaning.
	Sentinel func(code string) error

	Operations []Operation
}

// formatJSON is the ErrorFormat of error documents in JSON.
const formatJSON = "json"

// HostRule is the vendor's host for the regions that begin with RegionPrefix.
type HostRule struct {
	RegionPrefix string
	Host         string
}

// Operation is one operation of a provider.
type Operation struct {
	Name   string // in the specs: "OptionsObject"
	Method string // of HTTP; "" if the request brings its own

	Unsigned        bool // the chain has no signing step
	Idempotent      bool // may be sent again after a failure
	ContentMD5      bool // the body is sent with a Content-MD5
	MayFailInside   bool // a 2xx answer may hold an error document
	StreamingOutput bool // the output has the body; the caller closes it
	ServiceLevel    bool // concerns no bucket

	// NotFound is what a 404 without a code means; nil for bucket.ErrNotFound.
	NotFound error

	// Encode writes the input, a non-nil pointer to the operation's input
	// structure. Decode reads a 2xx answer into a new output.
	Encode func(e *wire.Encoder, in any)
	Decode func(d *wire.Decoder, r bucket.Response) any
}
