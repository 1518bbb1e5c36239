// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// follow reports whether err says that the bucket is in another region, and
// moves the exchange there: the next attempt is signed for it and, at the
// vendor's own endpoint, sent to its host. That happens once in a call, and
// never to a preflight, which a browser would not follow either.
//
// The host is always made from the region by the vendor's own template: no
// server can send a signed request to a place of its choice.
func (x *exchange) follow(err error) bool {
	e := answered(err)
	if e == nil || x.moved || x.op.spec.Unsigned || x.bucket == "" || x.isBodySpent() || !x.isElsewhere(e) {
		return false
	}
	at, problem := x.client.resolve(x.bucket, x.elsewhere)
	if problem != "" || at.host == x.place.host && x.client.provider.SigningService == "" {
		return false // where neither host nor signature names the region, nothing would be another
	}
	x.place, x.moved = at, true
	return true
}

// isElsewhere reports whether e says that the bucket is in another region, and
// which.
func (x *exchange) isElsewhere(e *bucket.Error) bool {
	switch e.StatusCode {
	case http.StatusMovedPermanently, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	case http.StatusBadRequest:
		if e.Code != "" && e.Code != "AuthorizationHeaderMalformed" {
			return false // the request is at fault, not its region
		}
	default:
		return false
	}
	return x.elsewhere != "" && x.place != nil && x.elsewhere != x.place.region
}

// settle remembers where the bucket was found, if it had moved: by an answer
// that does not send the call on.
func (x *exchange) settle(err error) {
	if e := answered(err); !x.moved || err != nil && (e == nil || e.StatusCode == http.StatusForbidden || e.StatusCode == http.StatusBadRequest) {
		return
	}
	if x.elsewhere == "" || x.elsewhere == x.place.region {
		x.client.places.put(x.bucket, x.place)
	}
}

// regionIn is where an answer says that the bucket is: "" if it does not say,
// or says it by what is no region's name. A redirect that names a host instead,
// in its document or in Location, is understood if the host is one of the
// vendor's.
func (x *exchange) regionIn(h http.Header, f *wire.Fault) string {
	p := &x.client.provider
	region := ""
	if v := h[p.RegionHeader]; len(v) > 0 {
		region = v[0]
	} else if f != nil {
		region = f.Region
		if region == "" {
			region, _, _ = p.match(hostname(strings.TrimPrefix(strings.ToLower(f.Endpoint), x.bucket+".")))
		}
	}
	if region == "" {
		if u, err := url.Parse(first(h, "Location")); err == nil {
			region, _, _ = p.match(strings.TrimPrefix(strings.ToLower(u.Hostname()), x.bucket+"."))
		}
	}
	if !validRegion(region) {
		return ""
	}
	return region
}
