// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// cacheEntries is how many entries a Cache keeps that says nothing else.
const cacheEntries = 1024

// Cache remembers which preflights need not be repeated, as the Fetch standard
// has it (CORS-preflight cache). An entry lets one method, or one header, go to
// one exact URL with its query and its fragment, from one origin within one
// partition: so each presigned URL has its own. What was asked with credentials
// also serves requests without, never the other way round. Nothing is remembered
// for the origin "null", which stands for a page that equals no other.
//
// A "*" that came with credentials is the name of a method or a header like any
// other, as it was when the preflight was judged. What is told twice lasts as
// long as the later answer says.
//
// The zero Cache is ready for use. Set its fields before that, and do not copy
// it afterwards. It is safe for concurrent use and starts no goroutine.
type Cache struct {
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// MaxAge is the most seconds that anything is remembered, such as
	// [MaxAgeChromium]; 0 sets no limit.
	MaxAge int
	// Limit is how many entries are kept at most; 0 is 1,024. Beyond it those
	// go that would expire first.
	Limit int

	mu      sync.Mutex
	entries []cacheEntry
}

// cacheEntry lets one method, or one header, pass.
type cacheEntry struct {
	partition, origin, url string
	credentials            bool
	header                 bool   // else it is about a method
	name                   string // in lower case for a header
	expires                time.Time
}

// Covers says that f may be sent without a preflight: it needs none, or what it
// needs is remembered. It is false for what a browser would not send at all.
func (c *Cache) Covers(f Fetch) bool {
	r, preflight, err := f.Request()
	if err != nil || !preflight {
		return err == nil
	}
	at := f.entry()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.expire()
	method := at.about(false, r.Method)
	if (f.Progress || !isSafeMethod(r.Method)) && !slices.ContainsFunc(c.entries, method.isCovered) {
		return false
	}
	for _, name := range r.Headers {
		header := at.about(true, name)
		if !slices.ContainsFunc(c.entries, header.isCovered) {
			return false
		}
	}
	return true
}

// Keep remembers the answer to the preflight of f. An answer by which [Browser]
// does not allow f is not remembered, and makes Keep forget what was there. Of
// an answer that lists more than the cache can hold the end is left out.
func (c *Cache) Keep(f Fetch, preflight *Answer) {
	r, _, err := f.Request()
	if err != nil || preflight == nil || r.Origin == "null" {
		return
	}
	if v := Browser(r, preflight, nil); !v.Allowed {
		c.Forget(f)
		return
	}
	at := f.entry()
	var told []cacheEntry
	for method := range elements(preflight.lines("access-control-allow-methods")) {
		told = append(told, at.about(false, method))
	}
	if len(told) == 0 && f.Progress {
		told = append(told, at.about(false, r.Method))
	}
	for name := range elements(preflight.lines("access-control-allow-headers")) {
		told = append(told, at.about(true, strings.ToLower(name)))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	expires := c.now().Add(time.Duration(MaxAge(preflight, c.MaxAge)) * time.Second)
	for _, e := range told[:min(len(told), c.limit())] {
		e.expires = expires
		c.put(e)
	}
	c.expire()
}

// Forget removes what lets f pass. Call it when f failed after all: when there
// was no answer, or one that [Browser] refused.
func (c *Cache) Forget(f Fetch) {
	at := f.entry()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries = slices.DeleteFunc(c.entries, at.isAt)
}

// Len is how many entries there are, those that have expired left out.
func (c *Cache) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.expire()
	return len(c.entries)
}

func (c *Cache) now() time.Time {
	if c.Now == nil {
		return time.Now()
	}
	return c.Now()
}

// expire removes what has had its time.
func (c *Cache) expire() {
	now := c.now()
	c.entries = slices.DeleteFunc(c.entries, func(e cacheEntry) bool { return !now.Before(e.expires) })
}

// put changes the expiry of the entry, or adds it.
func (c *Cache) put(e cacheEntry) {
	expires := e.expires
	for i := range c.entries {
		if e.expires = c.entries[i].expires; c.entries[i] == e {
			c.entries[i].expires = expires
			return
		}
	}
	e.expires = expires
	if len(c.entries) >= c.limit() {
		c.expire()
	}
	if len(c.entries) >= c.limit() {
		first := 0
		for i := range c.entries {
			if c.entries[i].expires.Before(c.entries[first].expires) {
				first = i
			}
		}
		c.entries = slices.Delete(c.entries, first, first+1)
	}
	c.entries = append(c.entries, e)
}

func (c *Cache) limit() int {
	if c.Limit > 0 {
		return c.Limit
	}
	return cacheEntries
}

// entry is what f's entries have in common.
func (f Fetch) entry() cacheEntry {
	e := cacheEntry{partition: f.Partition, origin: f.Origin, url: f.URL, credentials: f.Credentials}
	if u, err := f.target(); err == nil {
		e.url = serialise(u)
	}
	return e
}

// about is e for a method or a header.
func (e cacheEntry) about(header bool, name string) cacheEntry {
	e.header, e.name = header, name
	return e
}

// isAt says that other serves requests from where e is to where it is: Fetch's
// cache entry match.
func (e cacheEntry) isAt(other cacheEntry) bool {
	return other.partition == e.partition && other.origin == e.origin && other.url == e.url && (other.credentials || !e.credentials)
}

// isCovered says that other lets pass what e is about: Fetch's method and
// header-name cache entry match.
func (e cacheEntry) isCovered(other cacheEntry) bool {
	if other.header != e.header || !e.isAt(other) {
		return false
	}
	return other.name == e.name || other.name == wildcard && !other.credentials && (!e.header || e.name != "authorization")
}
