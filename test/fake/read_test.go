// SPDX-License-Identifier: Apache-2.0

package fake_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/test/fake"
)

func TestObjectsComeBackAsTheyWerePut(t *testing.T) {
	t.Parallel()
	expires := noon.Add(time.Hour)
	b := newBucket(t)
	metadata := map[string]string{"Colour": "blue"}
	stored := put(t, b, &bucket.PutObjectInput{
		Key: "a//b/../ü +%🪣", Body: strings.NewReader("hello"), ContentType: "text/plain", CacheControl: "no-cache",
		ContentDisposition: "inline", ContentEncoding: "identity", ContentLanguage: "de", Expires: expires,
		Metadata: metadata, StorageClass: "STANDARD_IA", Tagging: "a=1&b=2", ChecksumCRC32: "NhCmhg==",
		ServerSideEncryption: "aws:kms", SSEKMSKeyID: "key", BucketKeyEnabled: new(true), WebsiteRedirectLocation: "/other",
	})
	metadata["Colour"] = "changed behind the fake's back"
	if stored.ETag != `"5d41402abc4b2a76b9719d911017c592"` || stored.ChecksumCRC32 != "NhCmhg==" || stored.ServerSideEncryption != "aws:kms" {
		t.Errorf("PutObject answered %+v", stored)
	}
	out, err := b.GetObject(t.Context(), &bucket.GetObjectInput{Key: "a//b/../ü +%🪣", ChecksumMode: "ENABLED"})
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(out.Body)
	if err != nil || out.Body.Close() != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("hello", string(data)); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
	head, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "a//b/../ü +%🪣", ChecksumMode: "ENABLED"})
	if err != nil {
		t.Fatal(err)
	}
	type facts struct {
		ContentType, CacheControl, ContentDisposition, ContentEncoding, ContentLanguage string
		Expires, LastModified                                                           time.Time
		ETag, StorageClass, CRC32, SSE, KMS, Redirect                                   string
		Metadata                                                                        map[string]string
		Length                                                                          int64
		Tags                                                                            int
		BucketKey                                                                       bool
	}
	want := facts{
		"text/plain", "no-cache", "inline", "identity", "de", expires, noon, stored.ETag, "STANDARD_IA", "NhCmhg==", "aws:kms", "key", "/other",
		map[string]string{"colour": "blue"}, 5, 2, true,
	}
	got := facts{
		out.ContentType, out.CacheControl, out.ContentDisposition, out.ContentEncoding, out.ContentLanguage, out.Expires, out.LastModified,
		out.ETag, out.StorageClass, out.ChecksumCRC32, out.ServerSideEncryption, out.SSEKMSKeyID, out.WebsiteRedirectLocation,
		out.Metadata, out.ContentLength, out.TagCount, out.BucketKeyEnabled,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("GetObject (-want +got):\n%s", diff)
	}
	want.Tags = 0 // HeadObject does not count them
	got = facts{
		head.ContentType, head.CacheControl, head.ContentDisposition, head.ContentEncoding, head.ContentLanguage, head.Expires, head.LastModified,
		head.ETag, head.StorageClass, head.ChecksumCRC32, head.ServerSideEncryption, head.SSEKMSKeyID, head.WebsiteRedirectLocation,
		head.Metadata, head.ContentLength, 0, head.BucketKeyEnabled,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("HeadObject (-want +got):\n%s", diff)
	}
	if out.Response.Header.Get("X-Amz-Meta-Colour") != "blue" || out.Response.RequestID == "" || out.Response.Attempts != 1 {
		t.Errorf("response %+v", out.Response)
	}
}

