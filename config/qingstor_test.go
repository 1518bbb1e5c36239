// SPDX-License-Identifier: Apache-2.0

package config

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// qing is a world in which the provider is QingStor and its file holds text.
func qing(file string, variables ...string) world {
	w := world{files: map[string]string{}, variables: map[string]string{"PAIL_PROVIDER": "qingstor"}}
	if file != "" {
		w.files[".qingstor/config.yaml"] = file
	}
	for i := 0; i < len(variables); i += 2 {
		w.variables[variables[i]] = variables[i+1]
	}
	return w
}

func TestQingStorVariables(t *testing.T) {
	t.Parallel()
	const file = "access_key_id: fi\nsecret_access_key: fs\nzone: gd2\nenable_virtual_host_style: true\nendpoint: https://file.example\n"
	tests := []struct {
		name                               string
		world                              world
		region, endpoint, addressing, keys string
	}{
		{"they go before the file", qing(file, "QINGSTOR_ACCESS_KEY_ID", "vi", "QINGSTOR_SECRET_ACCESS_KEY", "vs", "QINGSTOR_ENABLE_VIRTUAL_HOST_STYLE", "false", "QINGSTOR_ENDPOINT", "http://variable.example:81"),
			"gd2", "http://gd2.variable.example:81", "path", "vi vs"},
		{"which counts where they say nothing", qing(file, "QINGSTOR_ENABLE_DUAL_STACK", "true"), "gd2", "https://gd2.file.example", "virtual", "fi fs"},
		{"ours go before both", qing(file, "QINGSTOR_ACCESS_KEY_ID", "vi", "QINGSTOR_SECRET_ACCESS_KEY", "vs", "PAIL_REGION", "sh1a", "PAIL_ENDPOINT", "https://sh1a.qingstor.com", "PAIL_ADDRESSING", "auto", "PAIL_ACCESS_KEY_ID", "pi", "PAIL_SECRET_ACCESS_KEY", "ps"),
			"sh1a", "https://sh1a.qingstor.com", "auto", "pi ps"},
		{"the vendor's words for on", qing("", "PAIL_REGION", "pek3a", "QINGSTOR_ENABLE_VIRTUAL_HOST_STYLE", "T"), "pek3a", "", "virtual", "none"},
		{"and YAML's for off", qing("enable_virtual_host_style: Off\n", "PAIL_REGION", "pek3a"), "pek3a", "", "path", "none"},
		{"AWS's are of no matter", qing("", "PAIL_REGION", "pek3a", "AWS_ACCESS_KEY_ID", "i", "AWS_SECRET_ACCESS_KEY", "s", "AWS_ENDPOINT_URL", "https://no"), "pek3a", "", "auto", "none"},
		{"another file by variable", world{
			files:     map[string]string{"q.yaml": "zone: ap2a\n", ".qingstor/config.yaml": file},
			variables: map[string]string{"PAIL_PROVIDER": "qingstor", "QINGSTOR_CONFIG_PATH": "~/q.yaml"},
		}, "ap2a", "", "auto", "none"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := test.world.mustLoad(t)
			want := []string{test.region, test.endpoint, test.addressing, test.keys}
			if diff := cmp.Diff(want, []string{c.Region, c.Endpoint, c.Addressing, keysOf(t, c)}); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("without keys the call says where they were looked for", func(t *testing.T) {
		t.Parallel()
		_, err := qing("zone: pek3a\n").mustLoad(t).Credentials.Retrieve(t.Context())
		if !errors.Is(err, ErrNoCredentials) || !strings.Contains(err.Error(), "PAIL_ACCESS_KEY_ID, QINGSTOR_ACCESS_KEY_ID and QingStor's own file; set") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("WithoutEnvironment reads neither", func(t *testing.T) {
		t.Parallel()
		w := qing(file+"colour: red\n", "QINGSTOR_ACCESS_KEY_ID", "vi")
		c := w.mustLoad(t, WithoutEnvironment(), WithProvider("qingstor"), WithRegion("pek3a"))
		if c.Endpoint != "" || keysOf(t, c) != "none" {
			t.Errorf("got %v", c)
		}
	})
	t.Run("another provider reads neither", func(t *testing.T) {
		t.Parallel()
		w := qing(file+"colour: red\n", "QINGSTOR_ACCESS_KEY_ID", "vi", "PAIL_PROVIDER", "s3", "PAIL_ENDPOINT", "https://s3.pek3a.qingstor.com")
		if c := w.mustLoad(t); c.Endpoint != "https://s3.pek3a.qingstor.com" || c.Region != "" || keysOf(t, c) != "none" {
			t.Errorf("got %v", c)
		}
	})
}

func TestQingStorZones(t *testing.T) {
	t.Parallel()
	const not = "not the name of a zone of QingStor; "
	for name, want := range map[string]string{
		"pek3a": "", "pek3b": "", "sh1a": "", "gd1": "", "gd2": "", "ap2a": "", "ap3": "", "pek3c": "", "jinan1": "", "sz1a": "",
		"PEK3A": not + "did you mean pek3a?", "pek-3a": not + "did you mean pek3a?", "pek3a.qingstor.com": not + "did you mean pek3a?",
		"https://gd2.qsstor.com": not + "did you mean gd2?", "beijing": not + "did you mean pek3b or pek3a?", "cn-shanghai": not + "did you mean sh1a?",
		"pk3a": "not the name of a zone of QingStor that is known; did you mean pek3a? If not, name its host as the endpoint",
		"pk9a": "that is known; did you mean pek3b? If not, name its host as the endpoint",
		"pek3": "that is known; did you mean pek3a or pek3b?",
		"sh1":  "that is known; did you mean sh1a?",
		"gd":   not + "write one such as pek3b", "pek": not + "write one such as pek3b", "pek3b-internal": not + "write pek3b", "us-west-1": "a region of Amazon S3, and not a zone of QingStor; write one such as pek3b, or s3 for provider",
		"pek3ab": not + "write one such as pek3b", "3a": not + "write one such as pek3b",
		"ap-beijing": not + "did you mean pek3b or pek3a?", "zone 1": not + "write one such as pek3b",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := Config{Provider: "qingstor", Region: name}.Validate()
			if want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			e, ok := errors.AsType[*Error](err)
			if !ok || len(e.Faults) != 1 || e.Faults[0].Key != "region" || !strings.HasSuffix(err.Error(), want) {
				t.Errorf("got %v, want %q", err, want)
			}
		})
	}
}

func TestQingStorEndpoints(t *testing.T) {
	t.Parallel()
	const s3 = "is the host of QingStor's S3 protocol; write the zone's host without s3, or the provider for S3"
	const missing = "is missing, and the provider's own endpoint needs one"
	tests := []struct{ name, endpoint, region, want, fault string }{
		{"none", "", "pek3a", "", ""},
		{"a zone's host", "https://pek3a.qingstor.com", "", "https://pek3a.qingstor.com", ""},
		{"a zone's bare host", "pek3a.qsstor.com", "pek3a", "https://pek3a.qsstor.com", ""},
		{"no port", "https://qingstor.com", "pek3a", "https://pek3a.qingstor.com", ""},
		{"a port", "https://qingstor.com:443", "pek3a", "https://pek3a.qingstor.com", ""},
		{"another port", "http://qingstor.com:8080", "gd2", "http://gd2.qingstor.com:8080", ""},
		{"a new zone by its host", "pk3a.qingstor.com", "pk3a", "https://pk3a.qingstor.com", ""},
		{"a host of the vendor's that is no zone's", "api.qingstor.com", "pek3a", "https://api.qingstor.com", ""},
		{"a private cloud", "https://qs.corp.example", "zone_1", "https://qs.corp.example", ""},
		{"IPv6", "[2001:db8::1]:8080", "z", "https://[2001:db8::1]:8080", ""},

		{"no zone", "qingstor.com", "", "", missing},
		{"nothing", "", "", "", missing},
		{"two zones", "pek3a.qingstor.com", "pek3b", "", "is not the one that the endpoint's host says; leave out one of them"},
		{"a bucket's host", "photos.pek3a.qingstor.com", "", "", "has a bucket's name before the host; write https://pek3a.qingstor.com, and give the bucket's name to Service.Bucket, or write none for addressing"},
		{"the host of the S3 protocol", "s3.pek3a.qingstor.com", "", "", s3},
		{"a bucket's host of the S3 protocol", "b.s3.pek3a.qsstor.com", "", "", s3},
		{"a slip in the zone", "qingstor.com", "pk3a", "", "that is known; did you mean pek3a? If not, name its host as the endpoint"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, got := qing("", "PAIL_ENDPOINT", test.endpoint, "PAIL_REGION", test.region).load(t)
			if test.fault != "" {
				if !strings.Contains(got, test.fault) || strings.Contains(got, "faults") {
					t.Errorf("got %q, want %q", got, test.fault)
				}
				return
			}
			if got != "" || c.Endpoint != test.want {
				t.Errorf("got %v, %q", c, got)
			}
		})
	}
	t.Run("a host without a zone in a Config written by hand", func(t *testing.T) {
		t.Parallel()
		err := Config{Provider: "qingstor", Endpoint: "https://qingstor.com", Region: "pek3a"}.Validate()
		const want = "config: Config.Endpoint: is a host that no bucket is at; leave it out, or put the region and a dot before the host"
		if err == nil || err.Error() != want {
			t.Errorf("got %v", err)
		}
	})
	t.Run("a session token is refused", func(t *testing.T) {
		t.Parallel()
		_, got := qing("").load(t, WithRegion("pek3a"), WithStaticCredentials("i", "s", "t"))
		const want = "config: config.WithStaticCredentials: is set, but the provider has no temporary credentials; leave it out, or choose the provider that it is from"
		if got != want {
			t.Errorf("got %q", got)
		}
	})
}
