// SPDX-License-Identifier: Apache-2.0

package bucket

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Response is what came with an answer besides its typed content. Every
// output has one, and so has every [Error]; the zero Response means that
// nothing came over a wire.
//
// Header may hold anything that a server sends. So that it does not end up in
// a log by accident, a Response prints, with any verb, through slog and as
// JSON, the names of its headers only, and its URL without the query.
type Response struct {
	StatusCode int         // for example 200
	Status     string      // for example "200 OK"
	Header     http.Header // as it came, repeated lines kept; not shared
	RequestID  string      // the server's own name for the request; "" if it gave none
	Attempts   int         // how often the request was sent; 1 without a retry
	URL        string      // where the last attempt went, without secrets of the query
}

// Format implements [fmt.Formatter]. %v and %s give one line, %+v and %#v add
// the URL and the names of the headers.
func (r Response) Format(f fmt.State, verb rune) {
	var s strings.Builder
	s.WriteString(statusText(r.StatusCode, r.Status))
	s.WriteString(notes(foreign(r.RequestID), r.Attempts))
	if f.Flag('+') || f.Flag('#') {
		fmt.Fprintf(&s, " %s headers %v", withoutQuery(r.URL), headerNames(r.Header))
	}
	writeFormatted(f, verb, s.String())
}

// LogValue implements [slog.LogValuer].
func (r Response) LogValue() slog.Value {
	return slog.GroupValue(
		slog.Int("status", r.StatusCode),
		slog.String("request_id", foreign(r.RequestID)),
		slog.Int("attempts", r.Attempts),
		slog.String("url", withoutQuery(r.URL)),
		slog.Any("headers", headerNames(r.Header)),
	)
}

// MarshalJSON implements [json.Marshaler], so that a structured log of an
// output holds no more than LogValue does. It cannot be read back.
func (r Response) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Status    int      `json:"status"`
		RequestID string   `json:"request_id"`
		Attempts  int      `json:"attempts"`
		URL       string   `json:"url"`
		Headers   []string `json:"headers"`
	}{r.StatusCode, foreign(r.RequestID), r.Attempts, withoutQuery(r.URL), headerNames(r.Header)})
}

// headerNames lists the names in h, sorted.
func headerNames(h http.Header) []string {
	names := slices.Sorted(maps.Keys(h))
	for i, name := range names {
		names[i] = printable(name)
	}
	return names
}

// statusText is "404 Not Found", from whatever of it is known.
func statusText(code int, status string) string {
	switch {
	case status != "":
		return printable(status)
	case code != 0:
		return strings.TrimSpace(strconv.Itoa(code) + " " + http.StatusText(code))
	default:
		return "no response"
	}
}

// notes are the bracketed end of a text: the request id, and the attempts
// when there was more than one.
func notes(requestID string, attempts int) string {
	var parts []string
	if requestID != "" {
		parts = append(parts, "request id "+printable(requestID))
	}
	if attempts > 1 {
		parts = append(parts, strconv.Itoa(attempts)+" attempts")
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// writeFormatted writes s to f as verb asks: quoted for %q, plain otherwise.
func writeFormatted(f fmt.State, verb rune, s string) {
	if verb == 'q' {
		s = strconv.Quote(s)
	}
	_, _ = io.WriteString(f, s)
}
