// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/cors"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	const malformed = "MalformedXML: The XML you provided was not well-formed or did not validate against our published schema"
	negative := -100
	for _, tt := range []struct {
		name   string
		change func(*cors.Rule)
		want   string
	}{
		{"a plain rule is kept", func(*cors.Rule) {}, ""},
		{"an empty origin and a negative age are kept", func(r *cors.Rule) { r.AllowedOrigins, r.MaxAgeSeconds = []string{""}, &negative }, ""},
		{"a rule needs an origin", func(r *cors.Rule) { r.AllowedOrigins = nil }, malformed},
		{"a rule needs a method", func(r *cors.Rule) { r.AllowedMethods = nil }, malformed},
		{"methods are upper case", func(r *cors.Rule) { r.AllowedMethods = []string{"GET", "get"} },
			"InvalidRequest: Found unsupported HTTP method in CORS config. Unsupported method is get"},
		{"an empty method is none", func(r *cors.Rule) { r.AllowedMethods = []string{""} },
			"InvalidRequest: Found unsupported HTTP method in CORS config. Unsupported method is "},
		{"OPTIONS is no method of a rule", func(r *cors.Rule) { r.AllowedMethods = []string{"OPTIONS"} },
			"InvalidRequest: Found unsupported HTTP method in CORS config. Unsupported method is OPTIONS"},
		{"an origin has one wildcard at most", func(r *cors.Rule) { r.AllowedOrigins = []string{"ok", "https://*:*"} },
			`InvalidRequest: AllowedOrigin "https://*:*" can not have more than one wildcard.`},
		{"a header has one wildcard at most", func(r *cors.Rule) { r.AllowedHeaders = []string{"x-*-*"} },
			`InvalidRequest: AllowedHeader "x-*-*" can not have more than one wildcard.`},
		{"an allowed header is a header name", func(r *cors.Rule) { r.AllowedHeaders = []string{"Date", "X(Custom)"} },
			`InvalidRequest: AllowedHeader "X(Custom)" contains invalid character.`},
		{"an exposed header is a header name", func(r *cors.Rule) { r.ExposeHeaders = []string{"Ł"} },
			`InvalidRequest: AllowedHeader "Ł" contains invalid character.`},
		{"an exposed header has no wildcard", func(r *cors.Rule) { r.ExposeHeaders = []string{"*"} },
			`InvalidRequest: ExposeHeader "*" contains wildcard. We currently do not support wildcard for ExposeHeader.`},
		{"an id has 255 characters at most", func(r *cors.Rule) { r.ID = strings.Repeat("i", 256) },
			"InvalidRequest: ID length should not exceed allowed limit of 255."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			rule := cors.Rule{AllowedOrigins: []string{"https://app.example"}, AllowedMethods: []string{"GET"}, AllowedHeaders: []string{"x-amz-*"}}
			tt.change(&rule)
			if diff := cmp.Diff(tt.want, refusal(&cors.Configuration{Rules: []cors.Rule{{AllowedOrigins: []string{"o"}, AllowedMethods: []string{"PUT"}}, rule}})); diff != "" {
				t.Errorf("Check() (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("no rules at all are refused", func(t *testing.T) {
		t.Parallel()
		if diff := cmp.Diff([]string{malformed, malformed}, []string{refusal(nil), refusal(new(cors.Configuration))}); diff != "" {
			t.Errorf("Check() (-want +got):\n%s", diff)
		}
	})
	t.Run("a hundred rules are kept and one more is not", func(t *testing.T) {
		t.Parallel()
		c := &cors.Configuration{}
		for range 100 {
			c.Rules = append(c.Rules, cors.Rule{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"GET"}})
		}
		full := refusal(c)
		c.Rules = append(c.Rules, c.Rules[0])
		if diff := cmp.Diff([]string{"", "InvalidRequest: The number of CORS rules should not exceed allowed limit of 100 rules."}, []string{full, refusal(c)}); diff != "" {
			t.Errorf("Check() (-want +got):\n%s", diff)
		}
	})
}

func refusal(c *cors.Configuration) string {
	if r := cors.Check("s3", c); r != nil {
		return r.Error()
	}
	return ""
}
