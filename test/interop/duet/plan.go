// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"net/http"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// Plan says what the program is like on one provider.
type Plan struct {
	// Provider is its id.
	Provider string
	// Bucket is the beginning of the buckets' names, Suffix their end.
	Bucket, Suffix string
	// Domain is where an emulator takes buckets in the host; "" leaves it to
	// the provider.
	Domain string
	// Origins are those of the first CORS rule; IDs tells whether rules have one.
	Origins []string
	IDs     bool
	// Attributes are what an object is put with.
	Attributes Object
	// Codes has the provider's word for an error code of AWS, where it has
	// another; "" where it gives none.
	Codes map[string]string
	// Statuses has the provider's status for such a code, where it has another.
	Statuses map[string]int
	// Class is the storage class that answers tell of an object without one.
	Class string
	// Unheaded empties what HeadObject of the SDK does not tell; nil is nothing.
	Unheaded func(*Object)
	// Mute says that the SDK's error has no request id where the refusal has no
	// document.
	Mute bool
	// Silent says that a denied preflight is answered 200.
	Silent bool
	// Apart are operations of pail that the program leaves out although the
	// provider has them, such as Bucket.ProcessImage, with the reason.
	Apart map[string]string
	// Keys are put, read, listed and deleted beside those that every provider
	// must take.
	Keys []string
}

// Place is where a bucket is and as whom to go there: all that a program needs
// to make a [Store].
type Place struct {
	Bucket         string
	Server         *emulator.Server
	ID, Key, Token string
	TLS, Virtual   bool
	// Transport reaches the server whatever host a request names.
	Transport http.RoundTripper
	// Note says that a call was used which sends nothing by itself.
	Note func(call string)
}

// Scheme is that of the URLs at the place.
func (p Place) Scheme() string {
	if p.TLS {
		return "https"
	}
	return "http"
}

func (p Plan) refusal(f Failure) Failure {
	if word, ok := p.Codes[f.Code]; ok {
		if status, ok := p.Statuses[f.Code]; ok {
			f.Status = status
		}
		f.Code = word
	}
	return f
}
