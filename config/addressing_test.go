// SPDX-License-Identifier: Apache-2.0

package config

import (
	"strings"
	"testing"
)

// A domain that leads to one bucket: of the user's own, of a CDN, or the bucket's URL.
func TestAddressingNone(t *testing.T) {
	t.Parallel()
	const missing = "is none, which is for a domain that leads to one bucket, but there is no endpoint; name that domain as the endpoint, or leave addressing out"
	const own = "is none, but the endpoint is the provider's own and leads to no bucket; leave it out, or name the bucket's own domain as the endpoint"
	tests := []struct{ name, provider, endpoint, region, want, fault string }{
		{"a domain of one's own at COS", "cos", "files.example.com", "ap-beijing", "https://files.example.com", ""},
		{"without a region", "cos", "https://files.example.com:8443/", "", "https://files.example.com:8443", ""},
		{"the domain of COS's CDN", "cos", "examplebucket-1250000000.file.myqcloud.com", "", "https://examplebucket-1250000000.file.myqcloud.com", ""},
		{"a bucket's URL at COS", "cos", "https://examplebucket-1250000000.cos.ap-beijing.myqcloud.com", "", "https://examplebucket-1250000000.cos.ap-beijing.myqcloud.com", ""},
		{"global acceleration of a bucket", "cos", "b-125.cos.accelerate.myqcloud.com", "", "https://b-125.cos.accelerate.myqcloud.com", ""},
		{"a domain of one's own at QingStor", "qingstor", "img.example.com", "pek3b", "https://img.example.com", ""},
		{"a bucket's host at QingStor", "qingstor", "http://photos.pek3b.qingstor.com:8080", "pek3b", "http://photos.pek3b.qingstor.com:8080", ""},
		{"an address in version 6", "qingstor", "[2001:db8::1]:80", "", "https://[2001:db8::1]:80", ""},
		{"a domain of one's own at S3", "s3", "http://localhost:9000", "", "http://localhost:9000", ""},

		{"no endpoint at COS", "cos", "", "ap-beijing", "", missing},
		{"no endpoint at QingStor", "qingstor", "", "pek3b", "", missing},
		{"neither endpoint nor region", "cos", "", "", "", missing},
		{"the host of a region", "cos", "cos.ap-beijing.myqcloud.com", "", "", own},
		{"the host of a zone", "qingstor", "pek3b.qsstor.com", "", "", own},
		{"a host that no bucket is at", "cos", "service.cos.myqcloud.com", "", "", "is the host that lists buckets, and no bucket is there"},
		{"the host of another protocol", "qingstor", "photos.s3.pek3b.qingstor.com", "", "", "is the host of QingStor's S3 protocol"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := world{variables: map[string]string{
				"PAIL_PROVIDER": test.provider, "PAIL_ENDPOINT": test.endpoint, "PAIL_REGION": test.region, "PAIL_ADDRESSING": "none",
			}}
			c, got := w.load(t)
			if test.fault != "" {
				if !strings.Contains(got, test.fault) {
					t.Errorf("got %q, want %q", got, test.fault)
				}
				return
			}
			if got != "" || c.Endpoint != test.want || c.Region != test.region || c.Addressing != "none" || len(c.Warnings) > 0 {
				t.Errorf("got %v, %q", c, got)
			}
		})
	}
}

func TestAddressingNoneIsWrittenAnywhere(t *testing.T) {
	t.Parallel()
	const file = "profiles: {default: {provider: cos, endpoint: files.example.com, addressing: NONE}}\n"
	for name, test := range map[string]struct {
		world world
		opts  []Option
	}{
		"in the file":     {world{files: map[string]string{"xdg/pail/config.yaml": file}}, nil},
		"in the variable": {tencent("PAIL_ENDPOINT", "files.example.com", "PAIL_ADDRESSING", "None"), nil},
		"in an option":    {tencent("PAIL_ENDPOINT", "files.example.com"), []Option{WithAddressing("none")}},
	} {
		if c := test.world.mustLoad(t, test.opts...); c.Addressing != "none" {
			t.Errorf("%s: got %v", name, c)
		}
	}
}

func TestAddressingNoneKeepsTheZoneOutOfTheHost(t *testing.T) {
	t.Parallel()
	w := qing("zone: gd2\n", "QINGSTOR_ENDPOINT", "https://img.example.com", "PAIL_ADDRESSING", "none")
	if c := w.mustLoad(t); c.Endpoint != "https://img.example.com" || c.Region != "gd2" {
		t.Errorf("got %v", c)
	}
}

func TestOtherWordsForAddressing(t *testing.T) {
	t.Parallel()
	for word, meant := range map[string]string{
		"cname": "none", "custom-domain": "none", "Nome": "none", "virtual_hosted": "virtual", "vhost": "virtual", "path-style": "path", "pth": "path", "atuo": "auto",
	} {
		_, got := tencent("COS_REGION", "ap-beijing", "PAIL_ADDRESSING", word).load(t)
		if !strings.HasSuffix(got, "not one of its values; did you mean "+meant+"?") {
			t.Errorf("%s: got %q", word, got)
		}
	}
}
