// SPDX-License-Identifier: Apache-2.0

package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// secretive has the canary wherever a secret can stand, rightly or not.
func secretive() Config {
	return Config{
		Provider: "s3", Profile: "prod", Endpoint: "https://me:" + canary + "@h/?sig=" + canary, Region: "r",
		Credentials: Static("id", canary, canary), Transport: http.DefaultTransport,
		Proxy: "http://me:hunter2" + strings.ReplaceAll(canary, "/", "") + "@proxy:3128", CABundle: "ca.pem",
		ClientCert: "me.pem", ClientKey: "-----BEGIN PRIVATE KEY-----\n" + canary, MaxAttempts: 2,
		Timeouts: Timeouts{Idle: time.Minute, IdleConn: -1}, Warnings: []string{"a warning"},
	}
}

func leaks(text string) bool {
	return strings.Contains(text, canary[:16]) || strings.Contains(text, "hunter2") || strings.Contains(text, canary[22:])
}

func TestPrintingAConfigShowsNoSecret(t *testing.T) {
	t.Parallel()
	c := secretive()
	const want = `config.Config{Provider: "s3", Profile: "prod", Endpoint: "[redacted]", Region: "r", Credentials: "static", ` +
		`Transport: "*http.Transport", Proxy: "http://[redacted]@proxy:3128", CABundle: "ca.pem", ClientCert: "me.pem", ` +
		`ClientKey: "[redacted]", MaxAttempts: 2, Timeouts.Idle: "1m0s", Timeouts.IdleConn: "none", Warnings: ["a warning"]}`
	if diff := cmp.Diff(want, c.String()); diff != "" {
		t.Error(diff)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		if got := fmt.Sprintf(verb, c); got != want {
			t.Errorf("%s: %s", verb, got)
		}
		if got := fmt.Sprintf(verb, &c); got != want {
			t.Errorf("%s of a pointer: %s", verb, got)
		}
		if got := fmt.Sprintf(verb, c.Credentials); leaks(got) {
			t.Errorf("%s of the credentials: %s", verb, got)
		}
		if got := fmt.Sprintf(verb, struct{ C aws.CredentialsProvider }{c.Credentials}); leaks(got) {
			t.Errorf("%s of a struct with the credentials: %s", verb, got)
		}
	}
	if got := c.GoString(); got != want {
		t.Error(got)
	}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("loaded", "config", c, "credentials", c.Credentials)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("loaded", "config", &c, "credentials", c.Credentials)
	if leaks(log.String()) || !strings.Contains(log.String(), "config.Provider=s3") {
		t.Error(log.String())
	}
	asJSON, err := json.Marshal(map[string]any{"config": c, "credentials": c.Credentials})
	if err != nil || leaks(string(asJSON)) || !bytes.Contains(asJSON, []byte(`"Provider":"s3"`)) {
		t.Errorf("%s, %v", asJSON, err)
	}
	asYAML, err := yaml.Marshal(c)
	if err != nil || leaks(string(asYAML)) || !bytes.Contains(asYAML, []byte("Provider: s3")) {
		t.Errorf("%s, %v", asYAML, err)
	}
	if err := c.Validate(); err != nil && leaks(err.Error()) {
		t.Error(err)
	}
	c.Transport = nil
	if err := c.Validate(); err == nil || leaks(err.Error()) || leaks(fmt.Sprintf("%+v %#v", err, err)) {
		t.Error(err)
	}
}

func TestCredentialsAreNamedByTheirKind(t *testing.T) {
	t.Parallel()
	for want, p := range map[string]aws.CredentialsProvider{
		"none": nil, "static": Static("a", "b", ""), "anonymous": Anonymous(),
		"aws.CredentialsProviderFunc": aws.CredentialsProviderFunc(nil),
	} {
		if got := kindOf(p); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := (Config{}).String(); got != `config.Config{Credentials: "none"}` {
		t.Error(got)
	}
	for p, want := range map[fmt.Stringer]string{missing{}: "no credentials", any(&static{}).(fmt.Stringer): "static credentials"} {
		if p.String() != want {
			t.Error(p.String())
		}
	}
}
