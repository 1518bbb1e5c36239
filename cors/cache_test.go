// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/cors"
)

// clock is a time that tests set.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

func (c *clock) pass(d time.Duration) { c.Time = c.Add(d) }

func remembering() (*cors.Cache, *clock) {
	c := &clock{time.Unix(1_700_000_000, 0)}
	return &cors.Cache{Now: c.now}, c
}

// The facts are those of Fetch's CORS-preflight cache and of WPT's
// cors/preflight-cache.htm.
func TestCacheCovers(t *testing.T) {
	t.Parallel()
	put := to("PUT", "x-a", "1")
	with := func(f cors.Fetch, change func(*cors.Fetch)) cors.Fetch { change(&f); return f }
	trusted := with(put, func(f *cors.Fetch) { f.Credentials = true })
	origin := put.Origin
	granted := answered(200, allowOrigin, origin, allowMethods, "PUT", allowHeaders, "X-A, x-b", maxAge, "60")
	trusting := answered(200, allowOrigin, origin, allowCredentials, "true", allowMethods, "PUT, *", allowHeaders, "x-a, *")
	open := answered(200, allowOrigin, "*", allowMethods, "*", allowHeaders, "*")
	for _, tt := range []struct {
		name   string
		kept   cors.Fetch
		answer *cors.Answer
		later  time.Duration
		asked  cors.Fetch
		want   bool
	}{
		{"the same request", put, granted, 0, put, true},
		{"until its time is over", put, granted, time.Minute - 1, put, true},
		{"not when its time is over", put, granted, time.Minute, put, false},
		{"for five seconds where none are said", put, answered(200, allowOrigin, origin, allowMethods, "PUT", allowHeaders, "x-a"), 5*time.Second - 1, put, true},
		{"and no longer", put, answered(200, allowOrigin, origin, allowMethods, "PUT", allowHeaders, "x-a"), 5 * time.Second, put, false},
		{"not for zero seconds", put, answered(200, allowOrigin, origin, allowMethods, "PUT", allowHeaders, "x-a", maxAge, "0"), 0, put, false},
		{"not for less", put, answered(200, allowOrigin, origin, allowMethods, "PUT", allowHeaders, "x-a", maxAge, "-1"), 0, put, false},
		{"a request that needs less", put, granted, 0, to("PUT"), true},
		{"a safe method with a header that is listed", put, granted, 0, to("GET", "X-B", "2"), true},
		{"not a method that is not listed", put, granted, 0, to("DELETE"), false},
		{"not a header that is not listed", put, granted, 0, to("PUT", "x-c", "1"), false},
		{"whatever needs no permission", put, granted, time.Hour, to("GET"), true},
		{"nothing that a browser refuses", put, granted, 0, to("TRACE"), false},
		{"the same URL in other letters", put, granted, 0, with(put, func(f *cors.Fetch) { f.URL = "HTTPS://Store.EXAMPLE:443/photos/cat.jpg?part=1#top" }), true},
		{"no other fragment", put, granted, 0, with(put, func(f *cors.Fetch) { f.URL = "https://store.example/photos/cat.jpg?part=1" }), false},
		{"nothing for a page without an origin", with(put, func(f *cors.Fetch) { f.Origin = "null" }), open, 0, with(put, func(f *cors.Fetch) { f.Origin = "null" }), false},
		{"no other query", put, granted, 0, with(put, func(f *cors.Fetch) { f.URL = "https://store.example/photos/cat.jpg?part=2" }), false},
		{"no other path", put, granted, 0, with(put, func(f *cors.Fetch) { f.URL = "https://store.example/photos/?part=1" }), false},
		{"no other origin", put, granted, 0, with(put, func(f *cors.Fetch) { f.Origin = "https://www.app.example" }), false},
		{"no other partition", put, granted, 0, with(put, func(f *cors.Fetch) { f.Partition = "https://top.example" }), false},
		{"nothing with credentials by an answer to one without", put, granted, 0, trusted, false},
		{"what has none by an answer to one with", trusted, trusting, 0, put, true},
		{"what has them by an answer to one with", trusted, trusting, 0, trusted, true},
		{"with credentials a wildcard is no wildcard for methods", trusted, trusting, 0, with(trusted, func(f *cors.Fetch) { f.Method = "DELETE" }), false},
		{"nor for headers", trusted, trusting, 0, with(trusted, func(f *cors.Fetch) { f.Headers = []cors.Header{{Name: "x-b"}} }), false},
		{"everything under wildcards", put, open, 0, to("PATCH", "x-any", "1"), true},
		{"but not Authorization", put, open, 0, to("PUT", "Authorization", "x"), false},
		{"Authorization by its name", put, answered(200, allowOrigin, "*", allowMethods, "*", allowHeaders, "*, AUTHORIZATION"), 0, to("PUT", "Authorization", "x"), true},
		{"nothing by an answer that refuses", put, answered(403, allowOrigin, origin, allowMethods, "PUT", allowHeaders, "x-a"), 0, put, false},
		{"nothing by no answer", put, nil, 0, put, false},
		{"nothing that was refused before", to("TRACE"), granted, 0, put, false},
		{"an upload that is listened to, though no method is listed", with(to("POST"), func(f *cors.Fetch) { f.Progress = true }), answered(200, allowOrigin, "*"), 0,
			with(to("POST"), func(f *cors.Fetch) { f.Progress = true }), true},
		{"not such an upload by an answer that lists others", put, granted, 0, with(to("POST"), func(f *cors.Fetch) { f.Progress = true }), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			cache, now := remembering()
			cache.Keep(tt.kept, tt.answer)
			now.pass(tt.later)
			if got := cache.Covers(tt.asked); got != tt.want {
				t.Errorf("Covers() = %v", got)
			}
		})
	}
}

