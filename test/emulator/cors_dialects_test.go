// SPDX-License-Identifier: Apache-2.0

package emulator_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/cors"
	corsrules "github.com/seed-40dc4ce0/pail/cors/rules"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// dialects are how the stores are spoken to that differ in CORS. The dialect of
// OSS is not served: its answers to cross-origin requests come by way of the one
// of COS, whose documents are the nearest.
var dialects = []struct {
	name    string
	options emulator.Options
	bucket  string // of the path
	host    string // "" takes any
	nowhere string
}{
	{"s3", emulator.Options{Provider: "s3"}, "/photos", "", ""},
	{"s3-gateway", emulator.Options{Provider: "s3", CORS: "s3-gateway"}, "/photos", "", ""},
	{"cos", emulator.Options{Provider: "cos"}, "", photosHost, "nowhere-1.cos.ap-guangzhou.myqcloud.com"},
	{"oss", emulator.Options{Provider: "cos", CORS: "oss"}, "", photosHost, "nowhere-1.cos.ap-guangzhou.myqcloud.com"},
	{"qingstor", emulator.Options{Provider: "qingstor"}, "/gallery", "", ""},
}

// crossing are requests and what each dialect answers: status, code, and the
// headers of CORS without "Access-Control-".
var crossing = []struct {
	name, method string
	nowhere      bool // to a bucket that does not exist
	unset, vary  bool // no rules; rules that ask for Vary
	headers      []string
	want         map[string]string
}{
	{"a preflight that a rule allows", "OPTIONS", false, false, false, []string{"Origin: https://app.example", "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: X-Own-A, content-type"}, map[string]string{
		"s3":         "200 | Allow-Credentials: true | Allow-Headers: x-own-a, content-type | Allow-Methods: PUT, GET | Allow-Origin: https://app.example | Expose-Headers: Content-Length | Max-Age: 600 | Vary: Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
		"s3-gateway": "200 | Allow-Credentials: true | Allow-Headers: x-own-a, content-type | Allow-Methods: PUT, GET | Allow-Origin: https://app.example | Expose-Headers: Content-Length, ETag | Max-Age: 600 | Vary: Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
		"cos":        "200 | Allow-Credentials: true | Allow-Headers: content-type,content-md5,x-own-a | Allow-Methods: PUT,GET | Allow-Origin: https://app.example | Expose-Headers: Content-Length | Max-Age: 600",
		"oss":        "200 | Allow-Headers: X-Own-A, content-type | Allow-Methods: PUT | Allow-Origin: https://app.example | Expose-Headers: Content-Length | Max-Age: 600",
		"qingstor":   "200 | Allow-Headers: X-Own-A,content-type | Allow-Methods: PUT | Allow-Origin: https://app.example | Expose-Headers: Content-Length | Max-Age: 600",
	}},
	{"a preflight that a rule for every origin allows", "OPTIONS", false, false, false, []string{"Origin: https://b.example", "Access-Control-Request-Method: HEAD"}, map[string]string{
		"s3":         "200 | Allow-Methods: GET, HEAD | Allow-Origin: * | Vary: Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
		"s3-gateway": "200 | Allow-Credentials: false | Allow-Methods: GET, HEAD | Allow-Origin: * | Expose-Headers: ETag | Vary: Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
		"cos":        "200 | Allow-Headers: range | Allow-Methods: GET,HEAD | Allow-Origin: *",
		"oss":        "200 | Allow-Methods: HEAD | Allow-Origin: https://b.example",
		"qingstor":   "200 | Allow-Methods: HEAD | Allow-Origin: https://b.example | Max-Age: 5",
	}},
	{"a preflight whose method no rule allows", "OPTIONS", false, false, false, []string{"Origin: https://app.example", "Access-Control-Request-Method: DELETE"}, map[string]string{
		"s3": "403 AccessForbidden", "s3-gateway": "403 AccessForbidden", "cos": "403 AccessForbidden", "oss": "403 AccessForbidden", "qingstor": "200",
	}},
	{"a preflight of which one header is not allowed", "OPTIONS", false, false, false, []string{"Origin: https://app.example", "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: content-type,x-other"}, map[string]string{
		"s3": "403 AccessForbidden", "s3-gateway": "403 AccessForbidden", "cos": "403 AccessForbidden", "oss": "403 AccessForbidden", "qingstor": "200",
	}},
	{"a preflight to a bucket without rules", "OPTIONS", false, true, false, []string{"Origin: https://app.example", "Access-Control-Request-Method: PUT"}, map[string]string{
		"s3": "403 AccessForbidden", "s3-gateway": "403 AccessForbidden", "cos": "403 AccessForbidden", "oss": "403 AccessForbidden", "qingstor": "200",
	}},
	{"a preflight to no bucket", "OPTIONS", true, false, false, []string{"Origin: https://app.example", "Access-Control-Request-Method: PUT"}, map[string]string{
		"s3": "403 AccessForbidden", "s3-gateway": "404 NoSuchBucket", "cos": "404 NoSuchBucket", "oss": "404 NoSuchBucket", "qingstor": "404 bucket_not_exists",
	}},
	{"a preflight without an origin, whatever refers to where", "OPTIONS", false, false, false, []string{"Referer: https://app.example/", "Access-Control-Request-Method: PUT"}, map[string]string{
		"s3": "400 BadRequest", "s3-gateway": "400 BadRequest", "cos": "400 BadRequest", "oss": "400 BadRequest", "qingstor": "400 invalid_argument",
	}},
	{"a preflight without a method", "OPTIONS", false, false, false, []string{"Origin: https://app.example"}, map[string]string{
		"s3": "400 BadRequest", "s3-gateway": "400 BadRequest", "cos": "400 BadRequest", "oss": "400 BadRequest", "qingstor": "200",
	}},
	{"a preflight for a method of no store", "OPTIONS", false, false, false, []string{"Origin: https://app.example", "Access-Control-Request-Method: PATCH"}, map[string]string{
		"s3": "400 BadRequest", "s3-gateway": "400 BadRequest", "cos": "400 BadRequest", "oss": "400 BadRequest", "qingstor": "200",
	}},
	{"a refusal that varies", "OPTIONS", false, false, true, []string{"Origin: https://b.example", "Access-Control-Request-Method: PUT"}, map[string]string{
		"cos": "403 AccessForbidden | Vary: Origin", "oss": "403 AccessForbidden | Vary: Origin", "qingstor": "200 | Vary: Origin",
	}},
	{"a grant that varies", "OPTIONS", false, false, true, []string{"Origin: https://b.example", "Access-Control-Request-Method: GET"}, map[string]string{
		"cos":      "200 | Allow-Headers: range | Allow-Methods: GET,HEAD | Allow-Origin: * | Vary: Origin",
		"oss":      "200 | Allow-Methods: GET | Allow-Origin: https://b.example | Vary: Origin",
		"qingstor": "200 | Allow-Methods: GET | Allow-Origin: https://b.example | Max-Age: 5 | Vary: Origin",
	}},
	{"a real request that a rule allows", "GET", false, false, false, []string{"Origin: https://app.example"}, map[string]string{
		"s3":         "200 | Allow-Credentials: true | Allow-Methods: PUT, GET | Allow-Origin: https://app.example | Expose-Headers: Content-Length | Max-Age: 600 | Vary: Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
		"s3-gateway": "200 | Allow-Credentials: true | Allow-Methods: PUT, GET | Allow-Origin: https://app.example | Expose-Headers: Content-Length, ETag | Max-Age: 600 | Vary: Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
		"cos":        "200 | Allow-Credentials: true | Allow-Methods: PUT,GET | Allow-Origin: https://app.example | Expose-Headers: Content-Length | Max-Age: 600",
		"oss":        "200 | Allow-Methods: GET | Allow-Origin: https://app.example | Expose-Headers: Content-Length | Max-Age: 600",
		"qingstor":   "200 | Allow-Methods: GET | Allow-Origin: https://app.example | Expose-Headers: Content-Length | Max-Age: 600",
	}},
	{"a real request that no rule allows is served", "DELETE", false, false, false, []string{"Origin: https://b.example"}, everywhere("204")},
	{"a real request without an origin has nothing to vary by", "GET", false, false, false, nil, everywhere("200")},
	{"a real request without an origin varies where rules ask for it", "GET", false, false, true, nil, map[string]string{
		"cos": "200 | Vary: Origin", "oss": "200 | Vary: Origin", "qingstor": "200 | Vary: Origin",
	}},
}

