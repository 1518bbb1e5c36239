// SPDX-License-Identifier: Apache-2.0

package qingstor_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

// at is a time that documents of these tests have.
var at = time.Date(2015, time.July, 11, 4, 45, 57, 0, time.UTC)

func TestAPageOfObjectsIsRead(t *testing.T) {
	t.Parallel()
	c := &canned{body: `{
	  "name": "photos", "prefix": "a/", "delimiter": "/", "limit": 2, "marker": "a/b", "next_marker": "a/z\u4e2d", "has_more": true,
	  "owner": {"id": "usr-1", "name": "me"}, "common_prefixes": ["a/d/", "a/\u0001/"],
	  "keys": [
	    {"key": "a/c", "mime_type": "text/plain", "etag": "0c2f573d81194064b129e940edcefe9b", "size": 5368709121, "modified": 1436589957, "created": "2015-07-11T04:45:57.000Z", "encrypted": false, "storage_class": "STANDARD_IA"},
	    {"key": "a/\"e\"", "size": 0, "modified": null}
	  ]
	}`}
	b := open(t, c)
	out, err := b.ListObjects(t.Context(), &bucket.ListObjectsInput{Prefix: "a/", Delimiter: "/", PageToken: "a/b"})
	if err != nil {
		t.Fatal(err)
	}
	want := &bucket.ListObjectsOutput{
		Name: "photos", Prefix: "a/", Delimiter: "/", PageSize: 2, IsTruncated: true, NextPageToken: "a/z中", KeyCount: 4,
		CommonPrefixes: []string{"a/d/", "a/\x01/"}, Response: out.Response,
		Objects: []bucket.Object{
			{Key: "a/c", ETag: "0c2f573d81194064b129e940edcefe9b", Size: 5368709121, LastModified: at, StorageClass: bucket.StorageClassStandardIA},
			{Key: `a/"e"`},
		},
	}
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
	c.body = `{"keys": null, "common_prefixes": null, "has_more": false, "next_marker": "left over"}`
	if out, err = b.ListObjects(t.Context(), nil); err != nil || out.NextPageToken != "" || out.KeyCount != 0 {
		t.Errorf("the last page: %+v, %v", out, err)
	}
}

func TestObjectsOfAllPagesInTheOrderOfTheStore(t *testing.T) {
	t.Parallel()
	pages := map[string]string{
		"":  `{"keys": [{"key": "z"}, {"key": "b"}], "has_more": true, "next_marker": "b"}`,
		"b": `{"keys": [{"key": "a"}], "has_more": false, "next_marker": "a"}`,
	}
	b := open(t, round(func(r *http.Request) (*http.Response, error) {
		return (&canned{body: pages[r.URL.Query().Get("marker")]}).RoundTrip(r)
	}))
	var keys []string
	for object, err := range b.Objects(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, object.Key)
	}
	if diff := cmp.Diff([]string{"z", "b", "a"}, keys); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// round is a transport that is a function.
type round func(*http.Request) (*http.Response, error)

