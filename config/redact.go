// SPDX-License-Identifier: Apache-2.0

package config

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"strings"
)

const redacted = "[redacted]"

// field is one thing to print of a Config.
type field struct {
	name string
	show any
}

// fields lists what is set, without secrets: of credentials only the kind, of a
// proxy no password, of an endpoint nothing if it has more than an address, of
// a path nothing if it is PEM text.
func (c Config) fields() []field {
	fields := []field{
		{"Provider", c.Provider}, {"Profile", c.Profile}, {"Endpoint", hideURL(c.Endpoint)},
		{"Region", c.Region}, {"Addressing", c.Addressing}, {"Credentials", kindOf(c.Credentials)},
		{"Transport", ""}, {"Proxy", hideProxy(c.Proxy)}, {"CABundle", hidePEM(c.CABundle)},
		{"ClientCert", hidePEM(c.ClientCert)}, {"ClientKey", hidePEM(c.ClientKey)},
		{"Checksums", c.Checksums}, {"UserAgent", c.UserAgent}, {"MaxAttempts", ""},
		{"Timeouts.Connect", timeoutText(c.Timeouts.Connect)}, {"Timeouts.TLSHandshake", timeoutText(c.Timeouts.TLSHandshake)},
		{"Timeouts.Idle", timeoutText(c.Timeouts.Idle)}, {"Timeouts.IdleConn", timeoutText(c.Timeouts.IdleConn)},
		{"Warnings", ""},
	}
	set := fields[:0]
	for _, f := range fields {
		switch {
		case f.name == "Transport" && c.Transport != nil:
			f.show = fmt.Sprintf("%T", c.Transport)
		case f.name == "MaxAttempts" && c.MaxAttempts != 0:
			f.show = c.MaxAttempts
		case f.name == "Warnings" && len(c.Warnings) > 0:
			f.show = c.Warnings
		}
		if f.show != "" {
			set = append(set, f)
		}
	}
	return set
}

// String gives the fields that are set, on one line and without secrets. All of
// fmt's verbs, %#v too, log/slog, encoding/json and yaml show the same; none of
// them can be read back.
func (c Config) String() string {
	var b strings.Builder
	b.WriteString("config.Config{")
	for i, f := range c.fields() {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(f.name + ": ")
		switch v := f.show.(type) {
		case string:
			b.WriteString(strconv.Quote(v))
		case []string:
			fmt.Fprintf(&b, "%q", v)
		default:
			fmt.Fprint(&b, v)
		}
	}
	return b.String() + "}"
}

// GoString is String.
func (c Config) GoString() string { return c.String() }

// Format writes String for every verb.
func (c Config) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, c.String()) }

// LogValue gives the fields that are set, without secrets.
func (c Config) LogValue() slog.Value {
	var attrs []slog.Attr
	for _, f := range c.fields() {
		attrs = append(attrs, slog.Any(f.name, f.show))
	}
	return slog.GroupValue(attrs...)
}

// MarshalJSON gives the fields that are set, without secrets.
func (c Config) MarshalJSON() ([]byte, error) { return json.Marshal(c.printed()) }

// MarshalYAML gives the fields that are set, without secrets.
func (c Config) MarshalYAML() (any, error) { return c.printed(), nil }

func (c Config) printed() map[string]any {
	m := make(map[string]any)
	for _, f := range c.fields() {
		m[f.name] = f.show
	}
	return m
}

func hideURL(text string) string {
	if strings.ContainsAny(text, "@?#") {
		return redacted
	}
	return text
}

func hideProxy(text string) string {
	if !strings.Contains(text, "@") {
		return hideURL(text)
	}
	u, p := parseProxy(text)
	if p != nil {
		return redacted
	}
	return u.Scheme + "://" + redacted + "@" + u.Host
}

func hidePEM(path string) string {
	if isPEM(path) {
		return redacted
	}
	return path
}
