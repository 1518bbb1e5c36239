// SPDX-License-Identifier: Apache-2.0

package cors

import "slices"

// Limits are what a provider's store accepts in a CORS configuration, as its
// documentation has it.
type Limits struct {
	// Title is the provider's name in a sentence, such as "COS".
	Title string
	// Methods are those that a rule may name.
	Methods []string
	// AnyMethod says that a rule may name "*" for all methods.
	AnyMethod bool
	// Rules is how many there may be, Bytes how long the document and ID how
	// long the name of a rule may be. 0 is no limit that is known.
	Rules, Bytes, ID int
	// Nameless says that rules have no ID.
	Nameless bool
	// ResponseVary says that the store knows [Configuration.ResponseVary].
	ResponseVary bool
	// JSON says that the store keeps rules as a JSON document of its own, and
	// not as the XML document of S3.
	JSON bool
}

// LimitsOf gives the limits of a provider; one that is unknown has those of s3.
func LimitsOf(provider string) Limits {
	p := profileOf(provider)
	return Limits{
		Title: p.title, Methods: slices.Clone(p.methods), AnyMethod: p.listed,
		Rules: p.maxRules, Bytes: p.maxBytes, ID: p.maxID, Nameless: p.nameless,
		ResponseVary: p.responseVary != "", JSON: p.json,
	}
}