func everywhere(answer string) map[string]string {
	all := map[string]string{}
	for _, d := range dialects {
		all[d.name] = answer
	}
	return all
}

func TestCrossOriginInEveryDialect(t *testing.T) {
	t.Parallel()
	for _, tt := range crossing {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := map[string]string{}
			for _, d := range dialects {
				if tt.vary && !cors.LimitsOf(d.name).ResponseVary {
					continue
				}
				o := d.options
				o.Anonymous = true
				e := open(t, o)
				host := []string{}
				if d.host != "" {
					host = []string{"Host: " + d.host}
				}
				ask(t, e, "PUT "+d.bucket+"/", "", host...)
				ask(t, e, "PUT "+d.bucket+"/cat", "meow", host...)
				if !tt.unset {
					document := crossingRules(t, o.Provider, tt.vary)
					ask(t, e, "PUT "+d.bucket+"/?cors", document, append(host, "Content-MD5: "+digest(document))...).expect(t, 200)
				}
				bucket := d.bucket
				if tt.nowhere {
					bucket, host = strings.Replace(bucket, "/", "/nowhere-", 1), nil
					if d.nowhere != "" {
						host = []string{"Host: " + d.nowhere}
					}
				}
				got[d.name] = crossed(ask(t, e, tt.method+" "+bucket+"/cat", "", append(host, tt.headers...)...))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("answers (-want +got):\n%s", diff)
			}
		})
	}
}

