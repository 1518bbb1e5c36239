// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// probe calls every method of the SDK's clients that the program did not use,
// with input that is made up, and sorts them by what the store said.
func (v Vendor) probe(t *testing.T, s *Survey) {
	t.Helper()
	t.Chdir(t.TempDir()) // some calls read or write the file probe
	if err := os.WriteFile(probe, []byte(probe), 0o600); err != nil {
		t.Fatal(err)
	}
	session := v.start(t, v.Settings[0], nil)
	bucket := v.Plan.Bucket + "8" + v.Plan.Suffix
	_, ours := v.pair(t, session, bucket, nil)
	v.furnish(t, ours, bucket)
	clients, err := v.Clients(session.place(bucket, session.theirs))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for i, client := range clients {
		for j := range reflect.TypeOf(client).NumMethod() {
			name, ok := method(reflect.TypeOf(client), j)
			if !ok {
				continue
			}
			s.Methods++
			known[name] = true
			if _, used := s.Theirs[name]; used {
				continue
			}
			v.furnish(t, ours, bucket)
			r := &Recorder{Base: session.theirs.Base, Packages: v.Packages}
			fresh, err := v.Clients(session.place(bucket, r))
			if err != nil {
				t.Fatal(err)
			}
			err = try(t.Context(), bucket, reflect.ValueOf(fresh[i]).Method(j), r)
			o := v.outcome(r.Exchanges(), err)
			s.Probed[o] = append(s.Probed[o], name)
			if reason := v.Understood[name]; o.Kind == Served && reason == "" {
				t.Errorf("%s was answered %s: is it served, or taken for another call?", name, o.Said)
			}
		}
	}
	for name := range s.Theirs {
		if !known[name] {
			t.Errorf("the program used %s, which no client has", name)
		}
	}
}

