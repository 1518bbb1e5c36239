// SPDX-License-Identifier: Apache-2.0

package rules_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/cors/rules"
)

var formats = []rules.Format{rules.XML, rules.Console, rules.QingStor}

func TestWrite(t *testing.T) {
	t.Parallel()
	named := &cors.Configuration{Rules: []cors.Rule{whole(), {AllowedOrigins: []string{"a<&>\"b"}, AllowedMethods: []string{"GET"}}}, ResponseVary: true}
	plain := &cors.Configuration{Rules: []cors.Rule{{AllowedOrigins: []string{"https://a.example", "https://b.example"}, AllowedMethods: []string{"GET"}, MaxAgeSeconds: new(0)}}}
	for _, tt := range []struct {
		name   string
		format rules.Format
		c      *cors.Configuration
		want   string
	}{
		{"XML", rules.XML, named, `<?xml version="1.0" encoding="UTF-8"?>
<CORSConfiguration>
  <CORSRule>
    <ID>app</ID>
    <AllowedOrigin>https://app.example</AllowedOrigin>
    <AllowedOrigin>https://*.b.example</AllowedOrigin>
    <AllowedMethod>GET</AllowedMethod>
    <AllowedMethod>PUT</AllowedMethod>
    <AllowedHeader>content-type</AllowedHeader>
    <AllowedHeader>x-amz-*</AllowedHeader>
    <ExposeHeader>ETag</ExposeHeader>
    <MaxAgeSeconds>600</MaxAgeSeconds>
  </CORSRule>
  <CORSRule>
    <AllowedOrigin>a&lt;&amp;&gt;&#34;b</AllowedOrigin>
    <AllowedMethod>GET</AllowedMethod>
  </CORSRule>
  <ResponseVary>true</ResponseVary>
</CORSConfiguration>
`},
		{"the console's JSON is a list", rules.Console, plain, `[
  {
    "AllowedHeaders": [],
    "AllowedMethods": [
      "GET"
    ],
    "AllowedOrigins": [
      "https://a.example",
      "https://b.example"
    ],
    "ExposeHeaders": [],
    "MaxAgeSeconds": 0
  }
]
`},
		{"QingStor's JSON has one origin a rule", rules.QingStor, plain, `{
  "cors_rules": [
    {
      "allowed_origin": "https://a.example",
      "allowed_methods": [
        "GET"
      ],
      "max_age_seconds": 0
    },
    {
      "allowed_origin": "https://b.example",
      "allowed_methods": [
        "GET"
      ],
      "max_age_seconds": 0
    }
  ]
}
`},
		{"no configuration in XML", rules.XML, nil, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CORSConfiguration>\n</CORSConfiguration>\n"},
		{"no configuration in the console's JSON", rules.Console, nil, "[]\n"},
		{"no configuration in QingStor's JSON", rules.QingStor, nil, "{\n  \"cors_rules\": []\n}\n"},
		{"a switch in the console's JSON needs an object", rules.Console, &cors.Configuration{ResponseVary: true}, "{\n  \"CORSRules\": [],\n  \"ResponseVary\": true\n}\n"},
		{"a switch in QingStor's JSON", rules.QingStor, &cors.Configuration{ResponseVary: true}, "{\n  \"cors_rules\": [],\n  \"resp_vary\": \"enabled\"\n}\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := rules.Write(tt.format, tt.c)
			if diff := cmp.Diff(tt.want, string(got)); diff != "" || err != nil {
				t.Errorf("Write() error %v (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestWriteRefusesWhatTheFormatCannotSay(t *testing.T) {
	t.Parallel()
	c := &cors.Configuration{Rules: []cors.Rule{whole(), {ID: "two", AllowedOrigins: []string{"a\x00", "\xff"}, ExposeHeaders: []string{"\uffff"}}}}
	for _, tt := range []struct {
		name   string
		format rules.Format
		want   []string
	}{
		{"XML", rules.XML, []string{`rule 2, AllowedOrigins: "a\x00" has a character that the format has not`, `rule 2, AllowedOrigins: "\xff" has a character that the format has not`, `rule 2, ExposeHeaders: "\uffff" has a character that the format has not`}},
		{"the console's JSON", rules.Console, []string{`rule 2, AllowedOrigins: "\xff" has a character that the format has not`}},
		{"QingStor's JSON", rules.QingStor, []string{"rule 1, ID: rules have no names in this format", "rule 2, ID: rules have no names in this format", `rule 2, AllowedOrigins: "\xff" has a character that the format has not`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := rules.Write(tt.format, c)
			e, ok := errors.AsType[*rules.Error](err)
			if !ok || got != nil || e.File != nil {
				t.Fatalf("Write() = %s, %v", got, err)
			}
			if diff := cmp.Diff("cors rules: "+strings.Join(tt.want, "\n"), e.Error()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if _, err := rules.Write("yaml", nil); err == nil || err.Error() != `cors rules: there is no format "yaml"` {
		t.Errorf("yaml: %v", err)
	}
}

func TestFormatOf(t *testing.T) {
	t.Parallel()
	for provider, want := range map[string]rules.Format{"s3": rules.XML, "cos": rules.XML, "oss": rules.XML, "qingstor": rules.QingStor, "elsewhere": rules.XML} {
		if got := rules.FormatOf(provider); got != want {
			t.Errorf("FormatOf(%q) = %s", provider, got)
		}
	}
}

// TestWhatIsWrittenIsReadAgain makes configurations up.
func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 7))
	texts := []string{"", "*", "https://app.example", "<&>'\"", " blank\t\n\r ", "]]>", "ünï", "\u2028", "x-amz-*", "a,b", `\u0041`, "GET"}
	list := func() (values []string) {
		for range random.IntN(4) {
			values = append(values, texts[random.IntN(len(texts))])
		}
		return values
	}
	for range 3000 {
		c := &cors.Configuration{ResponseVary: random.IntN(2) == 0}
		for range random.IntN(4) {
			r := cors.Rule{AllowedOrigins: list(), AllowedMethods: list(), AllowedHeaders: list(), ExposeHeaders: list()}
			if random.IntN(2) == 0 {
				r.MaxAgeSeconds = new(random.IntN(2000) - 1000)
			}
			if random.IntN(2) == 0 {
				r.ID = texts[random.IntN(len(texts))]
			}
			c.Rules = append(c.Rules, r)
		}
		for _, format := range formats {
			again(t, format, c)
		}
	}
}

// again writes a configuration and reads it.
func again(t *testing.T, format rules.Format, c *cors.Configuration) {
	t.Helper()
	if format == rules.QingStor {
		c = split(c)
	}
	text, err := rules.Write(format, c)
	if err != nil {
		t.Fatalf("%s: %+v: %v", format, c, err)
	}
	file, err := rules.Read(text)
	if err != nil {
		t.Fatalf("%s: %s: %v", format, text, err)
	}
	if diff := cmp.Diff(c, file.Configuration); diff != "" || file.Format != format {
		t.Fatalf("%s, read as %s: (-written +read)\n%s\n%s", format, file.Format, diff, text)
	}
}

// split is what QingStor can say of a configuration.
func split(c *cors.Configuration) *cors.Configuration {
	n := &cors.Configuration{ResponseVary: c.ResponseVary}
	for _, r := range c.Rules {
		r.ID = ""
		for _, origin := range r.AllowedOrigins {
			one := r
			one.AllowedOrigins = []string{origin}
			n.Rules = append(n.Rules, one)
		}
		if len(r.AllowedOrigins) == 0 {
			n.Rules = append(n.Rules, r)
		}
	}
	return n
}

// FuzzRead reads anything: what is taken is written and read the same in every
// format that can say it.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		xmlRules, `[{"AllowedMethods":["GET"],"AllowedOrigins":["*"],"ID":"a","MaxAgeSeconds":5}]`,
		`{"CORSConfiguration":{"CORSRules":[{}],"ResponseVary":true}}`, `{"cors_rules":[{"allowed_origin":"*","allowed_methods":["*"]}],"resp_vary":"enable"}`,
		"<CORSConfiguration><CORSRule><AllowedOrigin>&#x41;&lt;</AllowedOrigin></CORSRule><ResponseVary>1</ResponseVary></CORSConfiguration>",
		"<a", "{", "[[[", "\ufeff[]", "\xff", `{"cors_rules":[{"allowed_origin":null}]}`, "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := rules.Read(data)
		if err == nil {
			for _, format := range formats {
				if _, refused := rules.Write(format, file.Configuration); refused == nil || format == file.Format {
					again(t, format, file.Configuration)
				}
			}
			return
		}
		e, ok := errors.AsType[*rules.Error](err)
		if !ok || file != nil || len(e.Faults) == 0 {
			t.Fatalf("Read() = %v, %v", file, err)
		}
		lines := 1 + strings.Count(string(data), "\n")
		for _, fault := range e.Faults {
			if fault.Line < 1 || fault.Line > lines || fault.Problem == "" {
				t.Fatalf("%+v in a document of %d lines", fault, lines)
			}
		}
		if e.File != nil {
			cors.Lint("s3", e.File.Configuration)
		}
	})
}