func TestReadsObeyConditionsAndRanges(t *testing.T) {
	t.Parallel()
	const etag = `"781e5e245d69b566979b86e28d23f2c7"` // of 0123456789
	before, after := noon.Add(-time.Second), noon.Add(time.Second)
	for name, test := range map[string]struct {
		in    bucket.GetObjectInput
		want  string
		err   string
		total string
	}{
		"no condition":                              {in: bucket.GetObjectInput{}, want: "0123456789"},
		"the ETag matches":                          {in: bucket.GetObjectInput{IfMatch: etag}, want: "0123456789"},
		"the ETag matches without quotes":           {in: bucket.GetObjectInput{IfMatch: strings.Trim(etag, `"`)}, want: "0123456789"},
		"any ETag matches":                          {in: bucket.GetObjectInput{IfMatch: "*"}, want: "0123456789"},
		"one of two ETags matches":                  {in: bucket.GetObjectInput{IfMatch: `"x", ` + etag}, want: "0123456789"},
		"the ETag does not match":                   {in: bucket.GetObjectInput{IfMatch: `"x"`}, err: "412 PreconditionFailed"},
		"none-match of another ETag":                {in: bucket.GetObjectInput{IfNoneMatch: `"x"`}, want: "0123456789"},
		"none-match of the ETag":                    {in: bucket.GetObjectInput{IfNoneMatch: etag}, err: "304"},
		"none-match of the weak ETag":               {in: bucket.GetObjectInput{IfNoneMatch: "W/" + etag}, err: "304"},
		"modified since before":                     {in: bucket.GetObjectInput{IfModifiedSince: before}, want: "0123456789"},
		"not modified since then":                   {in: bucket.GetObjectInput{IfModifiedSince: noon}, err: "304"},
		"a fraction of a second does not count":     {in: bucket.GetObjectInput{IfModifiedSince: noon.Add(time.Nanosecond)}, err: "304"},
		"nor in the other direction":                {in: bucket.GetObjectInput{IfUnmodifiedSince: noon.Add(time.Nanosecond)}, want: "0123456789"},
		"a time in the future is ignored":           {in: bucket.GetObjectInput{IfModifiedSince: after}, want: "0123456789"},
		"unmodified since then":                     {in: bucket.GetObjectInput{IfUnmodifiedSince: noon}, want: "0123456789"},
		"modified after":                            {in: bucket.GetObjectInput{IfUnmodifiedSince: before}, err: "412 PreconditionFailed"},
		"a matching ETag outranks the time":         {in: bucket.GetObjectInput{IfMatch: etag, IfUnmodifiedSince: before}, want: "0123456789"},
		"another ETag outranks the time":            {in: bucket.GetObjectInput{IfNoneMatch: `"x"`, IfModifiedSince: noon}, want: "0123456789"},
		"a range from the start":                    {in: bucket.GetObjectInput{Range: "bytes=0-3"}, want: "0123", total: "bytes 0-3/10"},
		"a range to the end":                        {in: bucket.GetObjectInput{Range: "bytes=7-"}, want: "789", total: "bytes 7-9/10"},
		"a range beyond the end":                    {in: bucket.GetObjectInput{Range: "bytes=8-99"}, want: "89", total: "bytes 8-9/10"},
		"the last two bytes":                        {in: bucket.GetObjectInput{Range: "bytes=-2"}, want: "89", total: "bytes 8-9/10"},
		"more last bytes than there are":            {in: bucket.GetObjectInput{Range: "bytes=-99999999999999999999"}, want: "0123456789", total: "bytes 0-9/10"},
		"a range behind the end":                    {in: bucket.GetObjectInput{Range: "bytes=10-"}, err: "416 InvalidRange"},
		"a range far behind the end":                {in: bucket.GetObjectInput{Range: "bytes=99999999999999999999-"}, err: "416 InvalidRange"},
		"the last no bytes":                         {in: bucket.GetObjectInput{Range: "bytes=-0"}, err: "416 InvalidRange"},
		"a range that runs backwards is ignored":    {in: bucket.GetObjectInput{Range: "bytes=5-2"}, want: "0123456789"},
		"a range in another unit is ignored":        {in: bucket.GetObjectInput{Range: "lines=1-2"}, want: "0123456789"},
		"several ranges are ignored":                {in: bucket.GetObjectInput{Range: "bytes=0-1,3-4"}, want: "0123456789"},
		"a range with a sign is ignored":            {in: bucket.GetObjectInput{Range: "bytes=+1-2"}, want: "0123456789"},
		"the first part is the object":              {in: bucket.GetObjectInput{PartNumber: new(1)}, want: "0123456789", total: "bytes 0-9/10"},
		"there is no second part":                   {in: bucket.GetObjectInput{PartNumber: new(2)}, err: "416 InvalidPartNumber"},
		"a range of a part is too much":             {in: bucket.GetObjectInput{PartNumber: new(1), Range: "bytes=0-1"}, err: "400 InvalidRequest"},
		"the null version is there":                 {in: bucket.GetObjectInput{VersionID: "null"}, want: "0123456789"},
		"no other version is":                       {in: bucket.GetObjectInput{VersionID: "v1"}, err: "404 NoSuchVersion"},
		"a customer's key for a plain object":       {in: bucket.GetObjectInput{SSECustomerAlgorithm: "AES256", SSECustomerKey: strings.Repeat("k", 32)}, err: "400 InvalidRequest"},
		"somebody else's bucket":                    {in: bucket.GetObjectInput{ExpectedBucketOwner: "1"}, err: "403 AccessDenied"},
		"the owner's own bucket":                    {in: bucket.GetObjectInput{ExpectedBucketOwner: fake.Owner}, want: "0123456789"},
		"a condition is checked before the range":   {in: bucket.GetObjectInput{IfMatch: `"x"`, Range: "bytes=99-"}, err: "412 PreconditionFailed"},
		"a matching condition and a range together": {in: bucket.GetObjectInput{IfMatch: etag, Range: "bytes=1-1"}, want: "1", total: "bytes 1-1/10"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBucket(t, "0123456789")
			test.in.Key = "0123456789"
			out, err := b.GetObject(t.Context(), &test.in)
			if got := failure(err); got != test.err {
				t.Fatalf("got %q (%v), want %q", got, err, test.err)
			}
			if (out == nil) != (err != nil) {
				t.Fatal("the output is not non-nil exactly when the error is nil")
			}
			var said *bucket.Error
			if errors.As(err, &said) && (said.Code == "") != (len(said.Body) == 0) {
				t.Errorf("code %q with the body %q", said.Code, said.Body)
			}
			if err != nil {
				return
			}
			data, err := io.ReadAll(out.Body)
			if err != nil {
				t.Fatal(err)
			}
			status := 200
			if test.total != "" {
				status = 206
			}
			if string(data) != test.want || out.ContentRange != test.total || out.Response.StatusCode != status || out.ContentLength != int64(len(data)) {
				t.Errorf("got %q, range %q, %v, length %d", data, out.ContentRange, out.Response, out.ContentLength)
			}
		})
	}
}