func (f round) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestBucketsArePagedByTheirNumber(t *testing.T) {
	t.Parallel()
	two := `{"count": 2, "buckets": [{"name": "mybucket", "location": "pek3a", "url": "https://mybucket.pek3a.qingstor.com", "created": "2015-07-11T04:45:57Z"}, {"name": "photos", "location": "sh1a"}]}`
	for name, test := range map[string]struct {
		in         *bucket.ListBucketsInput
		body, want string
	}{
		"a full page":               {&bucket.ListBucketsInput{PageSize: new(2)}, two, "2"},
		"a full page after another": {&bucket.ListBucketsInput{PageSize: new(2), PageToken: "40"}, two, "42"},
		"a page that is not full":   {&bucket.ListBucketsInput{PageSize: new(3), PageToken: "40"}, two, ""},
		"a page of the store's own": {nil, two, ""},
		"a page of the store's own length, fewer than were asked for": {
			&bucket.ListBucketsInput{PageSize: new(1000)}, `{"buckets": [` + strings.Repeat(`{"name": "a"},`, 199) + `{"name": "b"}]}`, "200",
		},
		"an empty page": {&bucket.ListBucketsInput{PageSize: new(2)}, `{"count": 7, "buckets": []}`, ""},
	} {
		out, err := connect(t, settings(&canned{body: test.body}, "")).ListBuckets(t.Context(), test.in)
		if err != nil {
			t.Fatal(err)
		}
		if out.NextPageToken != test.want {
			t.Errorf("%s: the token is %q, not %q", name, out.NextPageToken, test.want)
		}
		if test.body != two {
			continue
		}
		want := []bucket.BucketSummary{{Name: "mybucket", Region: "pek3a", CreationDate: at}, {Name: "photos", Region: "sh1a"}}
		if diff := cmp.Diff(want, out.Buckets); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestResponseVaryInItsWords(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]bool{
		`"enabled"`: true, `"Enabled"`: true, `"ENABLE"`: true, `"enable"`: true, `"disabled"`: false, `"DISABLED"`: false, `""`: false, `null`: false, `"maybe"`: false,
	} {
		c := &canned{body: `{"resp_vary": ` + word + `, "cors_rules": [{"allowed_origin": "*", "allowed_methods": ["*"], "allowed_headers": null}]}`}
		out, err := open(t, c).GetCORS(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		configuration := &cors.Configuration{ResponseVary: want, Rules: []cors.Rule{{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"*"}}}}
		if diff := cmp.Diff(configuration, out.Configuration); diff != "" {
			t.Errorf("%s (-want +got):\n%s", word, diff)
		}
	}
}

func TestDescriptionsOfObjectsAreRead(t *testing.T) {
	t.Parallel()
	c := &canned{body: "meow", header: http.Header{
		"Content-Type": {"text/plain"}, "Content-Length": {"4"}, "Etag": {`"e"`}, "Last-Modified": {"Sat, 11 Jul 2015 04:45:57 GMT"},
		"X-Qs-Storage-Class": {"STANDARD_IA"}, "X-Qs-Version-Id": {"v"}, "X-Qs-Delete-Marker": {"true"}, "X-Qs-Object-Type": {"appendable"},
		"X-Qs-Encryption-Customer-Algorithm": {"AES256"}, "X-Qs-Meta-Author": {"me"},
	}}
	b := open(t, c)
	got, err := b.GetObject(t.Context(), &bucket.GetObjectInput{Key: "cat"})
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(got.Body)
	if string(text) != "meow" || err != nil || got.Body.Close() != nil {
		t.Errorf("read %q, %v", text, err)
	}
	want := &bucket.GetObjectOutput{
		Body: got.Body, Response: got.Response, ContentType: "text/plain", ContentLength: 4, ETag: `"e"`, LastModified: at,
		StorageClass: bucket.StorageClassStandardIA, VersionID: "v", DeleteMarker: true, SSECustomerAlgorithm: "AES256", Metadata: map[string]string{"author": "me"},
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b io.ReadCloser) bool { return a == b })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	c.body = ""
	head, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "cat"})
	if err != nil || head.ObjectType != bucket.ObjectTypeAppendable || head.ContentLength != 4 {
		t.Errorf("%+v, %v", head, err)
	}
	c.header = http.Header{"X-Qs-Next-Append-Position": {"9"}}
	added, err := b.AppendObject(t.Context(), &bucket.AppendObjectInput{Key: "log", Position: 5})
	if err != nil || added.NextPosition != 9 {
		t.Errorf("%+v, %v", added, err)
	}
}

