// SPDX-License-Identifier: Apache-2.0

package budget_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"
	"testing"

	"github.com/aws/smithy-go/middleware"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
)

// open is a bucket as a user gets it.
func open(t *testing.T, url string, opts ...service.Option) *bucket.Bucket {
	t.Helper()
	svc, err := service.New(config.Config{
		Provider: "s3", Endpoint: url, Region: "us-east-1",
		Credentials: config.Static("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", ""),
	}, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return svc.Bucket("photos")
}

// row is one operation: its budget, our call, and the same request by plain
// net/http as a program would write it, unsigned and with encoding/xml.
type row struct {
	name   string
	budget float64
	runs   int
	ours   func(ctx context.Context, b *bucket.Bucket) error
	plain  func(ctx context.Context, c *http.Client, url string) error
}

func rows() []row {
	object := bytes.Repeat([]byte("x"), objectSize)
	sink := make([]byte, 4096)
	get := func(ctx context.Context, b *bucket.Bucket) error {
		out, err := b.GetObject(ctx, &bucket.GetObjectInput{Key: "cat.png"})
		if err != nil {
			return err
		}
		defer out.Body.Close()
		return readAll(out.Body, sink)
	}
	return []row{
		{"OPTIONS", 64, 2000, func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.OptionsObject(ctx, &bucket.OptionsObjectInput{
				Key: "cat.png", Origin: "https://app.example",
				AccessControlRequestMethod: "PUT", AccessControlRequestHeaders: "content-type",
			})
			return err
		}, plainOptions},
		{"HEAD", 66, 2000, func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.HeadObject(ctx, &bucket.HeadObjectInput{Key: "cat.png"})
			return err
		}, plainRequest(http.MethodHead, "/photos/cat.png", nil, sink)},
		{"GET 1 KiB", 74, 2000, get, plainRequest(http.MethodGet, "/photos/cat.png", nil, sink)},
		{"PUT 1 KiB", 66, 2000, func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.PutObject(ctx, &bucket.PutObjectInput{Key: "cat.png", Body: bytes.NewReader(object)})
			return err
		}, plainRequest(http.MethodPut, "/photos/cat.png", object, sink)},
		{"404 typed", 70, 2000, func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.GetObject(ctx, &bucket.GetObjectInput{Key: missing})
			if !errors.Is(err, bucket.ErrNoSuchKey) {
				return errors.New("no ErrNoSuchKey")
			}
			return nil
		}, plainMissing},
		{"GET CORS", 97, 2000, func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.GetCORS(ctx, nil)
			return err
		}, plainCORS},
		{"list 1,000 keys", 2200, 100, func(ctx context.Context, b *bucket.Bucket) error {
			out, err := b.ListObjects(ctx, nil)
			if err == nil && len(out.Objects) != keys {
				err = errors.New("keys are missing")
			}
			return err
		}, plainList},
	}
}

func TestAllocationBudgets(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	url := start(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	b := open(t, url)
	c := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 256}}
	t.Logf("%-24s %8s %8s %8s", "allocations per call", "budget", "pail", "net/http")
	for _, r := range rows() {
		ours := measure(t, r.runs, func() error { return r.ours(ctx, b) })
		plain := measure(t, r.runs, func() error { return r.plain(ctx, c, url) })
		t.Logf("%-24s %8.0f %8.0f %8.0f", r.name, r.budget, ours, plain)
		if ours > r.budget {
			t.Errorf("%s allocates %.0f times, the budget is %.0f", r.name, ours, r.budget)
		}
	}
	other := open(t, url, service.WithAPIOptions(addMiddleware))
	r := rows()[2]
	t.Logf("%-24s %8s %8.0f", r.name+", 1 middleware", "", measure(t, r.runs, func() error { return r.ours(ctx, other) }))
}

// addMiddleware adds a middleware as a user of aws-sdk-go-v2 writes one.
func addMiddleware(s *middleware.Stack) error {
	return s.Build.Add(middleware.BuildMiddlewareFunc("Nothing",
		func(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
			return next.HandleBuild(ctx, in)
		}), middleware.After)
}

// measure is how many allocations f makes in this process, all goroutines
// taken together.
func measure(t *testing.T, runs int, f func() error) float64 {
	t.Helper()
	for range 20 {
		if err := f(); err != nil {
			t.Fatal(err)
		}
	}
	return testing.AllocsPerRun(runs, func() {
		if err := f(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestNoConnectionIsOpenedInTheSteadyState(t *testing.T) {
	const callers, calls = 64, 50
	url := start(t)
	b := open(t, url)
	round := func() {
		var wg sync.WaitGroup
		for range callers {
			wg.Go(func() {
				for range calls {
					if err := rows()[2].ours(t.Context(), b); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		wg.Wait()
	}
	// The callers of a busy machine do not all call at once in the first rounds, so
	// that the pool may still grow.
	fresh := 0
	for range 6 {
		before := opened(t, url)
		round()
		if fresh = opened(t, url) - before - 1; fresh == 0 { // one is the one that asks
			return
		}
	}
	t.Errorf("%d connections were still opened by %d calls of %d callers", fresh, callers*calls, callers)
}

// opened asks the server how many connections it has seen, over one more.
func opened(t *testing.T, url string) int {
	t.Helper()
	c := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+connections, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// readAll reads r to its end into a buffer that is there already.
func readAll(r io.Reader, buffer []byte) error {
	for {
		_, err := r.Read(buffer)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
