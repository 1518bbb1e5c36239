// SPDX-License-Identifier: Apache-2.0

package config

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestValidateNamesTheFieldsOfAConfigWrittenByHand(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		config Config
		want   []string
	}{
		{"enough", Config{Provider: "s3", Endpoint: "localhost:9000"}, nil},
		{"a region of another provider", Config{Provider: "s3", Region: "ap-guangzhou"}, []string{`Config.Region: is "ap-guangzhou", a region of Tencent COS; write cos for provider, or name an endpoint`}},
		{"which a gateway may have", Config{Provider: "s3", Region: "ap-guangzhou", Endpoint: "localhost:9000"}, nil},
		{"a region in place of an endpoint", Config{Provider: "s3", Region: "eu-west-1"}, nil},
		{"the zero value", Config{}, []string{"Config.Provider: is missing; write s3, cos or qingstor"}},
		{"no region", Config{Provider: "s3"}, []string{"Config.Region: is missing, and the provider's own endpoint needs one; set Config.Region or Config.Endpoint"}},
		{"everything wrong", Config{
			Provider: "S3", Endpoint: "h:x", Region: strings.Repeat("r", 64), Addressing: "dns", Proxy: "x://y", CABundle: "no.pem",
			ClientKey: "me.key", Checksums: "crc32", UserAgent: "ü", MaxAttempts: 101,
		}, []string{
			`Config.Provider: is "S3", not a provider; did you mean s3?`,
			"Config.Endpoint: is not a URL; write it as https://host:port, an IPv6 address in brackets",
			"Config.Region: is longer than 63 characters; write the name of a region, such as eu-central-1",
			`Config.Addressing: is "dns", not one of its values; write auto, path, virtual or none`,
			"Config.Proxy: has a scheme other than http, https, socks5 and socks5h; write it as http://host:port, or direct for none",
			"Config.CABundle: names a file that does not exist: no.pem; check the path",
			"Config.ClientKey: is set, but client_cert is not; set both, or neither",
			`Config.Checksums: is "crc32", not one of its values; write auto, required or supported`,
			"Config.UserAgent: has control characters or letters outside ASCII in it; write it as name/version",
			"Config.MaxAttempts: is not between 1 and 100; write a number from 1, which never retries, to 100",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			err := test.config.Validate()
			if test.want == nil {
				if err != nil {
					t.Error(err)
				}
				return
			}
			e, ok := errors.AsType[*Error](err)
			if !ok {
				t.Fatalf("got %v", err)
			}
			var got []string
			for _, f := range e.Faults {
				got = append(got, f.Error())
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSuggest(t *testing.T) {
	t.Parallel()
	known := []string{"region", "endpoint", "access_key_id", "idle", "idle_conn"}
	for word, want := range map[string]string{
		"regoin": "region", "Region": "region", "end-point": "endpoint", "accessKeyId": "access_key_id", "acces_key_idd": "access_key_id",
		"idel": "idle", "idleConn": "idle_conn", "colour": "", "": "", "rgn": "", strings.Repeat("x", 1000): "",
	} {
		if got := suggest(word, known); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}

func TestShowHidesWhatMayBeASecret(t *testing.T) {
	t.Parallel()
	for word, shown := range map[string]bool{
		"region": true, "my-profile_2": true, "PAIL_X1": true, "": false, canary: false, "aB3dEfGhIjKl": false,
		"has space": false, "a/b": false, "a\nb": false, strings.Repeat("a", 31): false,
	} {
		if got := show(word) != ""; got != shown {
			t.Errorf("%q: shown %t", word, got)
		}
	}
}
