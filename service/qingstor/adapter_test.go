// SPDX-License-Identifier: Apache-2.0

package qingstor_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

func TestKeysThatQingStorTakesNotAreNotSent(t *testing.T) {
	t.Parallel()
	c := &canned{}
	b := open(t, c)
	for _, key := range []string{"/", "/cat", "//", strings.Repeat("k", 1024)} {
		for name, call := range map[string]func() error{
			"PutObject":    func() error { _, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: key}); return err },
			"AppendObject": func() error { _, err := b.AppendObject(t.Context(), &bucket.AppendObjectInput{Key: key}); return err },
			"MoveObject": func() error {
				_, err := b.MoveObject(t.Context(), &bucket.MoveObjectInput{Key: key, SourceKey: "a"})
				return err
			},
			"FetchObject": func() error {
				_, err := b.FetchObject(t.Context(), &bucket.FetchObjectInput{Key: key, SourceURL: "https://a.example"})
				return err
			},
			"GetObject":  func() error { _, err := b.GetObject(t.Context(), &bucket.GetObjectInput{Key: key}); return err },
			"HeadObject": func() error { _, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: key}); return err },
			"ProcessImage": func() error {
				_, err := b.ProcessImage(t.Context(), &bucket.ProcessImageInput{Key: key, Action: "info"})
				return err
			},
			"DeleteObject": func() error { _, err := b.DeleteObject(t.Context(), &bucket.DeleteObjectInput{Key: key}); return err },
		} {
			bad, ok := errors.AsType[*bucket.InputError](call())
			if !ok || len(bad.Fields) != 1 || bad.Fields[0].Field != "Key" {
				t.Errorf("%s of %q: %v", name, key, bad)
			}
		}
	}
	if len(c.requests) > 0 {
		t.Errorf("%d requests were sent", len(c.requests))
	}
	for _, key := range []string{"a//b", "a/", ".", "..", strings.Repeat("k", 1023)} {
		if _, err := b.DeleteObject(t.Context(), &bucket.DeleteObjectInput{Key: key}); err != nil {
			t.Errorf("%q: %v", key, err)
		}
	}
}

func TestSourcesOfMovesThatCannotBe(t *testing.T) {
	t.Parallel()
	c := &canned{}
	b := open(t, c)
	for _, test := range []struct{ field, bucket, key string }{
		{"SourceKey", "", ""}, {"SourceKey", "", "/a"}, {"SourceKey", "", "a\x00"}, {"SourceKey", "", "a\xff"},
		{"SourceKey", "", strings.Repeat("k", 1024)}, {"SourceBucket", "in/box", "a"}, {"SourceBucket", "..", "a"},
	} {
		_, err := b.MoveObject(t.Context(), &bucket.MoveObjectInput{Key: "new", SourceBucket: test.bucket, SourceKey: test.key})
		if bad, ok := errors.AsType[*bucket.InputError](err); !ok || len(bad.Fields) != 1 || bad.Fields[0].Field != test.field {
			t.Errorf("%q: %v", test.key, err)
		}
	}
	if len(c.requests) > 0 {
		t.Errorf("%d requests were sent", len(c.requests))
	}
}

func TestMovesAndAppendsAreNotSentAgainOnceTheyMayHaveCounted(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		call func(*bucket.Bucket) error
		sent int
	}{
		"a move": {func(b *bucket.Bucket) error {
			_, err := b.MoveObject(t.Context(), &bucket.MoveObjectInput{Key: "new", SourceKey: "old"})
			return err
		}, 1},
		"an append": {func(b *bucket.Bucket) error {
			_, err := b.AppendObject(t.Context(), &bucket.AppendObjectInput{Key: "log", Body: strings.NewReader("x")})
			return err
		}, 1},
		"a fetch": {func(b *bucket.Bucket) error {
			_, err := b.FetchObject(t.Context(), &bucket.FetchObjectInput{Key: "logo", SourceURL: "https://web.example/logo.png"})
			return err
		}, 3},
	} {
		c := &canned{status: http.StatusInternalServerError, body: `{"code":"internal_error","message":"try again"}`}
		if err := test.call(open(t, c)); err == nil || len(c.requests) != test.sent {
			t.Errorf("%s: got %v after %d requests", name, err, len(c.requests))
		}
	}
	// Who is too busy has done nothing.
	c := &canned{status: http.StatusServiceUnavailable, body: `{"code":"max_requests_exceeded"}`}
	_, err := open(t, c).MoveObject(t.Context(), &bucket.MoveObjectInput{Key: "new", SourceKey: "old"})
	if !errors.Is(err, bucket.ErrThrottled) || len(c.requests) == 1 {
		t.Errorf("got %v after %d requests", err, len(c.requests))
	}
}

