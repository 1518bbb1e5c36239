// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

//go:embed runner.js
var runner string

// Pages whose origin is opaque: a browser sends it as "null".
const (
	sandboxed = "sandboxed page"
	dataURL   = "data: URL"
	fileURL   = "file: URL"
)

// pages are where scripts run: origins, and those without one. That each script
// is where it should be is checked when its page opens.
var pages = []string{
	"http://app.example", "https://app.example", "http://app.example:8080", "https://app.example:8443", "http://www.app.example",
	"http://a.b.app.example", "http://badapp.example", "http://localhost:3000", "http://127.0.0.1:5000", "http://[::1]:5000",
	"http://xn--bcher-kva.example", "http://under_score.example", sandboxed, dataURL, fileURL,
}

// originOf is the origin of a page as a browser sends it.
func originOf(page string) string {
	switch page {
	case sandboxed, dataURL, fileURL:
		return "null"
	}
	return page
}

// pageFile is an empty page.
const pageFile = "<!doctype html><link rel=icon href=data:,><title>page</title>"

// servePage answers with an empty page, in a sandbox if the path says so.
func servePage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	if r.URL.Path == "/sandboxed" {
		w.Header().Set("Content-Security-Policy", "sandbox allow-scripts")
	}
	_, _ = w.Write([]byte(pageFile))
}

// address is the URL of a page; dir is a folder for files.
func address(page, dir string) (string, error) {
	switch page {
	case sandboxed:
		return "http://app.example/sandboxed", nil
	case dataURL:
		return "data:text/html," + url.PathEscape(pageFile), nil
	case fileURL:
		path := filepath.Join(dir, "page.html")
		return "file://" + path, os.WriteFile(path, []byte(pageFile), 0o600)
	}
	return page + "/page", nil
}

// patience is how long an explanation of a failure may follow it. For some
// there is none: a request that had no end by then, say.
const patience = 3 * time.Second

// tab is a page that is open.
type tab struct {
	browser *chromium
	world   *world
	session string

	mu       sync.Mutex
	requests map[string]string // IDs of attempts, by that of the browser
	failures map[string][]why  // by ID of the attempt
}

// open opens a page and readies it for attempts.
func open(t testing.TB, c *chromium, w *world, page string) *tab {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	where, err := address(page, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	session, err := c.page(ctx, where)
	if err != nil {
		t.Fatal(err)
	}
	b := &tab{browser: c, world: w, session: session, requests: map[string]string{}, failures: map[string][]why{}}
	for ready := ""; ready != where+" complete"; time.Sleep(2 * time.Millisecond) {
		// While a page gives way to the next, there is nothing to evaluate in.
		err = b.evaluate(ctx, "location.href + ' ' + document.readyState", &ready)
		if ctx.Err() != nil {
			t.Fatalf("opening %s: %q, %v", page, ready, err)
		}
	}
	var origin string
	if err := b.evaluate(ctx, runner+"; self.origin", &origin); err != nil || origin != originOf(page) {
		t.Fatalf("the origin of %s is %q, want %q; %v", page, origin, originOf(page), err)
	}
	c.watch(session, b.note)
	if err := c.call(ctx, session, "Network.enable", struct{}{}, nil); err != nil {
		t.Fatal(err)
	}
	return b
}

// evaluate runs JavaScript and decodes what it, or its promise, comes to.
func (b *tab) evaluate(ctx context.Context, expression string, out any) error {
	var reply struct {
		Result struct {
			Value json.RawMessage `json:"value"`
		} `json:"result"`
		Exception json.RawMessage `json:"exceptionDetails"`
	}
	params := map[string]any{"expression": expression, "awaitPromise": true, "returnByValue": true}
	if err := b.browser.call(ctx, b.session, "Runtime.evaluate", params, &reply); err != nil {
		return err
	}
	if reply.Exception != nil {
		return fmt.Errorf("the script threw %s", reply.Exception)
	}
	return json.Unmarshal(reply.Result.Value, out)
}

// note remembers why requests failed.
func (b *tab) note(e event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e.Method {
	case "Network.requestWillBeSent":
		var p struct {
			RequestID string `json:"requestId"`
			Request   struct {
				URL string `json:"url"`
			} `json:"request"`
			Initiator struct {
				Type string `json:"type"`
			} `json:"initiator"`
		}
		if json.Unmarshal(e.Params, &p) == nil && p.Initiator.Type != "preflight" {
			b.requests[p.RequestID] = idOf(p.Request.URL)
		}
	case "Network.loadingFailed":
		var p struct {
			RequestID string `json:"requestId"`
			Canceled  bool   `json:"canceled"`
			why
		}
		// A script that does not read to the end cancels, which is no failure.
		if json.Unmarshal(e.Params, &p) == nil && !p.Canceled {
			if id := b.requests[p.RequestID]; id != "" {
				b.failures[id] = append(b.failures[id], p.why)
			}
		}
	}
}

// run makes attempts, all at once, and tells what came of each, in their order.
// Their IDs differ.
func (b *tab) run(ctx context.Context, attempts []*attempt) ([]*observed, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	before := map[string]int{}
	b.mu.Lock()
	for _, a := range attempts {
		before[a.ID] = len(b.failures[a.ID])
	}
	b.mu.Unlock()
	told, err := json.Marshal(attempts)
	if err != nil {
		return nil, err
	}
	var all []*observed
	if err := b.evaluate(ctx, "pail("+string(told)+")", &all); err != nil {
		return nil, err
	}
	deadline := time.Now().Add(patience)
	if len(all) != len(attempts) {
		return nil, fmt.Errorf("%d attempts came to %d ends", len(attempts), len(all))
	}
	for i, o := range all {
		id := attempts[i].ID
		for o.Failed != "" && !b.explained(id, before[id], o) && time.Now().Before(deadline) {
			time.Sleep(time.Millisecond)
		}
		o.Exchanges = b.world.of(id)
		for j, name := range o.Visible {
			o.Visible[j] = strings.ToLower(name)
		}
	}
	return all, nil
}

// explained takes the browser's reason for a failure, if it has come: the first
// after those that were there before.
func (b *tab) explained(id string, before int, o *observed) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	list := b.failures[id]
	if len(list) <= before {
		return false
	}
	o.Why = list[before]
	return true
}
