// SPDX-License-Identifier: Apache-2.0

package fake_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/test/fake"
)

var _ bucket.API = fake.New("assertion")

// noon is when everything happens.
var noon = time.Date(2026, 11, 5, 12, 0, 0, 0, time.UTC)

// newBucket is an existing bucket at noon that holds the keys given, each with
// itself as its content.
func newBucket(t *testing.T, keys ...string) *bucket.Bucket {
	t.Helper()
	b := fake.New("photos", fake.WithClock(func() time.Time { return noon }))
	for _, key := range keys {
		put(t, b, &bucket.PutObjectInput{Key: key, Body: strings.NewReader(key)})
	}
	return b
}

func put(t *testing.T, b *bucket.Bucket, in *bucket.PutObjectInput) *bucket.PutObjectOutput {
	t.Helper()
	out, err := b.PutObject(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// failure describes err the way the tables of this file write it.
func failure(err error) string {
	var said *bucket.Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &said):
		return strings.TrimSpace(strconv.Itoa(said.StatusCode) + " " + said.Code)
	default:
		return fmt.Sprintf("%T", err)
	}
}

func content(t *testing.T, b *bucket.Bucket, key string) string {
	t.Helper()
	out, err := b.GetObject(t.Context(), &bucket.GetObjectInput{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(out.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestACancelledCallHasNoAnswer(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := newBucket(t).Head(ctx, nil)
	var none *bucket.TransportError
	if !errors.As(err, &none) || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestHooksSeeEveryCall(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	var seen []string
	b := fake.New("photos", fake.WithHook(func(_ context.Context, c *bucket.Call) error {
		seen = append(seen, c.Provider+" "+c.Region+" "+c.Operation+" "+c.Bucket)
		if c.Operation == "Head" {
			return broken
		}
		return nil
	}))
	if _, err := b.Head(t.Context(), nil); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	put(t, b, &bucket.PutObjectInput{Key: "k"})
	want := []string{"fake us-east-1 Head photos", "fake us-east-1 PutObject photos"}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
}

func TestRawRequestsAreRefused(t *testing.T) {
	t.Parallel()
	_, err := newBucket(t).Do(t.Context(), bucket.RawRequest{})
	if !errors.Is(err, bucket.ErrUnsupported) {
		t.Errorf("got %v", err)
	}
}

func TestManyGoroutinesMayUseOneBucket(t *testing.T) {
	t.Parallel()
	b := newBucket(t)
	var wg sync.WaitGroup
	for i := range 64 {
		wg.Go(func() {
			key := strconv.Itoa(i % 8)
			if _, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: key, Body: strings.NewReader(key)}); err != nil {
				t.Error(err)
				return
			}
			out, err := b.GetObject(t.Context(), &bucket.GetObjectInput{Key: key})
			if err != nil {
				t.Error(err)
				return
			}
			if data, err := io.ReadAll(out.Body); err != nil || string(data) != key {
				t.Errorf("%s: got %q, %v", key, data, err)
			}
			if _, err := b.ListObjects(t.Context(), nil); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}
