// SPDX-License-Identifier: Apache-2.0

package emulator_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/signer"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// noon is the clock of all tests.
var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func open(t *testing.T, o emulator.Options) *emulator.Emulator {
	t.Helper()
	if o.Now == nil {
		o.Now = func() time.Time { return noon }
	}
	e := emulator.New(o)
	if err := e.Err(); err != nil {
		t.Fatal(err)
	}
	return e
}

// anonymous is an emulator with the bucket photos that asks for no signatures.
func anonymous(t *testing.T) *emulator.Emulator {
	t.Helper()
	e := open(t, emulator.Options{Anonymous: true, BaseDomain: "s3.test"})
	ask(t, e, "PUT /photos", "").expect(t, 200)
	return e
}

type reply struct {
	status int
	header http.Header
	body   string
}

// ask sends a request; line is "METHOD TARGET", headers are "Name: value".
func ask(t *testing.T, h http.Handler, line, body string, headers ...string) reply {
	t.Helper()
	return send(t, h, request(line, body, headers...))
}

func request(line, body string, headers ...string) *http.Request {
	method, target, _ := strings.Cut(line, " ")
	r := httptest.NewRequestWithContext(context.Background(), method, target, strings.NewReader(body))
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			r.Host = value
			continue
		}
		r.Header.Add(name, value)
	}
	return r
}

