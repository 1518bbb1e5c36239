// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"bytes"
	"fmt"

	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// readJSONFault reads an error document in JSON, an object with a code:
// QingStor's ("Error codes" of its API documentation), and what gateways before
// COS answer (error.go of cos-go-sdk-v5), whose code is a number. Stores that
// answer in XML otherwise have such gateways, so that the text decides and not
// the provider. An object without a code is none, and no problem; so is
// anything that does not begin like an object.
func readJSONFault(text []byte) (*wire.Fault, error) {
	text = bytes.TrimLeft(text, " \t\r\n")
	if !bytes.HasPrefix(text, []byte("{")) {
		return nil, nil
	}
	f, err := wire.ReadJSONFault(text)
	if err != nil {
		return nil, fmt.Errorf("the JSON is malformed, or was cut short: %w", err)
	}
	if f.Code == "" {
		return nil, nil
	}
	return f, nil
}
