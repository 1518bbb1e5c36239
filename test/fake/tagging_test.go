// SPDX-License-Identifier: Apache-2.0

package fake_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/test/fake"
)

func TestTagsThatAreRefused(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		in   bucket.PutObjectTaggingInput
		want string
	}{
		"of a key that does not exist": {bucket.PutObjectTaggingInput{Key: "dog", Tags: []bucket.Tag{{Key: "a"}}}, "NoSuchKey"},
		"of another version":           {bucket.PutObjectTaggingInput{Key: "cat", VersionID: "7", Tags: []bucket.Tag{{Key: "a"}}}, "NoSuchVersion"},
		"one twice":                    {bucket.PutObjectTaggingInput{Key: "cat", Tags: []bucket.Tag{{Key: "a"}, {Key: "a"}}}, "InvalidTag"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := fake.New("photos")
			if _, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "cat", Body: strings.NewReader("meow")}); err != nil {
				t.Fatal(err)
			}
			_, err := b.PutObjectTagging(t.Context(), &test.in)
			if e, ok := errors.AsType[*bucket.Error](err); !ok || e.Code != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestTagsAreCountedByGetObject(t *testing.T) {
	t.Parallel()
	b := fake.New("photos")
	if _, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "cat", Body: strings.NewReader("meow")}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.PutObjectTagging(t.Context(), &bucket.PutObjectTaggingInput{Key: "cat", Tags: []bucket.Tag{{Key: "a"}, {Key: "b"}}}); err != nil {
		t.Fatal(err)
	}
	out, err := b.GetObject(t.Context(), &bucket.GetObjectInput{Key: "cat"})
	if err != nil {
		t.Fatal(err)
	}
	if err := out.Body.Close(); err != nil || out.TagCount != 2 {
		t.Errorf("TagCount is %d, the error %v", out.TagCount, err)
	}
}
