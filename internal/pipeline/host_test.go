// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/internal/pipeline"
	"github.com/seed-40dc4ce0/pail/service/s3"
)

// tencent changes S3's data so that its hosts are those of Tencent COS
// (cloud.tencent.com/document/product/436/6224, 436/38866).
func tencent(p *pipeline.Provider) {
	p.Title, p.Signer = "Tencent COS", "cos"
	p.Host, p.Hosts, p.ServiceHost, p.DefaultAddressing = "cos.{region}.myqcloud.com", nil, "service.cos.myqcloud.com", "virtual"
	p.BucketHost = "{bucket}.cos.{region}.myqcloud.com"
	p.OtherHosts = []string{"cos.accelerate.myqcloud.com", "cos.{region}.tencentcos.cn", "cos-internal.{region}.tencentcos.cn"}
}

// qing changes S3's data so that its hosts are those of QingStor
// (request/builder in qingstor-sdk-go).
func qing(p *pipeline.Provider) {
	p.Title, p.Signer = "QingStor", "qingstor"
	p.Host, p.Hosts, p.ServiceHost, p.DefaultAddressing = "{region}.qingstor.com", nil, "qingstor.com", "path"
}

func TestWhereRequestsGoByTheProvidersData(t *testing.T) {
	t.Parallel()
	const name = "photos-1250000000"
	for what, test := range map[string]struct {
		provider                     func(*pipeline.Provider)
		endpoint, region, addressing string
		bucket, service              string // where GetObject of "cat" and ListBuckets go
	}{
		"COS": {tencent, "", "eu-test-1", "",
			"https://" + name + ".cos.eu-test-1.myqcloud.com/cat", "https://service.cos.myqcloud.com/"},
		"COS, virtual asked for": {tencent, "", "eu-test-1", "virtual",
			"https://" + name + ".cos.eu-test-1.myqcloud.com/cat", "https://service.cos.myqcloud.com/"},
		"COS, its host written out": {tencent, "https://cos.eu-test-1.myqcloud.com", "", "",
			"https://" + name + ".cos.eu-test-1.myqcloud.com/cat", "https://service.cos.myqcloud.com/"},
		"COS, its host with a port, plain": {tencent, "http://cos.eu-test-1.myqcloud.com:8080", "", "",
			"http://" + name + ".cos.eu-test-1.myqcloud.com:8080/cat", "http://service.cos.myqcloud.com:8080/"},
		"COS, its other domain": {tencent, "https://cos.eu-test-1.tencentcos.cn", "", "",
			"https://" + name + ".cos.eu-test-1.tencentcos.cn/cat", "https://cos.eu-test-1.tencentcos.cn/"},
		"COS, from within": {tencent, "https://cos-internal.eu-test-1.tencentcos.cn", "", "",
			"https://" + name + ".cos-internal.eu-test-1.tencentcos.cn/cat", "https://cos-internal.eu-test-1.tencentcos.cn/"},
		"COS, accelerated": {tencent, "https://cos.accelerate.myqcloud.com", "eu-test-1", "",
			"https://" + name + ".cos.accelerate.myqcloud.com/cat", "https://cos.accelerate.myqcloud.com/"},
		"COS, the service's host": {tencent, "https://service.cos.myqcloud.com", "eu-test-1", "",
			"https://" + name + ".cos.eu-test-1.myqcloud.com/cat", "https://service.cos.myqcloud.com/"},
		"COS, a gateway": {tencent, "https://cos.example", "eu-test-1", "",
			"https://" + name + ".cos.example/cat", "https://cos.example/"},
		"COS, a gateway by path": {tencent, "https://cos.example", "eu-test-1", "path",
			"https://cos.example/" + name + "/cat", "https://cos.example/"},
		"COS, an address gives way to path": {tencent, "http://127.0.0.1:9000", "eu-test-1", "",
			"http://127.0.0.1:9000/" + name + "/cat", "http://127.0.0.1:9000/"},
		"COS, an IPv6 address gives way to path": {tencent, "http://[fd00::1]:9000", "eu-test-1", "auto",
			"http://[fd00::1]:9000/" + name + "/cat", "http://[fd00::1]:9000/"},
		"COS, this machine gives way to path": {tencent, "http://localhost:9000", "eu-test-1", "",
			"http://localhost:9000/" + name + "/cat", "http://localhost:9000/"},
		"COS, this machine by host": {tencent, "http://localhost:9000", "eu-test-1", "virtual",
			"http://" + name + ".localhost:9000/cat", "http://localhost:9000/"},
		"QingStor": {qing, "", "eu-test-2", "",
			"https://eu-test-2.qingstor.com/" + name + "/cat", "https://qingstor.com/"},
		"QingStor, virtual": {qing, "", "eu-test-2", "virtual",
			"https://" + name + ".eu-test-2.qingstor.com/cat", "https://qingstor.com/"},
		"QingStor, its host written out": {qing, "https://eu-test-2.qingstor.com", "", "",
			"https://eu-test-2.qingstor.com/" + name + "/cat", "https://qingstor.com/"},
		"QingStor, its host without a zone": {qing, "https://qingstor.com", "eu-test-2", "virtual",
			"https://" + name + ".eu-test-2.qingstor.com/cat", "https://qingstor.com/"},
		"QingStor, its host with a port": {qing, "http://eu-test-2.qingstor.com:8080", "", "",
			"http://eu-test-2.qingstor.com:8080/" + name + "/cat", "http://qingstor.com:8080/"},
		"QingStor, a private cloud without a port": {qing, "https://stor.example", "z1", "",
			"https://stor.example/" + name + "/cat", "https://stor.example/"},
		"QingStor, an address without a zone": {qing, "http://127.0.0.1:9000", "", "",
			"http://127.0.0.1:9000/" + name + "/cat", "http://127.0.0.1:9000/"},
		"QingStor, a private cloud by host": {qing, "https://stor.example/base", "z1", "virtual",
			"https://" + name + ".stor.example/base/cat", "https://stor.example/base/"},
		"S3's service has no host of its own": {func(*pipeline.Provider) {}, "", "eu-west-1", "",
			"https://" + name + ".s3.eu-west-1.amazonaws.com/cat", "https://s3.eu-west-1.amazonaws.com/"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: []answer{reply(200, "meow"), reply(200, "<ListAllMyBucketsResult/>")}}
			cfg := settings(s)
			cfg.Endpoint, cfg.Region, cfg.Addressing = test.endpoint, test.region, test.addressing
			cfg.Credentials = config.Static(accessKeyID, secretKey, "")
			p := s3.Provider()
			test.provider(&p)
			c, err := pipeline.New(cfg, p, pipeline.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := get(t.Context(), bucket.New(c, name)); err != nil {
				t.Fatal(err)
			}
			presigned, err := bucket.New(c, name).Presign(t.Context(), &bucket.ListBucketsInput{}, time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			if got := s.requests()[0].URL; got != test.bucket {
				t.Errorf("got  %s\nwant %s", got, test.bucket)
			}
			if got, _, _ := strings.Cut(presigned.URL, "?"); got != test.service {
				t.Errorf("got  %s\nwant %s", got, test.service)
			}
		})
	}
}