// crossingRules are the rules of these tests, as a provider keeps them.
func crossingRules(t *testing.T, provider string, vary bool) string {
	t.Helper()
	text, err := corsrules.Write(corsrules.FormatOf(provider), &cors.Configuration{ResponseVary: vary, Rules: []cors.Rule{
		{AllowedOrigins: []string{"https://app.example"}, AllowedMethods: []string{"PUT", "GET"}, AllowedHeaders: []string{"content-type", "content-md5", "x-own-*"},
			ExposeHeaders: []string{"Content-Length"}, MaxAgeSeconds: new(600)},
		{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"GET", "HEAD"}, AllowedHeaders: []string{"range"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// crossed is what a test says of an answer.
func crossed(r reply) string {
	line := strconv.Itoa(r.status)
	if code := r.code(); code != "" {
		line += " " + code
	} else if _, after, ok := strings.Cut(r.body, `"code":"`); ok {
		code, _, _ = strings.Cut(after, `"`)
		line += " " + code
	}
	for _, h := range corsHeaders(r) {
		line += " | " + strings.TrimPrefix(h, "Access-Control-")
	}
	return line
}

func TestCOSRefusesInItsOwnDocument(t *testing.T) {
	t.Parallel()
	e := tencent(t, emulator.Options{})
	r := photos(t, e, "OPTIONS /cat.png", "", "Origin: https://b.example", "Access-Control-Request-Method: PUT").expect(t, 403)
	for _, part := range []string{
		"<Code>AccessForbidden</Code>", "Access-Control-Requet-Headers are not whitelisted by the resource", "CORS spec</Message>",
		"<Resource>" + photosHost + "/cat.png</Resource>", "<RequestId>" + r.get("X-Cos-Request-Id") + "</RequestId>", "<TraceId>",
	} {
		if !strings.Contains(r.body, part) {
			t.Errorf("%s is missing in %s", part, r.body)
		}
	}
}

func TestQingStorRefusesInSilence(t *testing.T) {
	t.Parallel()
	e := qing(t, emulator.Options{})
	r := ask(t, e, "OPTIONS /gallery/cat", "", "Origin: https://b.example", "Access-Control-Request-Method: PUT").expect(t, 200)
	if len(corsHeaders(r)) > 0 || r.body != "" || r.get("Content-Type") != "" {
		t.Errorf("answer %v %q", r.header, r.body)
	}
}