func TestHeadFailsWithoutWords(t *testing.T) {
	t.Parallel()
	b := newBucket(t, "k")
	for name, test := range map[string]struct {
		in       bucket.HeadObjectInput
		want     string
		sentinel error
	}{
		"no such key":         {bucket.HeadObjectInput{Key: "x"}, "404", bucket.ErrNoSuchKey},
		"a failed condition":  {bucket.HeadObjectInput{Key: "k", IfMatch: `"x"`}, "412", bucket.ErrPreconditionFailed},
		"not modified":        {bucket.HeadObjectInput{Key: "k", IfModifiedSince: noon}, "304", bucket.ErrNotModified},
		"a range of no bytes": {bucket.HeadObjectInput{Key: "k", Range: "bytes=9-"}, "416", bucket.ErrInvalidRange},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := b.HeadObject(t.Context(), &test.in)
			if got := failure(err); got != test.want || !errors.Is(err, test.sentinel) {
				t.Errorf("got %q (%v), want %q and %v", got, err, test.want, test.sentinel)
			}
		})
	}
}

func TestCustomerKeysAreDemandedAgain(t *testing.T) {
	t.Parallel()
	key, other := strings.Repeat("k", 32), strings.Repeat("o", 32)
	b := newBucket(t)
	out := put(t, b, &bucket.PutObjectInput{Key: "k", Body: strings.NewReader("x"), SSECustomerAlgorithm: "AES256", SSECustomerKey: key})
	if out.SSECustomerKeyMD5 == "" || out.SSECustomerAlgorithm != "AES256" {
		t.Errorf("PutObject answered %+v", out)
	}
	for name, test := range map[string]struct{ key, want string }{
		"the same key":    {key, ""},
		"another key":     {other, "403 AccessDenied"},
		"no key":          {"", "400 InvalidRequest"},
		"a key too short": {"k", "*bucket.InputError"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := &bucket.GetObjectInput{Key: "k", SSECustomerKey: test.key}
			if test.key != "" {
				in.SSECustomerAlgorithm = "AES256"
			}
			_, err := b.GetObject(t.Context(), in)
			if got := failure(err); got != test.want {
				t.Errorf("got %q (%v), want %q", got, err, test.want)
			}
			if err != nil && test.key != "" && strings.Contains(fmt.Sprintf("%+v", err), test.key+test.key) {
				t.Error("the error shows the key")
			}
		})
	}
}

func TestBodiesEndWithTheContextAndWithClose(t *testing.T) {
	t.Parallel()
	b := newBucket(t, "k")
	ctx, cancel := context.WithCancel(t.Context())
	out, err := b.GetObject(ctx, &bucket.GetObjectInput{Key: "k"})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := io.ReadAll(out.Body); !errors.Is(err, context.Canceled) {
		t.Errorf("a body outlives its context: %v", err)
	}
	out, err = b.GetObject(t.Context(), &bucket.GetObjectInput{Key: "k"})
	if err != nil {
		t.Fatal(err)
	}
	if err := out.Body.Close(); err != nil {
		t.Fatal(err)
	}
	if n, err := out.Body.Read(make([]byte, 1)); n != 0 || err == nil || errors.Is(err, io.EOF) {
		t.Errorf("a closed body gives %d bytes, %v", n, err)
	}
}
