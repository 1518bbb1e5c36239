// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
)

// providers has what stores of a kind do in their own way, by the provider's
// id. That a store behaves so is documented by its vendor, or follows from what
// specs says that it lacks.
//
//go:embed providers.json
var providers []byte

// known is what is known of one provider: see [Harness].
type known struct {
	Codes, Exceptions       map[string]string
	Statuses                map[string]int
	SilentDenial, Unordered bool
	MaxAge                  *int
	PageSize, Created       int
}

// knownOf gives maps of its own; they are never nil.
func knownOf(provider string) (known, error) {
	var all map[string]known
	d := json.NewDecoder(bytes.NewReader(providers))
	d.DisallowUnknownFields()
	if err := d.Decode(&all); err != nil {
		return known{}, fmt.Errorf("conformance: providers.json: %w", err)
	}
	own := all[provider]
	if own.Codes == nil {
		own.Codes = map[string]string{}
	}
	if own.Exceptions == nil {
		own.Exceptions = map[string]string{}
	}
	return own, nil
}
