// SPDX-License-Identifier: Apache-2.0

package bucket

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
)

// Format implements [fmt.Formatter] and leaves secrets out: whoever has the
// query of a presigned SourceURL can fetch what the store can.
func (v FetchObjectInput) Format(f fmt.State, verb rune) {
	_, _ = fmt.Fprintf(f, fmt.FormatString(f, verb), v.redacted())
}

// LogValue implements [slog.LogValuer] and leaves secrets out.
func (v FetchObjectInput) LogValue() slog.Value { return slog.AnyValue(v.redacted()) }

// MarshalJSON implements [json.Marshaler] and leaves secrets out.
func (v FetchObjectInput) MarshalJSON() ([]byte, error) { return json.Marshal(v.redacted()) }

// redacted is a copy without secrets and without methods.
func (v FetchObjectInput) redacted() any {
	type plain FetchObjectInput
	query := strings.Contains(v.SourceURL, "?")
	if v.SourceURL = withoutQuery(v.SourceURL); query {
		v.SourceURL += "?REDACTED"
	}
	return plain(v)
}
