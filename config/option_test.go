// SPDX-License-Identifier: Apache-2.0

package config

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestEveryOptionArrives(t *testing.T) {
	t.Parallel()
	cert, key := certificate(t)
	dir, inside := world{files: map[string]string{"me.pem": cert, "me.key": key}}.build(t)
	timeouts := Timeouts{Connect: time.Second, TLSHandshake: -time.Minute, Idle: 2 * time.Second}
	c, err := Load(t.Context(), inside, nil,
		WithProvider("s3"), WithEndpoint("localhost"), WithRegion("r"), WithAddressing("path"), WithProxy("proxy:1"),
		WithCABundle(dir+"/me.pem"), WithClientCertificate(dir+"/me.pem", dir+"/me.key"), WithChecksums("supported"),
		WithUserAgent("a/1"), WithMaxAttempts(1), WithTimeouts(timeouts), WithAnonymous(), WithStaticCredentials("i", "s", "t"), WithTransport(nil))
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		Provider: "s3", Endpoint: "http://localhost", Region: "r", Addressing: "path", Proxy: "proxy:1",
		CABundle: dir + "/me.pem", ClientCert: dir + "/me.pem", ClientKey: dir + "/me.key", Checksums: "supported",
		UserAgent: "a/1", MaxAttempts: 1, Timeouts: Timeouts{Connect: time.Second, TLSHandshake: -1, Idle: 2 * time.Second},
	}
	if diff := cmp.Diff(want, c, cmpopts.IgnoreFields(Config{}, "Credentials")); diff != "" {
		t.Error(diff)
	}
	if got := keysOf(t, c); got != "i s t" {
		t.Errorf("keys %q: the last option wins", got)
	}
}

func TestAnEmptyOptionIsAsGoodAsNone(t *testing.T) {
	t.Parallel()
	w := world{variables: map[string]string{"PAIL_ENDPOINT": "localhost", "PAIL_MAX_ATTEMPTS": "4"}}
	c := w.mustLoad(t, WithProfile(""), WithFile(""), WithProvider(""), WithEndpoint(""), WithMaxAttempts(0), WithTimeouts(Timeouts{}), WithTransport(nil), WithLogger(nil))
	if c.Endpoint != "http://localhost" || c.MaxAttempts != 4 || c.Provider != "s3" {
		t.Errorf("got %v", c)
	}
}

func TestKeysOfOtherProgramsAreKnownToBeOurs(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{
		"accessKey": keyAccessKeyID, "aws_secret_access_key": keySecretAccessKey, "security_token": keySessionToken, "url": keyEndpoint,
		"zone": keyRegion, "force_path_style": keyAddressing, "timeout": groupTimeouts, "retries": keyMaxAttempts, "colour": "", "SecretId": keyAccessKeyID, "SecretKey": keySecretAccessKey, "enable_virtual_host_style": keyAddressing,
	} {
		if got := other(key); got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
}
