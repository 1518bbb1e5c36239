// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"net/http"
	"reflect"
)

// Config says where and how a client sends its requests. The zero value lacks only
// the Endpoint.
type Config struct {
	// Endpoint is the URL below which the operations are, with or without a path:
	// "https://api.example/base". It has no user, query or fragment.
	Endpoint string
	// Transport sends requests; nil is [http.DefaultTransport]. It is asked once a
	// call, and a redirect is an answer like any other. It must be safe for
	// concurrent use.
	Transport http.RoundTripper
	// Prepare runs last, to sign the request for example. What it changes is sent;
	// its error ends the call before anything is. Nil changes nothing. It must be
	// safe for concurrent use.
	Prepare func(*http.Request) error
	// Observe is told the status and a copy of the header of each answer before its
	// body is read; nil is nobody. With a call's [Option] it tells that call what an
	// output has no members for. It must be safe for concurrent use.
	Observe func(status int, header http.Header)
	// IdempotencyToken gives the token of an input that has none; nil is a random
	// UUID, version 4 of RFC 9562. It must be safe for concurrent use.
	IdempotencyToken func() string
	// CompressFrom is the smallest body, in bytes, that is compressed by an
	// operation whose model asks for it; 0 is 10,240, and negative is never. A
	// stream of unknown length is compressed unless it is negative.
	CompressFrom int
	// S3 is read by clients of Amazon S3's model only.
	S3 S3
}

// S3 are the settings of clients of Amazon S3's model.
type S3 struct {
	// Addressing says where the bucket's name goes.
	Addressing Addressing
	// DualStack uses the hosts of Amazon S3 that have IPv6 addresses too. The
	// endpoint's host must be s3.<region>.amazonaws.com.
	DualStack bool
	// Accelerate uses the hosts of S3 Transfer Acceleration for requests to a
	// bucket. The endpoint's host must be s3.<region>.amazonaws.com, and the
	// bucket's name must be able to stand before a host, without dots.
	Accelerate bool
}

// Addressing says where a bucket's name goes: before the host or into the path.
type Addressing string

// The ways to address a bucket.
const (
	// AddressingAuto puts a name before the host if it is 3 to 63 lower case
	// letters, digits and hyphens and the endpoint is a name with a dot, not an IP
	// address; into the path otherwise.
	AddressingAuto Addressing = ""
	// AddressingVirtual always puts the name before the host. Names that cannot
	// stand there, which may have dots here, are an [InputError].
	AddressingVirtual Addressing = "virtual"
	// AddressingPath always puts the name into the path.
	AddressingPath Addressing = "path"
)

// Option changes the configuration for one call. It gets a copy of the client's; a
// nil Option changes nothing.
type Option func(*Config)

// ConfigError is a setting that cannot work. It holds no value of a setting.
type ConfigError struct {
	// Field is the setting in [Config]: "Endpoint", "S3.Accelerate".
	Field string
	// Problem is what is wrong with it and how to mend it, in words that follow
	// the field.
	Problem string
}

// Error names the setting, the problem and the fix.
func (e *ConfigError) Error() string { return "rest: Config." + e.Field + " " + e.Problem }

// defaultCompressFrom is what CompressFrom 0 means: the minimum that Smithy's
// requestCompression has by default.
const defaultCompressFrom = 10240

// settings are a checked Config and what follows from it. They do not change.
type settings struct {
	Config

	endpoint endpoint
	plain    string // host of requests that no bucket's name stands before
	bucket   string // host that buckets' names stand before
}

// resolve checks cfg.
func (cfg Config) resolve() (*settings, error) {
	at, err := parseEndpoint(cfg.Endpoint)
	if err != nil {
		return nil, err
	}
	if isNilPointer(cfg.Transport) {
		return nil, &ConfigError{"Transport", "is a nil pointer: leave it nil for http.DefaultTransport"}
	}
	if cfg.Transport == nil {
		cfg.Transport = http.DefaultTransport
	}
	if cfg.IdempotencyToken == nil {
		cfg.IdempotencyToken = uuid
	}
	if cfg.CompressFrom == 0 {
		cfg.CompressFrom = defaultCompressFrom
	}
	s := &settings{Config: cfg, endpoint: at}
	return s, s.locate()
}

// isNilPointer reports whether v holds a nil pointer, which is not nil itself.
func isNilPointer(v any) bool {
	r := reflect.ValueOf(v)
	return r.Kind() == reflect.Pointer && r.IsNil()
}
