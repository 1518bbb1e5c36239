// SPDX-License-Identifier: Apache-2.0

package bucket_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/call"
)

// pages answers ListObjects with one page a token.
type pages map[string]*bucket.ListObjectsOutput

func (p pages) Invoke(_ context.Context, inv *call.Invocation) (any, error) {
	token := inv.Input.(*bucket.ListObjectsInput).PageToken
	if p[token] == nil {
		return nil, &bucket.Error{Op: inv.Operation, StatusCode: 400, Code: "InvalidArgument", Message: token}
	}
	return p[token], nil
}

func page(next string, keys ...string) *bucket.ListObjectsOutput {
	out := &bucket.ListObjectsOutput{IsTruncated: next != "", NextPageToken: next}
	for _, key := range keys {
		out.Objects = append(out.Objects, bucket.Object{Key: key})
	}
	return out
}

func TestObjects(t *testing.T) {
	t.Parallel()
	stuck := page("", "a")
	stuck.IsTruncated = true
	for name, test := range map[string]struct {
		pages pages
		in    *bucket.ListObjectsInput
		want  []string
		err   string
	}{
		"an empty bucket yields nothing":                  {pages: pages{"": page("")}},
		"one page is yielded in order":                    {pages: pages{"": page("", "a", "b")}, want: []string{"a", "b"}},
		"pages are followed, empty ones too":              {pages: pages{"": page("1", "a"), "1": page("2"), "2": page("", "b")}, want: []string{"a", "b"}},
		"a token in the input is where it begins":         {pages: pages{"1": page("", "b")}, in: &bucket.ListObjectsInput{PageToken: "1"}, want: []string{"b"}},
		"a token without truncation is not followed":      {pages: pages{"": {NextPageToken: "1"}}},
		"a page that fails ends the listing":              {pages: pages{"": page("1", "a")}, want: []string{"a"}, err: "400 Bad Request: InvalidArgument: 1"},
		"a truncated page without a token is an error":    {pages: pages{"": stuck}, want: []string{"a"}, err: "page token is missing or the one that was sent"},
		"a token that does not move is an error, at once": {pages: pages{"": page("1", "a"), "1": page("1", "b")}, want: []string{"a", "b"}, err: "page token is missing or the one that was sent"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bucket.New(test.pages, "photos")
			objects := b.Objects(t.Context(), test.in)
			for range 2 { // a sequence may be ranged over again
				var got []string
				var failed error
				for object, err := range objects {
					if failed != nil {
						t.Fatal("the sequence went on after an error")
					}
					if failed = err; err == nil {
						got = append(got, object.Key)
					} else if object.Key != "" {
						t.Errorf("an object beside the error: %v", object)
					}
				}
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Errorf("keys (-want +got):\n%s", diff)
				}
				if (failed == nil) != (test.err == "") || failed != nil && !strings.Contains(failed.Error(), test.err) {
					t.Errorf("error %v, want %q", failed, test.err)
				}
			}
		})
	}
}

func TestObjectsTellsOfACancelledContext(t *testing.T) {
	t.Parallel()
	for cancelAfter := range 4 {
		t.Run(fmt.Sprintf("cancelled after %d objects", cancelAfter), func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			b := bucket.New(pages{"": page("1", "a", "b"), "1": page("", "c", "d")}, "photos")
			if cancelAfter == 0 {
				cancel()
			}
			var seen int
			var failed error
			for _, err := range b.Objects(ctx, nil) {
				if err != nil {
					failed = err
					continue
				}
				if seen++; seen == cancelAfter {
					cancel()
				}
			}
			cancel()
			if seen != cancelAfter || !errors.Is(failed, context.Canceled) {
				t.Errorf("saw %d objects and %v", seen, failed)
			}
		})
	}
}

func TestObjectsStopsWithTheLoop(t *testing.T) {
	t.Parallel()
	var calls int
	b := bucket.New(invoker(func(context.Context, *call.Invocation) (any, error) {
		calls++
		return page("next", "a", "b"), nil
	}), "photos")
	in := &bucket.ListObjectsInput{Prefix: "p"}
	for range b.Objects(t.Context(), in) {
		break
	}
	if calls != 1 {
		t.Errorf("%d pages were asked for", calls)
	}
	if in.PageToken != "" {
		t.Error("the input was changed")
	}
}

func TestObjectsWithoutAContextIsAnError(t *testing.T) {
	t.Parallel()
	var got []error
	for _, err := range bucket.New(pages{}, "b").Objects(nil, nil) { //nolint:staticcheck // the case under test
		got = append(got, err)
	}
	if len(got) != 1 || got[0] == nil {
		t.Errorf("got %v", got)
	}
}
