// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// probe is one behaviour being tried. Its fatal methods end the behaviour's
// goroutine, like those of testing.T; errorf may be called from others.
type probe struct {
	session *session
	ctx     context.Context
	number  int

	mu       sync.Mutex
	failures []string
	lacks    error // the operation that a partial implementation does not have
}

// lacking ends the behaviour when the implementation, being partial, says that
// it has no such operation.
func (p *probe) lacking(err error) {
	unsupported, ok := errors.AsType[*bucket.UnsupportedError](err)
	if ok && unsupported.Member == "" && p.session.h.Partial {
		p.lacks = err
		runtime.Goexit()
	}
}

// errorf notes a failure and goes on.
func (p *probe) errorf(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.failures = append(p.failures, fmt.Sprintf(format, args...))
}

// fatalf notes a failure and ends the behaviour.
func (p *probe) fatalf(format string, args ...any) {
	p.errorf(format, args...)
	runtime.Goexit()
}

// must ends the behaviour when a step of its preparation failed.
func (p *probe) must(step string, err error) {
	if err != nil {
		p.fatalf("%s: %v", step, err)
	}
}

// equal notes a difference. An empty list or map is equal to a nil one.
func (p *probe) equal(what string, got, want any) {
	if !cmp.Equal(want, got, cmpopts.EquateEmpty()) {
		p.errorf("%s is %s, want %s", what, shown(got), shown(want))
	}
}

// shown is a value for people, cut where it is long.
func shown(v any) string {
	s := fmt.Sprintf("%+v", v)
	switch v := v.(type) {
	case string:
		s = fmt.Sprintf("%q", v)
	case []string:
		s = fmt.Sprintf("%q", v)
	case []byte:
		s = fmt.Sprintf("%d bytes %q", len(v), v[:min(len(v), 64)])
	}
	if len(s) > 400 {
		s = s[:400] + "..."
	}
	return s
}

// open gives a bucket that does not exist. The suite deletes it at its end,
// should it exist then.
func (p *probe) open() Bucket {
	b, err := p.session.h.Open(p.ctx)
	p.must("opening a bucket", err)
	p.session.made = append(p.session.made, b)
	return b
}

// create gives a new, empty bucket of the behaviour's own.
func (p *probe) create() Bucket {
	b := p.open()
	_, err := b.API.Create(p.ctx, &bucket.CreateInput{})
	p.must("creating bucket "+b.Name, err)
	return b
}

// bucket is the one that behaviours of objects share; each of them uses keys
// that p.key gave.
func (p *probe) bucket() bucket.API {
	if p.session.shared == nil {
		b := p.create()
		p.session.shared = &b
	}
	return p.session.shared.API
}

// key is a key of the shared bucket that only this behaviour uses.
func (p *probe) key(name string) string { return fmt.Sprintf("b%04d/%s", p.number, name) }

// put stores an object and ends the behaviour if that fails.
func (p *probe) put(b bucket.API, key, content string) *bucket.PutObjectOutput {
	out, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: key, Body: bytes.NewReader([]byte(content))})
	return result(p, "PutObject", out, err)
}

// stored puts an object into the shared bucket and gives its key.
func (p *probe) stored(content string) (b bucket.API, key string) {
	b, key = p.bucket(), p.key("object")
	p.put(b, key, content)
	return b, key
}

// get is the object's content, and the answer around it.
func (p *probe) get(b bucket.API, in *bucket.GetObjectInput) (string, *bucket.GetObjectOutput) {
	out, err := b.GetObject(p.ctx, in)
	result(p, "GetObject", out, err)
	return p.read(out), out
}

// read reads a body to its end and closes it.
func (p *probe) read(out *bucket.GetObjectOutput) string {
	if out.Body == nil {
		p.fatalf("GetObject: Body is nil")
	}
	content, err := io.ReadAll(out.Body)
	p.must("reading the body", err)
	p.must("closing the body", out.Body.Close())
	return string(content)
}

// result is out of a call that should have worked. It ends the behaviour if
// the call failed, or broke the promise that the output is nil just when the
// error is not.
func result[T any](p *probe, call string, out *T, err error) *T {
	p.lacking(err)
	if err != nil {
		p.fatalf("%s: %v", call, err)
	}
	if out == nil {
		p.fatalf("%s: output and error are both nil", call)
	}
	return out
}
