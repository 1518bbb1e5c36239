// SPDX-License-Identifier: Apache-2.0

package config

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tencent is a world in which the provider is COS.
func tencent(variables ...string) world {
	w := world{variables: map[string]string{"PAIL_PROVIDER": "cos"}}
	for i := 0; i < len(variables); i += 2 {
		w.variables[variables[i]] = variables[i+1]
	}
	return w
}

func TestCOSVariables(t *testing.T) {
	t.Parallel()
	const profile = "profiles: {default: {region: ap-tokyo, access_key_id: pi, secret_access_key: ps}}\n"
	all := func(without ...string) world {
		w := tencent(
			"COS_SECRET_ID", "1i", "COS_SECRET_KEY", "1s", "COS_SECURITY_TOKEN", "1t", "COS_REGION", "ap-beijing",
			"COS_SECRETID", "2i", "COS_SECRETKEY", "2s",
			"TENCENTCLOUD_SECRET_ID", "3i", "TENCENTCLOUD_SECRET_KEY", "3s", "TENCENTCLOUD_TOKEN", "3t", "TENCENTCLOUD_REGION", "ap-nanjing",
			"TENCENTCLOUD_SECRETID", "4i", "TENCENTCLOUD_SECRETKEY", "4s", "TENCENTCLOUD_SESSIONTOKEN", "4t",
			"AWS_ACCESS_KEY_ID", "ai", "AWS_SECRET_ACCESS_KEY", "as", "AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL", "https://no")
		for _, name := range without {
			delete(w.variables, name)
		}
		return w
	}
	pair := []string{"TENCENTCLOUD_SECRET_ID", "3i", "TENCENTCLOUD_SECRET_KEY", "3s", "COS_REGION", "ap-beijing"}
	tests := []struct {
		name         string
		world        world
		region, keys string
	}{
		{"COS's own come first", all(), "ap-beijing", "1i 1s 1t"},
		{"then those of its Go SDK, without a token of another group", all("COS_SECRET_ID", "COS_SECRET_KEY", "COS_SECURITY_TOKEN"), "ap-beijing", "2i 2s"},
		{"then Tencent Cloud's", all("COS_SECRET_ID", "COS_SECRET_KEY", "COS_SECURITY_TOKEN", "COS_SECRETID", "COS_SECRETKEY", "COS_REGION"), "ap-nanjing", "3i 3s 3t"},
		{"then a cloud function's", all("COS_SECRET_ID", "COS_SECRET_KEY", "COS_SECURITY_TOKEN", "COS_SECRETID", "COS_SECRETKEY",
			"TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN"), "ap-beijing", "4i 4s 4t"},
		{"Terraform's name of the token", tencent(append(pair, "TENCENTCLOUD_SECURITY_TOKEN", "3t")...), "ap-beijing", "3i 3s 3t"},
		{"and that of others", tencent(append(pair, "TENCENTCLOUD_SESSION_TOKEN", "3t")...), "ap-beijing", "3i 3s 3t"},
		{"AWS's are of no matter", tencent("AWS_ACCESS_KEY_ID", "ai", "AWS_SECRET_ACCESS_KEY", "as", "COS_REGION", "ap-tokyo"), "ap-tokyo", "none"},
		{"a role is of no matter with a key", tencent(append(pair, "TENCENTCLOUD_ROLE_ARN", "qcs::cam")...), "ap-beijing", "3i 3s"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := test.world.mustLoad(t)
			if diff := cmp.Diff([]string{test.region, test.keys, ""}, []string{c.Region, keysOf(t, c), c.Endpoint}); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("a profile goes before all of them", func(t *testing.T) {
		t.Parallel()
		w := all()
		w.files = map[string]string{"xdg/pail/config.yaml": profile}
		if c := w.mustLoad(t); c.Region != "ap-tokyo" || keysOf(t, c) != "pi ps" {
			t.Errorf("got %v, %s", c, keysOf(t, c))
		}
	})
	t.Run("without keys the call says where they were looked for", func(t *testing.T) {
		t.Parallel()
		_, err := tencent("COS_REGION", "ap-beijing").mustLoad(t).Credentials.Retrieve(t.Context())
		const places = "looked in the options, PAIL_ACCESS_KEY_ID, COS_SECRET_ID, COS_SECRETID, TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRETID; set"
		if !errors.Is(err, ErrNoCredentials) || !strings.Contains(err.Error(), places) {
			t.Errorf("got %v", err)
		}
	})
}

func TestCOSFaults(t *testing.T) {
	t.Parallel()
	const names = "region: is missing, and the provider's own endpoint needs one; name one, such as ap-guangzhou, with config.WithRegion, PAIL_REGION, COS_REGION, TENCENTCLOUD_REGION or region in the profile, or give an endpoint, or write a profile into DIR/xdg/pail/config.yaml, which does not exist"
	const way = ", which pail does not fetch; pass any aws.CredentialsProvider with config.WithCredentials, or set a static key"
	const noPath = ": is path, but Tencent COS refuses a bucket's name in the path; write virtual, or leave it out"
	tests := []struct {
		name  string
		world world
		want  string
	}{
		{"no region", tencent(), names},
		{"half a pair", tencent("COS_REGION", "ap-tokyo", "COS_SECRETID", "i"), "COS_SECRETID: is set, but COS_SECRETKEY is not; set both, or neither"},
		{"the halves of two groups", tencent("COS_REGION", "ap-tokyo", "COS_SECRET_ID", "i", "COS_SECRETKEY", "s"), "COS_SECRET_ID: is set, but COS_SECRET_KEY is not; set both, or neither"},
		{"only a token", tencent("COS_REGION", "ap-tokyo", "TENCENTCLOUD_SESSIONTOKEN", "t"), "TENCENTCLOUD_SESSIONTOKEN: is set without an access key; set TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY too"},
		{"a role", tencent("COS_REGION", "ap-tokyo", "TENCENTCLOUD_ROLE_ARN", "x"), "TENCENTCLOUD_ROLE_ARN: asks for credentials from a role to assume" + way},
		{"a web identity", tencent("COS_REGION", "ap-tokyo", "TKE_WEB_IDENTITY_TOKEN_FILE", "x"), "TKE_WEB_IDENTITY_TOKEN_FILE: asks for credentials from a web identity" + way},
		{"a slip in the region", tencent("COS_REGION", "beijing"), `COS_REGION: is "beijing", not the name of a region of Tencent COS; did you mean ap-beijing?`},
		{"path style", tencent("COS_REGION", "ap-tokyo", "PAIL_ADDRESSING", "path"), "PAIL_ADDRESSING" + noPath},
		{"path style at its endpoint", tencent("PAIL_ENDPOINT", "cos.ap-tokyo.tencentcos.cn", "PAIL_ADDRESSING", "path"), "PAIL_ADDRESSING" + noPath},
		{"path style at an address", tencent("PAIL_ENDPOINT", "127.0.0.1:9000", "PAIL_ADDRESSING", "path"), ""},
		{"path style at a host of one's own", tencent("PAIL_ENDPOINT", "objects.corp.example", "PAIL_ADDRESSING", "path"), ""},
		{"virtual hosts", tencent("COS_REGION", "ap-tokyo", "PAIL_ADDRESSING", "virtual"), ""},
		{"virtual hosts at an address", tencent("PAIL_ENDPOINT", "[::1]:9000", "PAIL_ADDRESSING", "virtual"),
			"PAIL_ADDRESSING: is virtual, but no bucket's name can stand before the IP address of the endpoint; write path, or name the endpoint's host"},
		{"all at once", tencent("PAIL_ENDPOINT", "https://b-125.cos.ap-tokyo.myqcloud.com", "PAIL_REGION", "tokyo", "PAIL_ADDRESSING", "path", "PAIL_CHECKSUMS", "x", "COS_SECRETKEY", "s"),
			"5 faults:\n  COS_SECRETKEY: is set, but COS_SECRETID is not; set both, or neither\n" +
				"  PAIL_ENDPOINT: has a bucket's name before the host; write https://cos.ap-tokyo.myqcloud.com, and give the bucket's name to Service.Bucket, or write none for addressing\n" +
				"  PAIL_REGION: is \"tokyo\", not the name of a region of Tencent COS; did you mean ap-tokyo?\n" +
				"  PAIL_ADDRESSING" + noPath + "\n" +
				"  PAIL_CHECKSUMS: is \"x\", not one of its values; write auto, required or supported"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, got := test.world.load(t)
			if diff := cmp.Diff(test.want, strings.TrimPrefix(got, "config: ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCOSRegions(t *testing.T) {
	t.Parallel()
	const not = "not the name of a region of Tencent COS; "
	const unknown = "not the name of a region of Tencent COS that is known; did you mean "
	const orNew = "? If not, name its host as the endpoint"
	const aws = "a region of Amazon S3, and not a region of Tencent COS; write one such as ap-guangzhou, or s3 for provider"
	within := func(region string) string {
		return ", and for the host inside the provider's network https://cos-internal." + region + ".tencentcos.cn as the endpoint"
	}
	for name, want := range map[string]string{
		"ap-guangzhou": "", "ap-beijing-1": "", "ap-shanghai-fsi": "", "na-siliconvalley": "", "sa-saopaulo": "", "eu-frankfurt": "",
		"ap-taipei": "", "me-riyadh": "", "ap-beijing-2": "", "ap-shanghai-adc": "", // new ones may come
		"beijing": not + "did you mean ap-beijing?", "Ap-Beijing": not + "did you mean ap-beijing?", "ap_beijing": not + "did you mean ap-beijing?",
		"cn-beijing": not + "did you mean ap-beijing?", "hong-kong": not + "did you mean ap-hongkong?", "silicon-valley": not + "did you mean na-siliconvalley?",
		"bejing": not + "did you mean ap-beijing?", "gz": not + "did you mean ap-guangzhou?", "cn-south": not + "did you mean ap-guangzhou?",
		"cos.ap-beijing.myqcloud.com": not + "did you mean ap-beijing?", "https://cos.ap-beijing.myqcloud.com/": not + "did you mean ap-beijing?",
		"cos.ap-beijing": not + "did you mean ap-beijing?", "b-125.cos.ap-beijing-1.tencentcos.cn": not + "did you mean ap-beijing-1?",
		"ap-bejing": unknown + "ap-beijing" + orNew, "ap-bejing-1": unknown + "ap-beijing-1" + orNew, "na-frankfurt": unknown + "eu-frankfurt" + orNew,
		"us-east-1": aws, "ap-southeast-1": aws, "eu-central-1": aws, "us-gov-west-1": aws, "us-east-12": not + "write one such as ap-guangzhou",
		"guangzhou": not + "did you mean ap-guangzhou?", "pek3a": not + "write one such as ap-guangzhou",
		"ap-guangzhou-internal": not + "write ap-guangzhou" + within("ap-guangzhou"), "cn-beijing-internal": not + "write ap-beijing" + within("ap-beijing"),
		"ap-beijing-1-internal": not + "write ap-beijing-1" + within("ap-beijing-1"), "x-internal": not + "write ap-guangzhou" + within("ap-guangzhou"),
		"ap": not + "write one such as ap-guangzhou", "-": not + "write one such as ap-guangzhou", "ap-": not + "write one such as ap-guangzhou",
		"somewhere": not + "write one such as ap-guangzhou", "ap-beijing-1-2": not + "write one such as ap-guangzhou", "\x00": not + "write one such as ap-guangzhou",
		strings.Repeat("ap-", 1000): not + "write one such as ap-guangzhou",
	} {
		t.Run(name[:min(len(name), 40)], func(t *testing.T) {
			t.Parallel()
			err := Config{Provider: "cos", Region: name}.Validate()
			if want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			e, ok := errors.AsType[*Error](err)
			if !ok || len(e.Faults) != 1 || e.Faults[0].Key != "region" || e.Faults[0].Source != "Config.Region" || !strings.HasSuffix(err.Error(), want) {
				t.Errorf("got %v, want %q", err, want)
			}
		})
	}
	t.Run("elsewhere a region may have any name", func(t *testing.T) {
		t.Parallel()
		for _, endpoint := range []string{"localhost:9000", "objects.corp.example", "[::1]:1"} {
			if err := (Config{Provider: "cos", Endpoint: endpoint, Region: "r"}).Validate(); err != nil {
				t.Errorf("%s: %v", endpoint, err)
			}
		}
	})
}

func TestCOSEndpoints(t *testing.T) {
	t.Parallel()
	const bucket = "has a bucket's name before the host; write https://cos.ap-beijing."
	const give = ", and give the bucket's name to Service.Bucket, or write none for addressing"
	tests := []struct{ name, endpoint, region, want, fault string }{
		{"a bare host", "cos.ap-beijing.myqcloud.com", "", "https://cos.ap-beijing.myqcloud.com", ""},
		{"with a scheme", "http://cos.ap-beijing.myqcloud.com", "", "http://cos.ap-beijing.myqcloud.com", ""},
		{"with a port", "https://cos.ap-beijing.myqcloud.com:443", "", "https://cos.ap-beijing.myqcloud.com", ""},
		{"the other domain", "cos.ap-beijing.tencentcos.cn", "ap-beijing", "https://cos.ap-beijing.tencentcos.cn", ""},
		{"inside Tencent's network", "cos-internal.ap-beijing.tencentcos.cn", "", "https://cos-internal.ap-beijing.tencentcos.cn", ""},
		{"global acceleration", "cos.accelerate.myqcloud.com", "", "https://cos.accelerate.myqcloud.com", ""},
		{"global acceleration of a region", "cos.accelerate.myqcloud.com", "ap-beijing", "https://cos.accelerate.myqcloud.com", ""},
		{"a region that is new", "cos.ap-bejing.myqcloud.com", "ap-bejing", "https://cos.ap-bejing.myqcloud.com", ""},
		{"a domain of one's own", "https://files.example.com/", "ap-beijing", "https://files.example.com", ""},
		{"the domain of a CDN before a bucket", "file.myqcloud.com", "", "https://file.myqcloud.com", ""},
		{"IPv4", "10.0.0.1:8080", "", "https://10.0.0.1:8080", ""},
		{"IPv6", "http://[2001:db8::1]:8080", "", "http://[2001:db8::1]:8080", ""},
		{"a host that only looks like it", "cos.ap-beijing.myqcloud.com.evil.example", "", "https://cos.ap-beijing.myqcloud.com.evil.example", ""},

		{"a bucket's URL", "https://examplebucket-1250000000.cos.ap-beijing.myqcloud.com", "", "", bucket + "myqcloud.com" + give},
		{"a bucket's URL at the other domain", "b-1250000000.cos.ap-beijing.tencentcos.cn", "ap-shanghai", "", bucket + "tencentcos.cn" + give},
		{"the domain that the CDN gives a bucket", "examplebucket-1250000000.file.myqcloud.com", "", "", "is a domain that leads to one bucket; write none for addressing, or the host of the region"},
		{"a website", "b-1250000000.cos-website.ap-beijing.myqcloud.com", "", "", bucket + "myqcloud.com" + give},
		{"a website without a bucket", "cos-website.ap-beijing.myqcloud.com", "", "", bucket + "myqcloud.com" + give},
		{"the host that lists buckets", "service.cos.myqcloud.com", "", "", "is the host that lists buckets, and no bucket is there; leave it out and name the region"},
		{"two regions", "cos.ap-beijing.myqcloud.com", "ap-shanghai", "", "is not the one that the endpoint's host says; leave out one of them"},
		{"a scheme that is none", "cos://b-125", "", "", "has a scheme other than http and https; write it as https://host:port"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, got := tencent("PAIL_ENDPOINT", test.endpoint, "PAIL_REGION", test.region).load(t)
			if test.fault != "" {
				if !strings.HasSuffix(got, ": "+test.fault) || strings.Contains(got, "faults") {
					t.Errorf("got %q, want %q", got, test.fault)
				}
				return
			}
			if got != "" || c.Endpoint != test.want {
				t.Errorf("got %v, %q", c, got)
			}
		})
	}
	t.Run("its S3 protocol takes no path either", func(t *testing.T) {
		t.Parallel()
		for addressing, want := range map[string]string{
			"": "PAIL_ENDPOINT: Tencent COS refuses a bucket's name in the path; write virtual for addressing, or cos for provider", "virtual": "",
		} {
			w := world{variables: map[string]string{"PAIL_ENDPOINT": "https://cos.ap-beijing.myqcloud.com", "PAIL_ADDRESSING": addressing}}
			if got := strings.Join(w.mustLoad(t).Warnings, "\n"); got != want {
				t.Errorf("addressing %q: got %q", addressing, got)
			}
		}
	})
	t.Run("a variable of Tencent's gives way to an endpoint of ours", func(t *testing.T) {
		t.Parallel()
		c := tencent("PAIL_ENDPOINT", "cos.ap-beijing.myqcloud.com", "TENCENTCLOUD_REGION", "ap-guangzhou").mustLoad(t)
		if c.Region != "" {
			t.Errorf("region %q beside endpoint %q", c.Region, c.Endpoint)
		}
	})
	t.Run("a region that cannot be shown is not", func(t *testing.T) {
		t.Parallel()
		_, got := tencent("PAIL_ENDPOINT", "b.cos."+strings.Repeat("a", 40)+".myqcloud.com").load(t)
		if !strings.Contains(got, "write https://cos.REGION.myqcloud.com") {
			t.Error(got)
		}
	})
}
