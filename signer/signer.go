// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// Values of [Params.PayloadHash] that are not a hash. The first one is a
// hash, the hex SHA-256 of nothing, for requests without a body.
const (
	EmptyPayload = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

	// UnsignedPayload leaves the body out of the signature: over TLS.
	UnsignedPayload = "UNSIGNED-PAYLOAD"

	// StreamingUnsignedTrailer is an aws-chunked body whose chunks are not
	// signed and whose checksum follows it.
	StreamingUnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"

	// StreamingSigned is an aws-chunked body with a signature in each chunk;
	// see [V4.ChunkSigner].
	StreamingSigned = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"

	// StreamingSignedTrailer is StreamingSigned followed by a checksum and
	// its signature.
	StreamingSignedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
)

// ErrCredentials is matched by the error of a signer that was given
// credentials without an access key id or without a secret.
var ErrCredentials = errors.New("the credentials lack an access key id or a secret access key")

// Signer signs requests. Implementations are safe for concurrent use.
type Signer interface {
	// Sign adds to r what proves the caller's identity. It may replace the
	// headers that it owns and leaves everything else of r as it is, so that
	// signing again (a retry, a new clock) is sound. The request must be
	// final: what is changed after signing breaks the signature.
	Sign(ctx context.Context, r *http.Request, p Params) error
}

// Presigner is a [Signer] that can also put the proof into the URL.
type Presigner interface {
	// Presign returns what somebody without credentials needs to send r
	// within expires of p.Time. It does not change r.
	Presign(ctx context.Context, r *http.Request, p Params, expires time.Duration) (*Presigned, error)
}

// Presigned is a request that its URL authorises.
type Presigned struct {
	// URL is whole, with the signature.
	URL string

	// Header holds the headers that were signed, host aside. They must be
	// sent exactly so. Never nil.
	Header http.Header

	// Expires is when the URL ceases to work.
	Expires time.Time
}

// String hides the URL's query, which is as good as a password until it
// expires.
func (p Presigned) String() string {
	return fmt.Sprintf("presigned URL valid until %s", p.Expires.UTC().Format(time.RFC3339))
}

// Format prints what [Presigned.String] says for every verb.
func (p Presigned) Format(f fmt.State, _ rune) { fmt.Fprint(f, p.String()) }

// LogValue is what log/slog writes: [Presigned.String].
func (p Presigned) LogValue() slog.Value { return slog.StringValue(p.String()) }

// Params are the facts of one signature.
type Params struct {
	// Credentials are whose signature it is. A SessionToken is sent and
	// signed when it is set.
	Credentials aws.Credentials

	// Service and Region are the scope, for example "s3" and "us-east-1".
	// Only Signature Version 4 has one.
	Service, Region string

	// Bucket is the bucket the request is for, "" if none. VirtualHost tells
	// that the host names it, and not the path. Only QingStor's signature
	// asks: it covers the bucket wherever it stands.
	Bucket      string
	VirtualHost bool

	// Time is when the request is made.
	Time time.Time

	// PayloadHash is the hex SHA-256 of the body, or one of the constants of
	// this package. Only Signature Version 4 covers the body.
	PayloadHash string
}

// Format prints the parameters without the credentials' secrets, for every
// verb.
func (p Params) Format(f fmt.State, _ rune) {
	fmt.Fprintf(f, "signer.Params{AccessKeyID: %q, Service: %q, Region: %q, Bucket: %q, VirtualHost: %t, Time: %s, PayloadHash: %q}",
		p.Credentials.AccessKeyID, p.Service, p.Region, p.Bucket, p.VirtualHost, p.Time.UTC().Format(time.RFC3339), p.PayloadHash)
}

// MarshalText is what log/slog and encoding/json write: [Params.Format]'s text.
func (p Params) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%v", p), nil }

// check refuses parameters that cannot give a signature of Version 4.
func (p Params) check() error {
	switch {
	case p.Service == "":
		return errors.New("signer: no signing service")
	case p.Region == "":
		return errors.New("signer: no signing region")
	case p.PayloadHash == "":
		return errors.New("signer: no payload hash")
	}
	return p.checkKey()
}

// checkKey refuses parameters that cannot give a signature of any kind.
func (p Params) checkKey() error {
	switch {
	case p.Credentials.AccessKeyID == "" || p.Credentials.SecretAccessKey == "":
		return fmt.Errorf("signer: %w", ErrCredentials)
	case p.Time.IsZero():
		return errors.New("signer: no time of signing")
	}
	return nil
}

// Anonymous is a [Signer] that adds nothing: the request is sent as nobody.
type Anonymous struct{}

// Sign does nothing.
func (Anonymous) Sign(context.Context, *http.Request, Params) error { return nil }

// IsAnonymous tells whether provider stands for nobody: it is
// aws.AnonymousCredentials, by value or pointer, or wraps it as
// aws.CredentialsCache does. A nil provider is not anonymous; it is a missing
// setting.
func IsAnonymous(provider aws.CredentialsProvider) bool {
	return provider != nil && aws.IsCredentialsProvider(provider, aws.AnonymousCredentials{})
}