func TestCacheForgets(t *testing.T) {
	t.Parallel()
	put := to("PUT", "x-a", "1")
	trusted := put
	trusted.Credentials = true
	granted := answered(200, allowOrigin, put.Origin, allowCredentials, "true", allowMethods, "PUT", allowHeaders, "x-a", maxAge, "600")
	t.Run("what it was told to", func(t *testing.T) {
		t.Parallel()
		cache, _ := remembering()
		other := put
		other.URL = "https://store.example/other"
		cache.Keep(put, granted)
		cache.Keep(other, granted)
		cache.Forget(put)
		if cache.Covers(put) == cache.Covers(other) {
			t.Error("both or none")
		}
	})
	t.Run("with credentials too when a request without fails", func(t *testing.T) {
		t.Parallel()
		cache, _ := remembering()
		cache.Keep(trusted, granted)
		cache.Forget(put)
		if cache.Len() != 0 {
			t.Errorf("%d entries", cache.Len())
		}
	})
	t.Run("not without them when a request with them fails", func(t *testing.T) {
		t.Parallel()
		cache, _ := remembering()
		cache.Keep(put, granted)
		cache.Forget(trusted)
		if !cache.Covers(put) {
			t.Error("it is gone")
		}
	})
	t.Run("what a later preflight refuses", func(t *testing.T) {
		t.Parallel()
		cache, _ := remembering()
		cache.Keep(put, granted)
		cache.Keep(put, answered(403))
		if cache.Covers(put) {
			t.Error("it is still there")
		}
	})
	t.Run("when the later of two answers says", func(t *testing.T) {
		t.Parallel()
		cache, now := remembering()
		cache.Keep(put, granted)
		cache.Keep(put, answered(200, allowOrigin, "*", allowMethods, "PUT", allowHeaders, "x-a", maxAge, "10"))
		now.pass(10 * time.Second)
		if cache.Covers(put) || cache.Len() != 0 {
			t.Errorf("%d entries", cache.Len())
		}
	})
	t.Run("when its own limit of time says", func(t *testing.T) {
		t.Parallel()
		cache, now := remembering()
		cache.MaxAge = cors.MaxAgeSafari
		cache.Keep(put, answered(200, allowOrigin, "*", allowMethods, "PUT", allowHeaders, "x-a", maxAge, "86400"))
		now.pass(600*time.Second - 1)
		before := cache.Covers(put)
		now.pass(1)
		if !before || cache.Covers(put) {
			t.Error("not then")
		}
	})
	t.Run("what expires first when it is full", func(t *testing.T) {
		t.Parallel()
		cache, now := remembering()
		cache.Limit = 4
		for i := range 3 {
			f := put
			f.URL = fmt.Sprintf("https://store.example/%d", i)
			cache.Keep(f, granted)
			now.pass(time.Second)
			if !cache.Covers(f) {
				t.Errorf("%d is not there", i)
			}
		}
		first := put
		first.URL = "https://store.example/0"
		if cache.Len() != 4 || cache.Covers(first) {
			t.Errorf("%d entries", cache.Len())
		}
	})
	t.Run("the end of an answer that is too long", func(t *testing.T) {
		t.Parallel()
		cache, _ := remembering()
		cache.Keep(put, answered(200, allowOrigin, "*", allowMethods, "PUT", allowHeaders, "x-a"+strings.Repeat(",a", 10)+strings.Repeat(", x-y", 3)+","+manyNames(5000)))
		if !cache.Covers(put) || cache.Len() != 1024-11 {
			t.Errorf("%d entries", cache.Len())
		}
	})
}

func manyNames(n int) string {
	var names []string
	for i := range n {
		names = append(names, fmt.Sprintf("x-%d", i))
	}
	return strings.Join(names, ",")
}

func TestCacheServesManyAtOnce(t *testing.T) {
	t.Parallel()
	var cache cors.Cache
	granted := answered(200, allowOrigin, "*", allowMethods, "PUT", allowHeaders, "x-a")
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			f := to("PUT", "x-a", "1")
			f.URL = fmt.Sprintf("https://store.example/%d", i%4)
			for range 100 {
				cache.Keep(f, granted)
				_ = cache.Covers(f)
				if i == 7 {
					cache.Forget(f)
				}
			}
		})
	}
	wg.Wait()
	if n := cache.Len(); n < 6 || n > 8 {
		t.Errorf("%d entries", n)
	}
}
