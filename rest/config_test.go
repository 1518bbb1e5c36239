// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/rest"
)

func TestNewRefusesWhatCannotWork(t *testing.T) {
	t.Parallel()
	const amazon = "https://s3.eu-west-1.amazonaws.com"
	for name, test := range map[string]struct {
		cfg            rest.Config
		field, problem string
	}{
		"no endpoint":                {rest.Config{}, "Endpoint", "is missing"},
		"no URL":                     {rest.Config{Endpoint: "https://h\x7f"}, "Endpoint", "is not a URL"},
		"no scheme":                  {rest.Config{Endpoint: "api.example"}, "Endpoint", "scheme"},
		"another scheme":             {rest.Config{Endpoint: "ftp://api.example"}, "Endpoint", "scheme"},
		"a host and a port alone":    {rest.Config{Endpoint: "localhost:80"}, "Endpoint", "scheme"},
		"no host":                    {rest.Config{Endpoint: "https:///base"}, "Endpoint", "no host"},
		"a port alone":               {rest.Config{Endpoint: "https://:80"}, "Endpoint", "no host"},
		"an opaque URL":              {rest.Config{Endpoint: "https:api.example"}, "Endpoint", "no host"},
		"a user":                     {rest.Config{Endpoint: "https://user@api.example"}, "Endpoint", "user"},
		"a password":                 {rest.Config{Endpoint: "https://user:hunter2@api.example"}, "Endpoint", "password"},
		"a password in a broken URL": {rest.Config{Endpoint: "https://user:hunter2@api.example:x"}, "Endpoint", "not a URL"},
		"a query":                    {rest.Config{Endpoint: "https://api.example/?k=hunter2"}, "Endpoint", "query"},
		"an empty query":             {rest.Config{Endpoint: "https://api.example/?"}, "Endpoint", "query"},
		"a fragment":                 {rest.Config{Endpoint: "https://api.example/#f"}, "Endpoint", "fragment"},
		"an empty fragment":          {rest.Config{Endpoint: "https://api.example/#"}, "Endpoint", "fragment"},
		"a port too high":            {rest.Config{Endpoint: "https://api.example:65536"}, "Endpoint", "port"},
		"port 0":                     {rest.Config{Endpoint: "https://api.example:0"}, "Endpoint", "port"},
		"a nil transport in disguise": {
			rest.Config{Endpoint: "https://api.example", Transport: (*http.Transport)(nil)}, "Transport", "nil pointer",
		},
		"an unknown addressing": {
			rest.Config{Endpoint: "https://api.example", S3: rest.S3{Addressing: "host"}}, "S3.Addressing", "none of",
		},
		"virtual at an IPv4 address": {
			rest.Config{Endpoint: "http://127.0.0.1:9000", S3: rest.S3{Addressing: rest.AddressingVirtual}}, "S3.Addressing", "IP address",
		},
		"virtual at an IPv6 address": {
			rest.Config{Endpoint: "http://[::1]:9000", S3: rest.S3{Addressing: rest.AddressingVirtual}}, "S3.Addressing", "IP address",
		},
		"dual stack elsewhere":   {rest.Config{Endpoint: "https://api.example", S3: rest.S3{DualStack: true}}, "S3.DualStack", "s3.<region>.amazonaws.com"},
		"accelerated elsewhere":  {rest.Config{Endpoint: "https://api.example", S3: rest.S3{Accelerate: true}}, "S3.Accelerate", "s3.<region>.amazonaws.com"},
		"accelerated by path":    {rest.Config{Endpoint: amazon, S3: rest.S3{Accelerate: true, Addressing: rest.AddressingPath}}, "S3.Accelerate", "before the host"},
		"dual stack, no region":  {rest.Config{Endpoint: "https://s3.amazonaws.com", S3: rest.S3{DualStack: true}}, "S3.DualStack", "s3.<region>.amazonaws.com"},
		"dual stack, two labels": {rest.Config{Endpoint: "https://s3.a.b.amazonaws.com", S3: rest.S3{DualStack: true}}, "S3.DualStack", "s3.<region>.amazonaws.com"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := rest.New(test.cfg)
			bad, ok := errors.AsType[*rest.ConfigError](err)
			if !ok || c != nil {
				t.Fatalf("got %v, %v", c, err)
			}
			if bad.Field != test.field || !strings.Contains(bad.Problem, test.problem) || !strings.Contains(err.Error(), "Config."+test.field) {
				t.Error(err)
			}
			if strings.Contains(err.Error(), "hunter2") {
				t.Errorf("the error has the password: %v", err)
			}
		})
	}
}

func TestAClientThatDidNotComeFromNewFails(t *testing.T) {
	t.Parallel()
	for _, c := range []*rest.Client{nil, {}} {
		if err := run(t, c, get); err == nil || !strings.Contains(err.Error(), "DoThing: the client is empty") {
			t.Error(err)
		}
	}
}

func TestOptionsAreForOneCall(t *testing.T) {
	t.Parallel()
	var c recorder
	client := client(t, rest.Config{Transport: &c})
	elsewhere := func(cfg *rest.Config) { cfg.Endpoint = "http://other.example:80/base" }
	if err := run(t, client, get, nil, elsewhere, nil); err != nil {
		t.Fatal(err)
	}
	if got := c.last.URL.String(); got != "http://other.example:80/base/thing" {
		t.Errorf("with an option: %s", got)
	}
	if err := run(t, client, get, nil); err != nil {
		t.Fatal(err)
	}
	if got := c.last.URL.String(); got != "https://api.example/thing" {
		t.Errorf("in the next call: %s", got)
	}
	c.last = nil
	err := run(t, client, get, func(cfg *rest.Config) { cfg.Endpoint = "" })
	if bad, ok := errors.AsType[*rest.ConfigError](err); !ok || bad.Field != "Endpoint" || c.last != nil {
		t.Errorf("a bad option: %v", err)
	}
}

func TestAPrintedClientShowsNothing(t *testing.T) {
	t.Parallel()
	c := client(t, rest.Config{Endpoint: "https://secret.example"})
	for _, format := range []string{"%v", "%+v", "%#v"} {
		if text := fmt.Sprintf(format, c); strings.Contains(text, "secret") {
			t.Errorf("%s: %s", format, text)
		}
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	token := func(v *string) func(*rest.Encoder) {
		return func(e *rest.Encoder) {
			get(e)
			e.HeaderPtr("Token", "Token", e.Token(v))
		}
	}
	own, empty := "own", ""
	if got := mustRecord(t, rest.Config{}, token(&own)).Header["Token"]; got[0] != own {
		t.Errorf("the caller's token is %q", got)
	}
	if got := mustRecord(t, rest.Config{}, token(&empty)).Header["Token"]; got[0] != "" {
		t.Errorf("the caller's empty token is %q", got)
	}
	fixed := rest.Config{IdempotencyToken: func() string { return "fixed" }}
	if got := mustRecord(t, fixed, token(nil)).Header.Get("Token"); got != "fixed" {
		t.Errorf("the configured token is %q", got)
	}
	version4 := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	seen := map[string]bool{}
	for range 100 {
		var e rest.Encoder // of nobody's client
		v := *e.Token(nil)
		if !version4.MatchString(v) || seen[v] {
			t.Fatalf("%q is no UUID, or was had before", v)
		}
		seen[v] = true
	}
}