func TestOneRuleHasOneOrigin(t *testing.T) {
	t.Parallel()
	c := &canned{}
	get := []string{"GET"}
	given := &cors.Configuration{Rules: []cors.Rule{
		{AllowedOrigins: []string{"http://a", "http://b"}, AllowedMethods: get, AllowedHeaders: []string{"x-a"}},
		{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"PUT"}, MaxAgeSeconds: new(int)},
	}}
	if _, err := open(t, c).PutCORS(t.Context(), &bucket.PutCORSInput{Configuration: given}); err != nil {
		t.Fatal(err)
	}
	const want = `{"cors_rules":[{"allowed_origin":"http://a","allowed_methods":["GET"],"allowed_headers":["x-a"]},` +
		`{"allowed_origin":"http://b","allowed_methods":["GET"],"allowed_headers":["x-a"]},{"allowed_origin":"*","allowed_methods":["PUT"],"max_age_seconds":0}]}`
	if got := c.bodies[0]; got != want {
		t.Errorf("sent %s", got)
	}
	if len(given.Rules) != 2 || len(given.Rules[0].AllowedOrigins) != 2 {
		t.Errorf("the caller's rules were changed: %v", given.Rules)
	}
	c.body = want
	out, err := open(t, c).GetCORS(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	headers := []string{"x-a"}
	read := &cors.Configuration{Rules: []cors.Rule{
		{AllowedOrigins: []string{"http://a"}, AllowedMethods: get, AllowedHeaders: headers},
		{AllowedOrigins: []string{"http://b"}, AllowedMethods: get, AllowedHeaders: headers},
		{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"PUT"}, MaxAgeSeconds: new(int)},
	}}
	if diff := cmp.Diff(read, out.Configuration); diff != "" {
		t.Errorf("what was split is not put together (-want +got):\n%s", diff)
	}
}

func TestRulesThatQingStorCannotHave(t *testing.T) {
	t.Parallel()
	c := &canned{}
	b := open(t, c)
	put := func(rules ...cors.Rule) error {
		_, err := b.PutCORS(t.Context(), &bucket.PutCORSInput{Configuration: &cors.Configuration{Rules: rules}})
		return err
	}
	two, get := []string{"http://a", "http://b"}, []string{"GET"}
	for name, test := range map[string]struct {
		err  error
		want string // the field, or the member that is lacking
	}{
		"no configuration": {func() error { _, err := b.PutCORS(t.Context(), nil); return err }(), "Configuration"},
		"no rule":          {put(), "Configuration.Rules"},
		"no origin":        {put(cors.Rule{AllowedMethods: get}), "Configuration.Rules[0].AllowedOrigins"},
		"no method behind a rule that was split": {
			put(cors.Rule{AllowedOrigins: two, AllowedMethods: get}, cors.Rule{AllowedOrigins: two}), "Configuration.Rules[1].AllowedMethods",
		},
		"a name behind a rule that was split": {
			put(cors.Rule{AllowedOrigins: two, AllowedMethods: get}, cors.Rule{ID: "me", AllowedOrigins: two, AllowedMethods: get}), "Configuration.Rules[1].ID",
		},
	} {
		var field string
		if bad, ok := errors.AsType[*bucket.InputError](test.err); ok && len(bad.Fields) == 1 {
			field = bad.Fields[0].Field
		}
		if lacking, ok := errors.AsType[*bucket.UnsupportedError](test.err); ok {
			field = lacking.Member
		}
		if field != test.want {
			t.Errorf("%s: got %v", name, test.err)
		}
	}
	if len(c.requests) > 0 {
		t.Errorf("%d requests were sent", len(c.requests))
	}
}

