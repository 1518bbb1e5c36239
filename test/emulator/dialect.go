// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// dialect is what a provider's specification does not say.
type dialect struct {
	id       string
	provider provider // from the specification
	server   string   // header Server
	extra    []byte   // model of operations that the SDK's lacks

	words     map[string]words
	resources map[string]bool // codes whose error document names the resource

	handlers  map[string]handler
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

	maxKey, maxMetadata, maxPage int
	maxDocument, maxObject       int64
	// ownerHeader is the header in which a client says whose bucket it
	// expects; owner is the canonical id of the account.
	ownerHeader, owner string
}

// argument words the refusal of one value. code is "" for InvalidArgument. $
// in message stands for the value.
type argument struct{ code, message string }

// dialects are the stores that the emulator can play, the default first.
var dialects = []func() *dialect{s3Dialect}

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
		return c.fault("InvalidURI")
	}
	return nil
}
