// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"crypto/md5"
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// Wire is a transport that shows the suite the requests that pass. Make a
// client with it and hand it to the [Harness]:
//
//	wire := &conformance.Wire{Base: transport}
//	cfg.Transport = wire
//
// Goroutines may share it.
type Wire struct {
	// Base sends the requests; nil is http.DefaultTransport.
	Base http.RoundTripper

	mu        sync.Mutex
	listening bool
	sent      []sent
}

// sent is a request as a client gave it to its transport.
type sent struct {
	method string
	url    url.URL
	header http.Header
	length int64
	body   func() (io.ReadCloser, error) // nil if it cannot be read again
}

// RoundTrip notes the request, if the suite asked for it, and sends it.
func (w *Wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	if w.listening {
		w.sent = append(w.sent, sent{method: r.Method, url: *r.URL, header: r.Header.Clone(), length: r.ContentLength, body: r.GetBody})
	}
	w.mu.Unlock()
	base := w.Base
	if base == nil {
		base = http.DefaultTransport
	}
	return base.RoundTrip(r)
}

// during gives the requests that f sends. It stops listening also when f ends
// the behaviour.
func (w *Wire) during(f func()) []sent {
	w.listen(true)
	defer w.listen(false)
	f()
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sent
}

// listen begins or ends to note requests; either forgets those of before.
func (w *Wire) listen(on bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.listening, w.sent = on, nil
}

// one gives the only request that f sends.
func (p *probe) one(f func()) sent {
	all := p.session.h.Wire.during(f)
	if len(all) != 1 {
		p.fatalf("%d requests were sent, want 1", len(all))
	}
	return all[0]
}

// md5Of is the Content-MD5 of a request's body.
func (s sent) md5Of(p *probe) string {
	if s.body == nil {
		p.fatalf("the request has no body that can be read again")
	}
	body, err := s.body()
	p.must("GetBody", err)
	defer body.Close()
	sum := md5.New()
	_, err = io.Copy(sum, body)
	p.must("reading the body that was sent", err)
	return base64.StdEncoding.EncodeToString(sum.Sum(nil))
}

func wireRows() []behaviour {
	rows := []behaviour{
		{operation: "OptionsObject", name: "sends nothing that a browser's preflight has not", check: barePreflight},
		{operation: "OptionsObject", name: "sends the request headers as they were given", check: func(p *probe) {
			in := ask("any")
			in.AccessControlRequestHeaders = "X-Amz-Date, content-type"
			b := p.asked()
			s := p.one(func() { _, _ = b.OptionsObject(p.ctx, in) })
			p.equal("the method", s.method, http.MethodOptions)
			p.equal("Origin", s.header.Get("Origin"), in.Origin)
			p.equal("Access-Control-Request-Method", s.header.Get("Access-Control-Request-Method"), "PUT")
			p.equal("Access-Control-Request-Headers", s.header.Get("Access-Control-Request-Headers"), in.AccessControlRequestHeaders)
		}},
		{operation: "PutCORS", name: "sends the MD5 of its document", check: func(p *probe) {
			b := p.create().API
			s := p.one(func() { p.rule(b, preflightRules()) })
			p.equal("Content-MD5", s.header.Get("Content-MD5"), s.md5Of(p))
		}},
		{operation: "DeleteObjects", name: "sends the MD5 of its document", check: func(p *probe) {
			b, key := p.bucket(), p.key("absent")
			s := p.one(func() { p.deleteAll(b, false, key) })
			p.equal("Content-MD5", s.header.Get("Content-MD5"), s.md5Of(p))
		}},
		{operation: "GetObject", name: "asks for the bytes as they are stored", check: func(p *probe) {
			b, key := p.stored("content")
			s := p.one(func() { p.get(b, &bucket.GetObjectInput{Key: key}) })
			p.equal("Accept-Encoding", s.header.Get("Accept-Encoding"), "identity")
		}},
		{operation: "GetObject", name: "sends nothing when the input is wrong", check: func(p *probe) {
			b := p.open().API
			if all := p.session.h.Wire.during(func() { _, _ = b.GetObject(p.ctx, &bucket.GetObjectInput{}) }); len(all) > 0 {
				p.errorf("%d requests were sent", len(all))
			}
		}},
	}
	for _, a := range awkwardKeys() {
		rows = append(rows, behaviour{operation: "GetObject", name: "sends byte for byte a key with " + a.name, check: func(p *probe) {
			b := p.bucket()
			s := p.one(func() { closing(b.GetObject(p.ctx, &bucket.GetObjectInput{Key: a.key})) })
			p.path(s, a.key)
		}})
	}
	for i := range rows {
		rows[i].needs = needsWire
	}
	return rows
}

// closing closes the body of an answer that does not matter.
func closing(out *bucket.GetObjectOutput, err error) {
	if err == nil {
		out.Body.Close()
	}
}

// path checks that a request's path is the key, in virtual-host style, or the
// bucket and the key.
func (p *probe) path(s sent, key string) {
	path, err := url.PathUnescape(s.url.EscapedPath())
	p.must("unescaping the path", err)
	if path != "/"+key && path != "/"+p.session.shared.Name+"/"+key {
		p.errorf("the path is %s, which means %s; the key is %s", s.url.EscapedPath(), shown(path), shown(key))
	}
	if query := s.url.Query(); len(query) > 1 || len(query) == 1 && !query.Has("x-id") {
		p.errorf("the query is %q", s.url.RawQuery)
	}
}

func barePreflight(p *probe) {
	b := p.asked()
	s := p.one(func() { _, _ = b.OptionsObject(p.ctx, ask("any")) })
	for name := range s.header {
		for _, banned := range []string{"Authorization", "Cookie", "Content-", "X-Amz-"} {
			if strings.HasPrefix(name, banned) {
				p.errorf("the preflight has the header %s", name)
			}
		}
	}
	if s.length != 0 {
		p.errorf("the preflight has a body of %d bytes", s.length)
	}
	if s.url.RawQuery != "" {
		p.errorf("the preflight has the query %q", s.url.RawQuery)
	}
}
