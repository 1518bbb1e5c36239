// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"net/http"
	"strings"
	"time"
)

// Options say which store to play and who may use it. The zero value plays S3
// for signed requests of the credentials that [DefaultAccessKeyID] and
// [DefaultSecretAccessKey] name.
type Options struct {
	// Provider is the id of the store to play; "" is the first of those that
	// the emulator speaks, "s3".
	Provider string
	// AccessKeyID and SecretAccessKey are the one pair of credentials that is
	// accepted. Both "" are the default pair.
	AccessKeyID, SecretAccessKey string
	// SessionToken makes the credentials temporary: requests must carry it.
	SessionToken string
	// Anonymous also serves requests without a signature. Signed ones are
	// still verified.
	Anonymous bool
	// BaseDomain lets requests name a bucket in their host: with "s3.test",
	// photos.s3.test is the bucket photos. "" serves path style only or, for
	// providers but S3, virtual hosts below the provider's own host.
	BaseDomain string
	// PathStyle also takes a bucket's name from the path where the provider
	// refuses that, for clients that find no host below BaseDomain.
	PathStyle bool
	// Region is the region of the store and its signatures; "" is the
	// provider's default.
	Region string
	// AccountID is the account that owns all buckets; "" is one in the form of
	// the provider's, such as 123456789012.
	AccountID string
	// CORS is the id under which package cors finds what preflights and real
	// requests are answered; "" is the provider's. "s3-gateway" answers as
	// gateways do that speak S3 before another store: see cors.Evaluate.
	CORS string
	// FetchTransport is how FetchObject of QingStor reaches what it fetches;
	// nil refuses to fetch. It sends requests to wherever clients ask for.
	FetchTransport http.RoundTripper
	// Now is the clock, time.Now when nil. It is called concurrently.
	Now func() time.Time
	// TLS lets Start listen with TLS. New does not look at it.
	TLS bool
}

// The credentials that an emulator accepts when its options name none. They
// open nothing but emulators.
const (
	DefaultAccessKeyID     = "EMULATORACCESSKEY"
	DefaultSecretAccessKey = "emulator-secret-access-key"
)

func (o Options) withDefaults(d *dialect) Options {
	p := d.provider
	if o.AccessKeyID == "" && o.SecretAccessKey == "" {
		o.AccessKeyID, o.SecretAccessKey = DefaultAccessKeyID, DefaultSecretAccessKey
	}
	if o.Region == "" {
		o.Region = p.DefaultRegion
	}
	if o.BaseDomain == "" && (d.virtualOnly || d.virtualHosts) {
		o.BaseDomain = strings.ReplaceAll(p.Host, "{region}", o.Region)
	}
	if o.AccountID == "" {
		o.AccountID = d.account
	}
	if o.CORS == "" {
		o.CORS = p.ID
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}