func TestMembersThatQingStorLacksAreRefusedByName(t *testing.T) {
	t.Parallel()
	b := open(t, &canned{})
	put := func(in bucket.PutObjectInput) error {
		in.Key = "k"
		_, err := b.PutObject(t.Context(), &in)
		return err
	}
	list := func(in bucket.ListObjectsInput) error { _, err := b.ListObjects(t.Context(), &in); return err }
	for member, err := range map[string]error{
		"IfNoneMatch":          put(bucket.PutObjectInput{IfNoneMatch: "*"}),
		"ACL":                  put(bucket.PutObjectInput{ACL: bucket.ObjectACLPrivate}),
		"ChecksumSHA256":       put(bucket.PutObjectInput{ChecksumSHA256: "x"}),
		"ServerSideEncryption": put(bucket.PutObjectInput{ServerSideEncryption: bucket.ServerSideEncryptionAES256}),
		"Tagging":              put(bucket.PutObjectInput{Tagging: "a=1"}),
		"TrafficLimit":         put(bucket.PutObjectInput{TrafficLimit: ten()}),
		"StartAfter":           list(bucket.ListObjectsInput{StartAfter: "a"}),
		"FetchOwner":           list(bucket.ListObjectsInput{FetchOwner: new(bool)}),
		"Metadata": func() error {
			_, err := b.AppendObject(t.Context(), &bucket.AppendObjectInput{Key: "k", Metadata: map[string]string{"a": "1"}})
			return err
		}(),
		"ResponseContentType": func() error {
			_, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "k", ResponseContentType: "text/plain"})
			return err
		}(),
		"Objects[0].VersionID": func() error {
			_, err := b.DeleteObjects(t.Context(), &bucket.DeleteObjectsInput{Objects: []bucket.ObjectIdentifier{{Key: "k", VersionID: "v"}}})
			return err
		}(),
		"": func() error { // the operation itself
			_, err := b.GetObjectTagging(t.Context(), &bucket.GetObjectTaggingInput{Key: "k"})
			return err
		}(),
	} {
		unsupported, ok := errors.AsType[*bucket.UnsupportedError](err)
		if !ok || unsupported.Member != member || unsupported.Provider != "qingstor" || unsupported.Reason == "" {
			t.Errorf("%s: %v", member, err)
		}
	}
}

func TestURLsToBeFetchedStayURLs(t *testing.T) {
	t.Parallel()
	for given, sent := range map[string]string{
		"https://web.example/a%20b?x=1&y=/": "https://web.example/a%20b?x=1&y=/",
		"https://web.example/中.png?q=ü#1":   "https://web.example/%E4%B8%AD.png?q=%C3%BC#1",
	} {
		c := &canned{status: http.StatusCreated}
		if _, err := open(t, c).FetchObject(t.Context(), &bucket.FetchObjectInput{Key: "k", SourceURL: given}); err != nil {
			t.Error(err)
			continue
		}
		identify(t, c.last(), "photos", false)
		if got := c.last().Header.Get("X-Qs-Fetch-Source"); got != sent {
			t.Errorf("%q is sent as %q", given, got)
		}
	}
}

func TestMetadataThatIsNoTextIsRefused(t *testing.T) {
	t.Parallel()
	c := &canned{}
	_, err := open(t, c).PutObject(t.Context(), &bucket.PutObjectInput{Key: "k", Metadata: map[string]string{"a": "\xff", "b": "b", "c": "\xc3("}})
	bad, ok := errors.AsType[*bucket.InputError](err)
	if !ok || len(bad.Fields) != 2 || bad.Fields[0].Field != `Metadata["a"]` || len(c.requests) > 0 {
		t.Errorf("got %v", err)
	}
}

func TestMetadataThatIsNotASCIIComesBackAsItWas(t *testing.T) {
	t.Parallel()
	for sent, wire := range map[string]string{
		"plain": "plain", "50% off": "50% off", "a%20b": "a%20b", "中文": "%E4%B8%AD%E6%96%87", "Grüße, 1=2/3": "Gr%C3%BC%C3%9Fe%2C%201=2/3",
		"50% für": "50%25%20f%C3%BCr", "": "", "%E4%B8%AD": "%25E4%25B8%25AD", "%25E4%25B8%25AD": "%2525E4%2525B8%2525AD",
	} {
		c := &canned{}
		b := open(t, c)
		if _, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "k", Metadata: map[string]string{"a": sent}}); err != nil {
			t.Fatal(err)
		}
		if got := c.last().Header.Get("X-Qs-Meta-A"); got != wire {
			t.Errorf("%q is sent as %q, not %q", sent, got, wire)
		}
		c.header = http.Header{"X-Qs-Meta-A": {wire}}
		head, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "k"})
		if err != nil || head.Metadata["a"] != sent {
			t.Errorf("%q is read as %q, %v", wire, head.Metadata["a"], err)
		}
	}
	// What only looks like it stays as it is.
	for _, value := range []string{"%E4%B8", "%e4%b8%ad", "%zz中", "a %E4%B8%AD", "%C3%BC+"} {
		c := &canned{header: http.Header{"X-Qs-Meta-A": {value}}}
		out, err := open(t, c).GetObject(t.Context(), &bucket.GetObjectInput{Key: "k"})
		if err != nil || out.Metadata["a"] != value {
			t.Errorf("%q is read as %q, %v", value, out.Metadata["a"], err)
			continue
		}
		_ = out.Body.Close()
	}
}