// furnish puts an object under every key that a probe may name: which text is
// the bucket and which the key is not known. The last probe may have removed
// the bucket too.
func (v Vendor) furnish(t *testing.T, s Store, bucket string) {
	t.Helper()
	for _, key := range []string{bucket, probe} {
		_, err := s.PutObject(t.Context(), Object{Key: key, Body: probe})
		if f, _ := s.Failure(err); f.Status == http.StatusNotFound {
			if err = s.CreateBucket(t.Context()); err == nil {
				_, err = s.PutObject(t.Context(), Object{Key: key, Body: probe})
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// method is the name of a method as a [Recorder] finds it; false for one that
// is another type's, promoted.
func method(client reflect.Type, i int) (string, bool) {
	m := client.Method(i)
	pc := m.Func.Pointer()
	if file, _ := runtime.FuncForPC(pc).FileLine(pc); client.Kind() != reflect.Pointer && strings.HasPrefix(file, "<") && promoted(client, m.Name) {
		return "", false
	}
	for client.Kind() == reflect.Pointer {
		client = client.Elem()
	}
	return client.Name() + "." + m.Name, true
}

// promoted says that a struct has a method from a struct that it embeds.
func promoted(client reflect.Type, name string) bool {
	for f := range client.Fields() {
		if _, ok := f.Type.MethodByName(name); ok && f.Anonymous {
			return true
		}
	}
	return false
}

// outcome judges by the last request that a call sent, or by the last that was
// refused for good.
func (v Vendor) outcome(sent []Exchange, err error) Outcome {
	switch {
	case len(sent) == 0 && err != nil:
		return Outcome{Kind: NotSent}
	case len(sent) == 0:
		return Outcome{Kind: Silent}
	}
	last, kind := sent[len(sent)-1], Served
	for _, x := range sent {
		if _, refused := v.Refusals[x.Code]; refused || x.Status == http.StatusNotImplemented || x.Status == http.StatusMethodNotAllowed {
			last, kind = x, NotServed
		}
	}
	return Outcome{Kind: kind, Said: strings.TrimSpace(fmt.Sprintf("%d %s", last.Status, last.Code))}
}

// try calls a method with next to nothing, then with what the SDK says that it
// misses, then with everything, until something is sent.
func try(ctx context.Context, bucket string, m reflect.Value, r *Recorder) error {
	named, allowed := map[string]bool{"Bucket": true, "Key": true}, map[string]string{}
	for range 10 {
		p := &prober{bucket: bucket, named: named, allowed: allowed}
		err := p.call(ctx, m)
		if err == nil || len(r.Exchanges()) > 0 {
			return err
		}
		before := len(named) + len(allowed)
		for _, found := range choice.FindAllStringSubmatch(err.Error(), -1) {
			allowed[found[1]] = found[2]
		}
		for _, word := range words.FindAllString(err.Error(), -1) {
			named[word] = true
		}
		if len(named)+len(allowed) == before {
			break
		}
	}
	p := &prober{bucket: bucket}
	return p.call(ctx, m)
}

// words are those of an error's text; names of fields are among them.
var words = regexp.MustCompile(`[A-Za-z]+`)

// choice is how an SDK refuses a value: the field and the first that it would take.
var choice = regexp.MustCompile(`"(\w+)" value "[^"]*" is not allowed, should be one of "([^"]+)"`)

// prober makes arguments up.
type prober struct {
	bucket string
	// named are the fields to fill; nil is all.
	named map[string]bool
	// allowed are values for fields that take no others.
	allowed map[string]string
	strings int
	depth   int
}

// call calls a method. A call that hangs is left behind.
func (p *prober) call(ctx context.Context, m reflect.Value) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	result := make(chan error, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				result <- fmt.Errorf("panic: %v", r)
			}
		}()
		var in []reflect.Value
		for i := range m.Type().NumIn() {
			if m.Type().IsVariadic() && i == m.Type().NumIn()-1 {
				break
			}
			in = append(in, p.value(ctx, m.Type().In(i)))
		}
		result <- exhaust(m.Call(in))
	}()
	select {
	case err := <-result:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// probe is every text, key, body and name of a file that is made up.
const probe = "probe"

var (
	contextType = reflect.TypeFor[context.Context]()
	errorType   = reflect.TypeFor[error]()
)

// value makes an argument: the bucket is the first text, any other is probe.
func (p *prober) value(ctx context.Context, t reflect.Type) reflect.Value {
	switch {
	case t == contextType:
		return reflect.ValueOf(ctx)
	case t.Kind() == reflect.Interface:
		if reader := reflect.ValueOf(strings.NewReader(probe)); reader.Type().Implements(t) && t.NumMethod() > 0 {
			return reader
		}
		if writer := reflect.ValueOf(io.Discard); writer.Type().Implements(t) && t.NumMethod() > 0 {
			return writer
		}
	case t == reflect.TypeFor[time.Time]():
		return reflect.ValueOf(time.Now())
	case t == reflect.TypeFor[time.Duration]():
		return reflect.ValueOf(time.Minute)
	}
	return p.plain(ctx, t)
}

func (p *prober) plain(ctx context.Context, t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	p.depth++
	defer func() { p.depth-- }()
	switch t.Kind() {
	case reflect.String:
		p.strings++
		v.SetString(probe)
		if p.strings == 1 {
			v.SetString(p.bucket)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32:
		v.SetInt(1)
	case reflect.Int64:
		v.SetInt(int64(len(probe))) // of a body, as likely as not
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(1)
	case reflect.Pointer:
		if p.depth < 10 {
			v.Set(reflect.New(t.Elem()))
			v.Elem().Set(p.value(ctx, t.Elem()))
		}
	case reflect.Struct:
		if p.depth < 10 {
			p.fill(ctx, v)
		}
	case reflect.Slice:
		if p.depth < 10 {
			v.Set(reflect.Append(v, p.value(ctx, t.Elem())))
		}
	case reflect.Chan:
		if t.ChanDir()&reflect.RecvDir != 0 {
			c := reflect.MakeChan(reflect.ChanOf(reflect.BothDir, t.Elem()), 0)
			c.Close()
			v.Set(c.Convert(t))
		}
	default: // nothing, which is false or nil
	}
	return v
}

// fill sets the fields of an input.
func (p *prober) fill(ctx context.Context, v reflect.Value) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() || !v.Field(i).CanSet() {
			continue
		}
		if f.Name == "Bucket" && f.Type == reflect.TypeFor[*string]() {
			v.Field(i).Set(reflect.ValueOf(&p.bucket))
			continue
		}
		if p.named != nil && !p.named[f.Name] {
			continue
		}
		v.Field(i).Set(p.value(ctx, f.Type))
		if text, ok := p.allowed[f.Name]; ok && f.Type == reflect.TypeFor[*string]() {
			v.Field(i).Set(reflect.ValueOf(&text))
		}
	}
}

// exhaust reads a call's results to their end and returns the error among them.
func exhaust(results []reflect.Value) error {
	for _, r := range results {
		switch {
		case r.Type() == errorType && !r.IsNil():
			return r.Interface().(error)
		case r.Kind() == reflect.Chan && !r.IsNil():
			for {
				if _, ok := r.Recv(); !ok {
					break
				}
			}
		case r.Kind() == reflect.Func && !r.IsNil() && r.Type().NumIn() == 1:
			yield := r.Type().In(0)
			r.Call([]reflect.Value{reflect.MakeFunc(yield, func([]reflect.Value) []reflect.Value {
				return []reflect.Value{reflect.ValueOf(false)}
			})})
		}
	}
	return nil
}
