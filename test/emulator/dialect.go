// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// dialect is what a provider's specification does not say.
type dialect struct {
	id       string
	provider provider // from the specification
	server   string   // header Server
	prefix   string   // of the vendor's own headers
	extra    []byte   // model of operations that the SDK's lacks

	// ids makes the ids of the nth answer.
	ids func(n uint64, now time.Time) ids
	// virtualOnly refuses a bucket's name in the path; virtualHosts takes it
	// from hosts below the provider's own too.
	virtualOnly, virtualHosts bool

	// redirects sends requests about a bucket from the host of the service to
	// the bucket's own.
	redirects bool

	// words are by S3's codes; codes has the provider's own where they differ.
	words map[string]words
	codes map[string]string
	// detailed adds what is at fault to error documents; resource, nil for
	// nothing, names the target.
	detailed bool
	resource func(c *call) string
	language language
	// noDocument is S3's code for what the language cannot read at all.
	noDocument string

	handlers  map[string]handler
	check     func(c *call) error // of every operation's input, may be nil
	documents []document
	// rulesDocument is the document that holds CORS rules.
	rulesDocument string

	// optional are queries that a model's URI carries and clients may omit.
	optional []string
	// subresources are queries, and selectors headers, that make a request
	// another operation than the plain one on the same path.
	subresources, selectors []string
	// always are members that an answer has even when they are empty.
	always map[string]record
	// arguments say what is wrong with the value of a query or header.
	arguments map[string]argument

	// sum is the checksum that the store computes itself; sumAlways tells it
	// unasked. With checksums clients may announce one of algorithms. digests
	// is what a document must come with, for people.
	sum                  *algorithm
	sumAlways, checksums bool
	digests              string
	undigested           []string // operations that need none, whatever the model says
	// encrypts tells of encryption that nobody asked for; customer begins the
	// names of the headers of a customer's key.
	encrypts bool
	customer string
	// tellsClass names the storage class of a read also where it is the usual
	// one, tellsType the type of an object that is none to append to.
	tellsClass, tellsType bool
	// badRange refuses a range that is malformed, which others ignore.
	badRange bool
	// signedOverrides lets signed requests alone choose headers of the answer.
	signedOverrides bool
	// unordered lists in an order that is not that of the bytes.
	unordered bool
	// contentType is that of an object without one.
	contentType string
	// badKey is S3's code for a key that no object can have, tooMany for a
	// deletion of too many objects.
	badKey, tooMany string

	maxKey, maxMetadata, maxPage int
	page                         int    // without a size asked for; 0 is maxPage
	pageSizes                    string // which sizes may be asked for, for people
	maxDocument, maxObject       int64
	// appendedSum is the header in which an append is told the MD5 of its
	// bytes; "" where it is not.
	appendedSum string
	// ownerHeader is the header in which a client says whose bucket it
	// expects; owner is the canonical id of the account, "" for the account.
	ownerHeader, owner, account string
}

// argument words the refusal of one value. code is "" for InvalidArgument. $
// in message stands for the value.
type argument struct{ code, message string }

// dialects are the stores that the emulator can play, the default first.
var dialects = []func() *dialect{s3Dialect, cosDialect, qingStorDialect}

// DefaultProvider is the id of the store that an emulator plays when its
// options name none.
func DefaultProvider() string { return dialects[0]().id }

func dialectOf(id string) (*dialect, bool) {
	for i, build := range dialects {
		if d := build(); d.id == id || id == "" && i == 0 {
			return d, true
		}
	}
	return nil, false
}

func dialectIDs() []string {
	ids := make([]string, 0, len(dialects))
	for _, build := range dialects {
		ids = append(ids, build().id)
	}
	return ids
}

// badArgument refuses a value that has not the form of its member.
func (d *dialect) badArgument(name, value string) *fault {
	a := d.arguments[name]
	if a.code != "" {
		return d.fault(a.code).about(value)
	}
	f := d.fault("InvalidArgument").with("ArgumentName", name).with("ArgumentValue", value)
	if a.message != "" {
		f = f.saying(a.message).about(value)
	}
	return f
}

// checkKey refuses keys that the store cannot have.
func (d *dialect) checkKey(c *call) error {
	switch {
	case len(c.key) > d.maxKey:
		return c.fault("KeyTooLongError").with("Size", strconv.Itoa(len(c.key))).with("MaxSizeAllowed", strconv.Itoa(d.maxKey))
	case !utf8.ValidString(c.key) || slices.Contains([]byte(c.key), 0):
		return c.fault(d.badKey)
	}
	return nil
}