func TestAddressingThatAnEndpointDoesNotTake(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		provider             func(*pipeline.Provider)
		endpoint, addressing string
		want                 string
	}{
		"path at COS":                {tencent, "", "path", "is path, and Tencent COS takes a bucket's name in the host only"},
		"path at COS, from within":   {tencent, "https://cos-internal.eu-test-1.tencentcos.cn", "path", "in the host only"},
		"no region at COS":           {tencent, "https://service.cos.myqcloud.com", "", "is missing, and Tencent COS needs one"},
		"no zone at QingStor":        {qing, "https://qingstor.com", "", "is missing, and QingStor needs one"},
		"virtual at an IPv6 address": {qing, "http://[::1]", "virtual", "IP address"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := settings(&script{})
			cfg.Endpoint, cfg.Region, cfg.Addressing = test.endpoint, "eu-test-1", test.addressing
			if strings.HasPrefix(name, "no ") {
				cfg.Region = ""
			}
			p := s3.Provider()
			test.provider(&p)
			_, err := pipeline.New(cfg, p, pipeline.Options{})
			var bad *config.Error
			if !errors.As(err, &bad) || !strings.Contains(err.Error(), test.want) || len(bad.Faults) == 0 || bad.Faults[0].Fix == "" {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestNamesThatCannotStandBeforeAHost(t *testing.T) {
	t.Parallel()
	cfg := settings(&script{answers: []answer{reply(200, "")}})
	cfg.Endpoint, cfg.Region = "", "eu-test-1"
	b := build(t, cfg, tencent)
	if _, err := get(t.Context(), b); err != nil {
		t.Error(err)
	}
	p := s3.Provider()
	tencent(&p)
	c, err := pipeline.New(cfg, p, pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Photos-1", "a_b", "-a"} {
		_, err := get(t.Context(), bucket.New(c, name))
		var bad *bucket.InputError
		if !errors.As(err, &bad) || bad.Fields[0].Field != "Bucket" || !strings.Contains(err.Error(), "cannot stand in a host name") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDomainThatLeadsToOneBucket(t *testing.T) {
	t.Parallel()
	for _, scheme := range schemes {
		s := &script{answers: []answer{reply(200, "meow")}}
		cfg := settings(s)
		cfg.Endpoint, cfg.Credentials = "https://img.example/base", config.Static(accessKeyID, secretKey, "")
		p := s3.Provider()
		p.Signer = scheme
		c, err := pipeline.New(cfg, p, pipeline.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Address("none"); err != nil {
			t.Fatal(err)
		}
		b := bucket.New(c, "photos")
		if _, err := get(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		r := s.requests()[0]
		if r.URL != "https://img.example/base/cat" {
			t.Errorf("%s: %s", scheme, r.URL)
		}
		if scheme == "qingstor" { // does not sign the host, but the bucket that it stands for
			r.Host = "photos." + r.Host
		}
		if err := identify(t, scheme, r); err != nil {
			t.Errorf("%s: %v", scheme, err)
		}
		_, err = b.Presign(t.Context(), &bucket.ListBucketsInput{}, time.Minute)
		if err == nil || !strings.Contains(err.Error(), "leads to one bucket") {
			t.Errorf("%s: ListBuckets: %v", scheme, err)
		}
	}
	cfg := settings(&script{})
	cfg.Endpoint = ""
	c, err := pipeline.New(cfg, s3.Provider(), pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Address("none"); err == nil || !strings.Contains(err.Error(), "the endpoint is the provider's own") {
		t.Errorf("got %v", err)
	}
}

func TestAnotherRegionOfTheSameKindOfHost(t *testing.T) {
	t.Parallel()
	for endpoint, want := range map[string]string{
		"https://s3.eu-west-1.amazonaws.com:8443":           "photos.s3.eu-west-2.amazonaws.com:8443",
		"https://s3.dualstack.eu-west-1.amazonaws.com":      "photos.s3.dualstack.eu-west-2.amazonaws.com",
		"https://s3.dualstack.eu-west-1.amazonaws.com:8443": "photos.s3.dualstack.eu-west-2.amazonaws.com:8443",
	} {
		s := &script{answers: []answer{reply(301, "", "X-Amz-Bucket-Region: eu-west-2"), reply(200, "meow")}}
		cfg := settings(s)
		cfg.Endpoint, cfg.Region = endpoint, "eu-west-1"
		b := build(t, cfg, func(p *pipeline.Provider) { p.OtherHosts = []string{"s3.dualstack.{region}.amazonaws.com"} })
		if _, err := get(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		if got := s.requests()[1].Host; got != want {
			t.Errorf("%s led to %s, want %s", endpoint, got, want)
		}
	}
}

// TestSubresourceIsTheFirstParameter holds the bytes of requests to a store
// that routes by the first parameter, and of a URL for one: nothing may sort
// the query.
func TestSubresourceIsTheFirstParameter(t *testing.T) {
	t.Parallel()
	for name, call := range map[string]func(*testing.T, *bucket.Bucket) error{
		"member": func(t *testing.T, b *bucket.Bucket) error {
			t.Helper()
			_, err := b.DeleteObjectTagging(t.Context(), &bucket.DeleteObjectTaggingInput{Key: "cat", VersionID: "3"})
			return err
		},
		"raw": func(t *testing.T, b *bucket.Bucket) error {
			t.Helper()
			out, err := b.Do(t.Context(), bucket.RawRequest{Method: http.MethodPost, Key: "cat", Query: url.Values{"append": {""}, "Position": {"7"}, "a": {"b c"}}})
			if err == nil {
				_ = out.Body.Close()
			}
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address, head := record(t, "HTTP/1.1 204 No Content\r\n\r\n")
			b := build(t, config.Config{
				Provider: "s3", Endpoint: address, Region: "eu-test-1", Proxy: config.ProxyDirect,
				Credentials: config.Static(accessKeyID, secretKey, ""),
			}, tencent)
			if err := call(t, b); err != nil {
				t.Fatal(err)
			}
			text := strings.ReplaceAll(<-head, strings.TrimPrefix(address, "http://"), "HOST")
			for pattern, with := range map[string]string{
				`(?m)^User-Agent: .*\r$`: "User-Agent: AGENT\r", `q-(sign|key)-time=\d+;\d+`: "q-$1-time=TIME", `q-signature=[0-9a-f]{40}`: "q-signature=SIGNATURE",
			} {
				text = regexp.MustCompile(pattern).ReplaceAllString(text, with)
			}
			golden(t, "wire/subresource-"+name+".txt", strings.ReplaceAll(text, "\r\n", "\\r\\n\n"))
		})
	}
	cfg := lonely(t, "https://cos.eu-test-1.myqcloud.com")
	p, err := build(t, cfg, tencent).Presign(t.Context(), &bucket.GetObjectTaggingInput{Key: "cat", VersionID: "3"}, time.Hour)
	const want = "https://photos.cos.eu-test-1.myqcloud.com/cat?tagging&versionId=3&q-sign-algorithm=sha1&q-ak=AKIDCANARY&"
	if err != nil || !strings.HasPrefix(p.URL, want) {
		t.Errorf("got %s, %v", p.URL, err)
	}
}