func send(t *testing.T, h http.Handler, r *http.Request) reply {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	result := w.Result()
	defer result.Body.Close()
	body, err := io.ReadAll(result.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{result.StatusCode, result.Header, string(body)}
}

func (r reply) expect(t *testing.T, status int) reply {
	t.Helper()
	if r.status != status {
		t.Fatalf("status %d, want %d: %s", r.status, status, r.body)
	}
	return r
}

// get is a header without regard to the case in which it was set.
func (r reply) get(name string) string {
	for n, v := range r.header {
		if strings.EqualFold(n, name) {
			return strings.Join(v, "|")
		}
	}
	return ""
}

// code is the code of an error document.
func (r reply) code() string { return r.between("<Code>", "</Code>") }

func (r reply) between(before, after string) string {
	_, rest, _ := strings.Cut(r.body, before)
	inner, _, ok := strings.Cut(rest, after)
	if !ok {
		return ""
	}
	return inner
}

func TestErrorDocuments(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, line, body string
		headers          []string
		status           int
		want             string // up to RequestId
	}{
		{"a missing key is named", "GET /photos/a%20cat.png", "", nil, 404,
			"<Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>a cat.png</Key>"},
		{"a missing bucket is named", "GET /nowhere/cat.png", "", nil, 404,
			"<Code>NoSuchBucket</Code><Message>The specified bucket does not exist.</Message><BucketName>nowhere</BucketName>"},
		{"a bucket that has no rules says so", "GET /photos?cors", "", nil, 404,
			"<Code>NoSuchCORSConfiguration</Code><Message>The CORS configuration does not exist</Message><BucketName>photos</BucketName>"},
		{"an operation that is not there is not taken for another", "PUT /photos/cat.png?acl", "x", nil, 501,
			"<Code>NotImplemented</Code><Message>A header you provided implies functionality that is not implemented.</Message><Query>acl</Query>"},
		{"a write at an offset does not replace the object", "PUT /photos/cat.png", "", []string{"X-Amz-Write-Offset-Bytes: 4"}, 501,
			"<Code>NotImplemented</Code><Message>A header you provided implies functionality that is not implemented.</Message><Header>x-amz-write-offset-bytes</Header>"},
		{"an annotation is not taken for an upload", "PUT /photos/cat.png?annotation=note", "", nil, 501,
			"<Code>NotImplemented</Code><Message>A header you provided implies functionality that is not implemented.</Message><Query>annotation</Query>"},
		{"a copy is not taken for an upload", "PUT /photos/cat.png", "", []string{"X-Amz-Copy-Source: /photos/dog.png"}, 501,
			"<Code>NotImplemented</Code><Message>A header you provided implies functionality that is not implemented.</Message><Header>X-Amz-Copy-Source</Header>"},
		{"a method that means nothing is not allowed", "PATCH /photos/cat.png", "", nil, 405,
			"<Code>MethodNotAllowed</Code><Message>The specified method is not allowed against this resource.</Message><Method>PATCH</Method><ResourceType>OBJECT</ResourceType>"},
		{"a key that is too long is measured", "PUT /photos/" + strings.Repeat("k", 1025), "", nil, 400,
			"<Code>KeyTooLongError</Code><Message>Your key is too long.</Message><Size>1025</Size><MaxSizeAllowed>1024</MaxSizeAllowed>"},
		{"a key that is not UTF-8 is no key", "PUT /photos/%ff", "", nil, 400,
			"<Code>InvalidURI</Code><Message>Couldn&#39;t parse the specified URI.</Message>"},
		{"a bucket's name has its rules", "PUT /Photos", "", nil, 400,
			"<Code>InvalidBucketName</Code><Message>The specified bucket is not valid.</Message><BucketName>Photos</BucketName>"},
		{"a bucket is created once", "PUT /photos", "", nil, 409,
			"<Code>BucketAlreadyOwnedByYou</Code><Message>Your previous request to create the named bucket succeeded and you already own it.</Message><BucketName>photos</BucketName>"},
		{"a bucket of another region is created there", "PUT /videos",
			"<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>", nil, 400,
			"<Code>IllegalLocationConstraintException</Code><Message>The eu-west-1 location constraint is incompatible for the region specific endpoint this request was sent to.</Message>"},
		{"a bucket of another account is out of bounds", "HEAD /photos", "", []string{"X-Amz-Expected-Bucket-Owner: 210987654321"}, 403, ""},
		{"a deletion of many comes with a checksum", "POST /photos?delete", "<Delete/>", nil, 400,
			"<Code>InvalidRequest</Code><Message>Missing required header for this request: Content-MD5 OR x-amz-checksum-*</Message>"},
		{"a document of another kind is malformed", "PUT /photos?cors", "<Delete/>", []string{"Content-MD5: ffkXH6XOv9ywbGqYe67h2Q=="}, 400,
			"<Code>BadDigest</Code><Message>The Content-MD5 you specified did not match what we received.</Message>"},
		{"a listing has its own words for a number", "GET /photos?list-type=2&max-keys=many", "", nil, 400,
			"<Code>InvalidArgument</Code><Message>Provided max-keys not an integer or within integer range</Message><ArgumentName>max-keys</ArgumentName><ArgumentValue>many</ArgumentValue>"},
		{"a page token must be the store's own", "GET /photos?list-type=2&continuation-token=x", "", nil, 400,
			"<Code>InvalidArgument</Code><Message>The continuation token provided is incorrect</Message><ArgumentName>continuation-token</ArgumentName><ArgumentValue>x</ArgumentValue>"},
		{"a storage class has its own code", "PUT /photos/cat.png", "", []string{"X-Amz-Storage-Class: WARM"}, 400,
			"<Code>InvalidStorageClass</Code><Message>The storage class you specified is not valid</Message>"},
		{"a version is of a versioned bucket", "GET /photos/cat.png?versionId=7", "", nil, 404,
			"<Code>NoSuchVersion</Code><Message>The specified version does not exist.</Message><Key>cat.png</Key><VersionId>7</VersionId>"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := ask(t, anonymous(t), tt.line, tt.body, tt.headers...)
			got := strings.ReplaceAll(r.between("<Error>", "<RequestId>"), "'", "&#39;")
			got, _, _ = strings.Cut(got, "<CalculatedDigest>")
			if diff := cmp.Diff(tt.want, got); r.status != tt.status || diff != "" {
				t.Errorf("status %d, want %d; document (-want +got):\n%s", r.status, tt.status, diff)
			}
			if id := r.get("X-Amz-Request-Id"); r.body != "" && r.between("<RequestId>", "</RequestId>") != id {
				t.Errorf("the document has not the request id %q of the header: %s", id, r.body)
			}
		})
	}
}

