// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"slices"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// reason is why a server refuses whoever asks, as far as its code says.
type reason uint8

const (
	reasonOther     reason = iota
	reasonClock            // the request is not of the server's time
	reasonKey              // nobody has the access key id
	reasonSignature        // the signature is another one
	reasonToken            // the session token is not good, or no longer
)

// reason reads a code by the provider's data.
func (p *Provider) reason(code string) reason {
	switch {
	case slices.Contains(p.SkewCodes, code):
		return reasonClock
	case slices.Contains(p.KeyCodes, code):
		return reasonKey
	case slices.Contains(p.SignatureCodes, code):
		return reasonSignature
	case slices.Contains(p.TokenCodes, code):
		return reasonToken
	}
	return reasonOther
}

// advise adds to the answer that ends a call, if it is about who asks, when or
// where, one sentence that says what to do. Code, message and ids stay.
func (x *exchange) advise(err error) error {
	e, ok := err.(*bucket.Error) //nolint:errorlint // what a middleware has wrapped stays as it is
	if !ok {
		return err
	}
	words := x.advice(e)
	if words == "" {
		return err
	}
	said := *e
	if sentinel := x.client.provider.Sentinel; e.Err == nil || sentinel != nil && e.Err == sentinel(e.Code) { //nolint:errorlint // a bare one
		said.Err = &advice{err: e.Err, words: words}
	} else {
		said.Err = &note{err: e.Err, words: words}
	}
	return &said
}

func (x *exchange) advice(e *bucket.Error) string {
	switch why := x.client.provider.reason(e.Code); {
	case x.behind != 0:
		return x.clockAdvice()
	case why == reasonClock:
		return "the server finds that the request is not of its time: check this machine's clock"
	case why == reasonKey:
		return "the server knows no such access key id: check that Config.Credentials belong to this provider and endpoint"
	case why == reasonSignature:
		return "the secret access key is not that of the access key id, or a proxy has changed the request: check Config.Credentials"
	case why == reasonToken:
		return "the session token has expired or is not that of the access key id: get new temporary credentials"
	case x.isElsewhere(e):
		return "the bucket is in the region " + x.elsewhere + " and the request was for " + x.place.region + ": set Config.Region"
	}
	return ""
}

// clockAdvice is about a clock that is known to be wrong.
func (x *exchange) clockAdvice() string {
	off, way := x.offset+x.behind, "behind"
	if off < 0 {
		off, way = -off, "ahead of"
	}
	s := "this machine's clock is " + off.Round(time.Second).String() + " " + way + " the server's: set it"
	if x.isBodySpent() {
		s += ", or call again, which allows for it (this body could not be sent twice)"
	}
	return s
}

// advice is what to do about an error. Its text takes the place of the text of
// a sentinel, which would only repeat the code.
type advice struct {
	err   error // may be nil
	words string
}

func (a *advice) Error() string { return a.words }
func (a *advice) Unwrap() error { return a.err }
