// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"bytes"
	"encoding/json"
	"errors"

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
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return nil, errors.New("the JSON is malformed, or was cut short: " + err.Error())
	}
	f := &wire.Fault{
		Code: jsonText(members["code"]), Message: jsonText(members["message"]), RequestID: jsonText(members["request_id"]),
	}
	if f.Code == "" {
		return nil, nil
	}
	return f, nil
}

// jsonText is a string, or a number as it is written; "" for anything else.
func jsonText(value json.RawMessage) string {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return text
	}
	var number json.Number
	if json.Unmarshal(value, &number) == nil {
		return number.String()
	}
	return ""
}
