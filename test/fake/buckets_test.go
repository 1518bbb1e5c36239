// SPDX-License-Identifier: Apache-2.0

package fake_test

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/test/fake"
)

func TestBucketsComeAndGo(t *testing.T) {
	t.Parallel()
	s := fake.NewService(fake.WithRegion("eu-west-1"), fake.WithClock(func() time.Time { return noon }))
	b := s.Bucket("photos")
	step := func(what string, err error, want string, sentinels ...error) {
		t.Helper()
		if got := failure(err); got != want {
			t.Errorf("%s: got %q (%v), want %q", what, got, err, want)
		}
		for _, sentinel := range sentinels {
			if !errors.Is(err, sentinel) {
				t.Errorf("%s: %v is not %v", what, err, sentinel)
			}
		}
	}
	_, err := b.Head(t.Context(), nil)
	step("head of no bucket", err, "404", bucket.ErrNoSuchBucket, bucket.ErrNotFound)
	_, err = b.ListObjects(t.Context(), nil)
	step("list of no bucket", err, "404 NoSuchBucket", bucket.ErrNoSuchBucket, bucket.ErrNotFound)
	_, err = b.Create(t.Context(), nil)
	step("create", err, "")
	_, err = b.Create(t.Context(), nil)
	step("create again", err, "409 BucketAlreadyOwnedByYou", bucket.ErrBucketExists)
	head, err := b.Head(t.Context(), nil)
	step("head", err, "")
	if head.Region != "eu-west-1" || head.Response.StatusCode != http.StatusOK {
		t.Errorf("head says %q, %v", head.Region, head.Response)
	}
	put(t, b, &bucket.PutObjectInput{Key: "k"})
	_, err = b.Delete(t.Context(), nil)
	step("delete a full bucket", err, "409 BucketNotEmpty", bucket.ErrBucketNotEmpty)
	_, err = b.DeleteObject(t.Context(), &bucket.DeleteObjectInput{Key: "k"})
	step("delete the object", err, "")
	_, err = b.Delete(t.Context(), nil)
	step("delete", err, "")
	_, err = b.Delete(t.Context(), nil)
	step("delete again", err, "404 NoSuchBucket", bucket.ErrNoSuchBucket)
	_, err = s.Bucket("Bad_Name").Create(t.Context(), nil)
	step("create under a bad name", err, "400 InvalidBucketName")
	_, err = fake.New("photos").Head(t.Context(), &bucket.HeadInput{ExpectedBucketOwner: "somebody"})
	step("head of somebody's bucket", err, "403", bucket.ErrAccessDenied)
}

func TestListBuckets(t *testing.T) {
	t.Parallel()
	s := fake.NewService(fake.WithPageLimit(2), fake.WithClock(func() time.Time { return noon }))
	for _, name := range []string{"abc", "bcd", "abd", "abe"} {
		if _, err := s.Bucket(name).Create(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
	}
	var pages [][]string
	for in := (bucket.ListBucketsInput{Prefix: "ab"}); ; {
		out, err := s.ListBuckets(t.Context(), &in)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, b := range out.Buckets {
			names = append(names, b.Name)
			if !b.CreationDate.Equal(noon) {
				t.Errorf("%s was made at %v", b.Name, b.CreationDate)
			}
		}
		pages = append(pages, names)
		if in.PageToken = out.NextPageToken; in.PageToken == "" {
			break
		}
	}
	if diff := cmp.Diff([][]string{{"abc", "abd"}, {"abe"}}, pages); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}