func TestOperationsThatOthersHaveNot(t *testing.T) {
	t.Parallel()
	c := &canned{body: `{"count": 10, "size": 5368709121, "location": "pek3a", "name": "photos", "url": "http://photos.pek3a.qingstor.com", "status": "active", "created": "2015-07-11T04:45:57Z", "status_time": "x"}`}
	b := open(t, c)
	stats, err := b.GetStatistics(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := &bucket.GetStatisticsOutput{
		Count: 10, Size: 5368709121, Region: "pek3a", Name: "photos", URL: "http://photos.pek3a.qingstor.com", Status: "active", Created: at, Response: stats.Response,
	}
	if diff := cmp.Diff(want, stats); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	c.body, c.header = "an image", http.Header{"Content-Type": {"image/png"}, "Content-Length": {"8"}}
	image, err := b.ProcessImage(t.Context(), &bucket.ProcessImageInput{Key: "cat", Action: "info"})
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(image.Body)
	if string(text) != "an image" || err != nil || image.ContentType != "image/png" || image.ContentLength != 8 || image.Body.Close() != nil {
		t.Errorf("%+v, %q, %v", image, text, err)
	}
	c.body, c.status, c.header = "", http.StatusCreated, http.Header{"Etag": {`"e"`}}
	moved, err := b.MoveObject(t.Context(), &bucket.MoveObjectInput{Key: "new", SourceKey: "old"})
	if err != nil || moved.ETag != `"e"` || moved.Response.StatusCode != http.StatusCreated {
		t.Errorf("%+v, %v", moved, err)
	}
	fetched, err := b.FetchObject(t.Context(), &bucket.FetchObjectInput{Key: "logo", SourceURL: "https://web.example/logo.png"})
	if err != nil || fetched.ETag != `"e"` {
		t.Errorf("%+v, %v", fetched, err)
	}
}

func TestDeletionsThatFailInside(t *testing.T) {
	t.Parallel()
	b := open(t, &canned{body: `{"deleted": [{"key": "a"}], "errors": [{"key": "b", "code": "permission_denied", "message": "no"}]}`})
	out, err := b.DeleteObjects(t.Context(), &bucket.DeleteObjectsInput{Objects: []bucket.ObjectIdentifier{{Key: "a"}, {Key: "b"}}})
	if err != nil {
		t.Fatal(err)
	}
	want := &bucket.DeleteObjectsOutput{
		Deleted: []bucket.DeletedObject{{Key: "a"}}, Errors: []bucket.DeleteFault{{Key: "b", Code: "permission_denied", Message: "no"}}, Response: out.Response,
	}
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestPreflights: a refusal is a 200 that says nothing. OptionsObject returns it
// as it is; the verdict is a denial.
func TestPreflights(t *testing.T) {
	t.Parallel()
	req := cors.Request{Key: "cat", Origin: "https://app.example", Method: "PUT", Headers: []string{"Content-Type"}}
	granted := http.Header{
		"Access-Control-Allow-Origin": {"https://app.example"}, "Access-Control-Allow-Methods": {"PUT"}, "Access-Control-Allow-Headers": {"content-type"},
		"Access-Control-Expose-Headers": {"x-qs-request-id"}, "Access-Control-Max-Age": {"200"},
	}
	for name, test := range map[string]struct {
		header  http.Header
		allowed bool
		reason  string
	}{
		"granted": {granted, true, ""},
		"refused": {nil, false, cors.ReasonPreflightMissingAllowOriginHeader},
	} {
		c := &canned{header: test.header}
		b := open(t, c)
		out, err := b.OptionsObject(t.Context(), &bucket.OptionsObjectInput{Key: "cat", Origin: req.Origin, AccessControlRequestMethod: "PUT"})
		if err != nil || out.Response.StatusCode != http.StatusOK || (out.AccessControlAllowOrigin != "") != test.allowed {
			t.Errorf("%s: %+v, %v", name, out, err)
		}
		if test.allowed && (out.AccessControlMaxAge == nil || *out.AccessControlMaxAge != 200 || out.AccessControlExposeHeaders != "x-qs-request-id") {
			t.Errorf("%s: %+v", name, out)
		}
		v, err := b.Preflight(t.Context(), req)
		if err != nil || v.Allowed != test.allowed || v.Reason != test.reason {
			t.Errorf("%s: %+v, %v", name, v, err)
		}
		for _, r := range c.requests {
			if r.Header.Get("Authorization") != "" || r.Method != http.MethodOptions {
				t.Errorf("%s: %s with %v", name, r.Method, r.Header)
			}
		}
	}
}
