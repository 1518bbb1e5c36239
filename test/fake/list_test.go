// SPDX-License-Identifier: Apache-2.0

package fake_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func keys(t *testing.T, b *bucket.Bucket, in *bucket.ListObjectsInput) []string {
	t.Helper()
	var got []string
	for object, err := range b.Objects(t.Context(), in) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, object.Key)
	}
	return got
}

func TestListings(t *testing.T) {
	t.Parallel()
	b := newBucket(t, "a", "b/1", "b/2", "b/3/x", "c", "d/1", "ä", "b", "b0")
	for name, test := range map[string]struct {
		in       bucket.ListObjectsInput
		objects  []string
		prefixes []string
	}{
		"everything, by bytes":             {in: bucket.ListObjectsInput{}, objects: []string{"a", "b", "b/1", "b/2", "b/3/x", "b0", "c", "d/1", "ä"}},
		"under a prefix":                   {in: bucket.ListObjectsInput{Prefix: "b/"}, objects: []string{"b/1", "b/2", "b/3/x"}},
		"under no prefix of anything":      {in: bucket.ListObjectsInput{Prefix: "z"}},
		"with a delimiter":                 {in: bucket.ListObjectsInput{Delimiter: "/"}, objects: []string{"a", "b", "b0", "c", "ä"}, prefixes: []string{"b/", "d/"}},
		"with a delimiter below a prefix":  {in: bucket.ListObjectsInput{Delimiter: "/", Prefix: "b/"}, objects: []string{"b/1", "b/2"}, prefixes: []string{"b/3/"}},
		"with a delimiter of two bytes":    {in: bucket.ListObjectsInput{Delimiter: "/3"}, objects: []string{"a", "b", "b/1", "b/2", "b0", "c", "d/1", "ä"}, prefixes: []string{"b/3"}},
		"after a key":                      {in: bucket.ListObjectsInput{StartAfter: "b/2"}, objects: []string{"b/3/x", "b0", "c", "d/1", "ä"}},
		"after what is no key":             {in: bucket.ListObjectsInput{StartAfter: "bb"}, objects: []string{"c", "d/1", "ä"}},
		"after a key, with a delimiter":    {in: bucket.ListObjectsInput{StartAfter: "b/2", Delimiter: "/"}, objects: []string{"b0", "c", "ä"}, prefixes: []string{"b/", "d/"}},
		"after the last key is nothing":    {in: bucket.ListObjectsInput{StartAfter: "ä"}},
		"with an empty page is no listing": {in: bucket.ListObjectsInput{PageSize: new(0)}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for size := range 10 {
				if size == 0 && test.in.PageSize == nil {
					continue
				}
				in := test.in
				in.PageSize = &size
				if test.in.PageSize != nil {
					in.PageSize = test.in.PageSize
				}
				objects, prefixes := walk(t, b, in)
				if diff := cmp.Diff(test.objects, objects); diff != "" {
					t.Errorf("objects, %d a page (-want +got):\n%s", size, diff)
				}
				if diff := cmp.Diff(test.prefixes, prefixes); diff != "" {
					t.Errorf("prefixes, %d a page (-want +got):\n%s", size, diff)
				}
			}
		})
	}
}

// walk follows the pages of a listing, and checks what each says of itself.
func walk(t *testing.T, b *bucket.Bucket, in bucket.ListObjectsInput) (objects, prefixes []string) {
	t.Helper()
	for {
		out, err := b.ListObjects(t.Context(), &in)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(out.Objects) + len(out.CommonPrefixes); out.KeyCount != n || n > *in.PageSize || out.PageSize != *in.PageSize {
			t.Fatalf("a page of %d says %d of %d", n, out.KeyCount, out.PageSize)
		}
		if out.IsTruncated != (out.NextPageToken != "") {
			t.Fatalf("truncated %v, token %q", out.IsTruncated, out.NextPageToken)
		}
		for _, o := range out.Objects {
			objects = append(objects, o.Key)
			if o.Size != int64(len(o.Key)) || o.StorageClass != "STANDARD" || !o.LastModified.Equal(noon) || o.ETag == "" {
				t.Fatalf("entry %+v", o)
			}
		}
		prefixes = append(prefixes, out.CommonPrefixes...)
		if in.PageToken = out.NextPageToken; !out.IsTruncated {
			return objects, prefixes
		}
	}
}

func TestListingsRefuseWhatIsNoToken(t *testing.T) {
	t.Parallel()
	for _, token := range []string{"x", "!!", "eA", "a2"} {
		_, err := newBucket(t).ListObjects(t.Context(), &bucket.ListObjectsInput{PageToken: token})
		if want := "400 InvalidArgument"; failure(err) != want && token != "a2" {
			t.Errorf("%q: got %v, want %s", token, err, want)
		}
	}
	_, err := newBucket(t).ListObjects(t.Context(), &bucket.ListObjectsInput{PageSize: new(1001)})
	if failure(err) != "*bucket.InputError" {
		t.Errorf("a page of 1,001: %v", err)
	}
}