func TestUnknownProviderIsToldInEveryAnswer(t *testing.T) {
	t.Parallel()
	e := emulator.New(emulator.Options{Provider: "tape"})
	if e.Err() == nil {
		t.Fatal("Err() = nil")
	}
	if r := ask(t, e, "GET /", ""); r.status != 500 || !strings.Contains(r.body, `"tape"`) {
		t.Errorf("answer %d %q", r.status, r.body)
	}
}

func TestCredentials(t *testing.T) {
	t.Parallel()
	good := aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "secret", SessionToken: "token"}
	for _, tt := range []struct {
		name   string
		change func(*signer.Params)
		after  func(*http.Request)
		status int
		code   string
	}{
		{"the right credentials are let in", nil, nil, 200, ""},
		{"a request without a signature is not", nil, func(r *http.Request) { r.Header = http.Header{} }, 403, "AccessDenied"},
		{"another key is unknown", func(p *signer.Params) { p.Credentials.AccessKeyID = "OTHER" }, nil, 403, "InvalidAccessKeyId"},
		{"another secret does not match", func(p *signer.Params) { p.Credentials.SecretAccessKey = "guess" }, nil, 403, "SignatureDoesNotMatch"},
		{"another session is not this one", func(p *signer.Params) { p.Credentials.SessionToken = "old" }, nil, 400, "InvalidToken"},
		{"no session is not this one either", func(p *signer.Params) { p.Credentials.SessionToken = "" }, nil, 400, "InvalidToken"},
		{"another region is refused", func(p *signer.Params) { p.Region = "eu-west-1" }, nil, 400, "AuthorizationHeaderMalformed"},
		{"another hour is too far away", func(p *signer.Params) { p.Time = noon.Add(-time.Hour) }, nil, 403, "RequestTimeTooSkewed"},
		{"another query breaks the signature", nil, func(r *http.Request) { r.URL.RawQuery = "prefix=x" }, 403, "SignatureDoesNotMatch"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := open(t, emulator.Options{AccessKeyID: good.AccessKeyID, SecretAccessKey: good.SecretAccessKey, SessionToken: good.SessionToken})
			r := request("GET /", "")
			p := signer.Params{Credentials: good, Service: "s3", Region: "us-east-1", Time: noon, PayloadHash: signer.EmptyPayload}
			if tt.change != nil {
				tt.change(&p)
			}
			if err := signer.SigV4().Sign(t.Context(), r, p); err != nil {
				t.Fatal(err)
			}
			if tt.after != nil {
				tt.after(r)
			}
			if got := send(t, e, r); got.status != tt.status || got.code() != tt.code {
				t.Errorf("answer %d %s, want %d %s", got.status, got.body, tt.status, tt.code)
			}
		})
	}
}

func TestSignedBodyIsVerified(t *testing.T) {
	t.Parallel()
	e := open(t, emulator.Options{})
	put := func(line, signed, sent string) reply {
		t.Helper()
		r := request(line, sent)
		sum := sha256.Sum256([]byte(signed))
		p := signer.Params{
			Credentials: aws.Credentials{AccessKeyID: emulator.DefaultAccessKeyID, SecretAccessKey: emulator.DefaultSecretAccessKey},
			Service:     "s3", Region: "us-east-1", Time: noon, PayloadHash: hex.EncodeToString(sum[:]),
		}
		if err := signer.SigV4().Sign(t.Context(), r, p); err != nil {
			t.Fatal(err)
		}
		return send(t, e, r)
	}
	put("PUT /photos", "", "").expect(t, 200)
	put("PUT /photos/cat.png", "meow", "meow").expect(t, 200)
	if r := put("PUT /photos/cat.png", "meow", "woof").expect(t, 400); r.code() != "XAmzContentSHA256Mismatch" {
		t.Errorf("code %s", r.code())
	}
	put("HEAD /photos/cat.png", "", "").expect(t, 200)
	if r := put("GET /photos/cat.png", "", ""); r.body != "meow" {
		t.Errorf("the refused upload replaced the object: %q", r.body)
	}
}
