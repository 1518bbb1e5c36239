// SPDX-License-Identifier: Apache-2.0

package fake_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/test/fake"
)

func TestMoves(t *testing.T) {
	t.Parallel()
	s := fake.NewService()
	photos, inbox := s.Bucket("photos"), s.Bucket("inbox")
	for _, b := range []*bucket.Bucket{photos, inbox} {
		if _, err := b.Create(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
	}
	put, err := inbox.PutObject(t.Context(), &bucket.PutObjectInput{Key: "old", Body: strings.NewReader("meow"), Metadata: map[string]string{"a": "1"}})
	if err != nil {
		t.Fatal(err)
	}
	moved, err := photos.MoveObject(t.Context(), &bucket.MoveObjectInput{Key: "new", SourceBucket: "inbox", SourceKey: "old"})
	if err != nil || moved.ETag != put.ETag || moved.Response.StatusCode != http.StatusCreated {
		t.Fatalf("%+v, %v", moved, err)
	}
	if _, err := photos.MoveObject(t.Context(), &bucket.MoveObjectInput{Key: "new", SourceKey: "new"}); err != nil {
		t.Errorf("onto itself: %v", err)
	}
	got, err := photos.GetObject(t.Context(), &bucket.GetObjectInput{Key: "new"})
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(got.Body)
	if string(text) != "meow" || err != nil || got.Metadata["a"] != "1" || got.Body.Close() != nil {
		t.Errorf("%q, %v, %v", text, got.Metadata, err)
	}
	for name, test := range map[string]struct {
		in   bucket.MoveObjectInput
		want error
	}{
		"it is gone":            {bucket.MoveObjectInput{Key: "new", SourceBucket: "inbox", SourceKey: "old"}, bucket.ErrNoSuchKey},
		"no such source":        {bucket.MoveObjectInput{Key: "new", SourceKey: "nothing"}, bucket.ErrNoSuchKey},
		"no such source bucket": {bucket.MoveObjectInput{Key: "new", SourceBucket: "nowhere", SourceKey: "old"}, bucket.ErrNoSuchBucket},
	} {
		if _, err := photos.MoveObject(t.Context(), &test.in); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err = photos.MoveObject(t.Context(), &bucket.MoveObjectInput{})
	if bad, ok := errors.AsType[*bucket.InputError](err); !ok || len(bad.Fields) != 2 {
		t.Errorf("nothing to move: %v", err)
	}
	if _, err := s.Bucket("nowhere").MoveObject(t.Context(), &bucket.MoveObjectInput{Key: "a", SourceKey: "b"}); !errors.Is(err, bucket.ErrNoSuchBucket) {
		t.Errorf("no such bucket: %v", err)
	}
}

func TestStatistics(t *testing.T) {
	t.Parallel()
	b := fake.New("photos", fake.WithRegion("pek3b"))
	for _, key := range []string{"a", "b", "b"} {
		if _, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: key, Body: strings.NewReader("meow")}); err != nil {
			t.Fatal(err)
		}
	}
	out, err := b.GetStatistics(t.Context(), nil)
	if err != nil || out.Count != 2 || out.Size != 8 || out.Region != "pek3b" || out.Name != "photos" || out.Status != "active" || out.Created.IsZero() || out.URL == "" {
		t.Errorf("%+v, %v", out, err)
	}
	if _, err := fake.NewService().Bucket("nowhere").GetStatistics(t.Context(), nil); !errors.Is(err, bucket.ErrNoSuchBucket) {
		t.Errorf("no such bucket: %v", err)
	}
}

// TestWhatNeedsAServerIsRefused: fetching from the web, and making images.
func TestWhatNeedsAServerIsRefused(t *testing.T) {
	t.Parallel()
	b := fake.New("photos")
	_, fetch := b.FetchObject(t.Context(), &bucket.FetchObjectInput{Key: "logo", SourceURL: "https://web.example/logo.png"})
	_, image := b.ProcessImage(t.Context(), &bucket.ProcessImageInput{Key: "cat", Action: "info"})
	for op, err := range map[string]error{"FetchObject": fetch, "ProcessImage": image} {
		lacking, ok := errors.AsType[*bucket.UnsupportedError](err)
		if !ok || lacking.Op != op || lacking.Reason == "" || !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("%s: %v", op, err)
		}
	}
}
