// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

func TestARecorderKnowsTheMethodsOfAnSDK(t *testing.T) {
	t.Parallel()
	r := &Recorder{Packages: []string{"example.com/sdk/v7"}}
	for _, tt := range []struct{ name, function, want string }{
		{"a method of a pointer", "example.com/sdk/v7.(*Client).PutObject", "Client.PutObject"},
		{"a method of a value", "example.com/sdk/v7.Core.PutObject", "Core.PutObject"},
		{"a closure in a method", "example.com/sdk/v7.(*Client).List.func1.2", "Client.List"},
		{"a method that is not exported", "example.com/sdk/v7.(*Client).do", ""},
		{"a type that is not exported", "example.com/sdk/v7.(*client).Do", ""},
		{"a function", "example.com/sdk/v7.Do", ""},
		{"another package", "example.com/sdk/v7/signer.(*Client).Do", ""},
		{"the standard library", "net/http.(*Client).Do", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got, _ := r.method(tt.function); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// liar is a store that does one thing wrong.
type liar struct {
	Store

	get    func(Object, error) (Object, error)
	list   func(Page) Page
	put    func(Object) Object
	remove bool // DeleteObject does nothing
}

func (l liar) GetObject(ctx context.Context, r Read) (Object, error) {
	o, err := l.Store.GetObject(ctx, r)
	if l.get != nil {
		return l.get(o, err)
	}
	return o, err
}

func (l liar) List(ctx context.Context, q Query) (Page, error) {
	page, err := l.Store.List(ctx, q)
	if l.list != nil {
		page = l.list(page)
	}
	return page, err
}

func (l liar) PutObject(ctx context.Context, o Object) (string, error) {
	if l.put != nil {
		o = l.put(o)
	}
	return l.Store.PutObject(ctx, o)
}

func (l liar) DeleteObject(ctx context.Context, key string) error {
	if l.remove {
		return nil
	}
	return l.Store.DeleteObject(ctx, key)
}

func TestTheProgramNoticesStoresThatLie(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		lie  liar
		step string // one of those that must notice; "" is none
	}{
		{"an honest store", liar{}, ""},
		{"a byte too few", liar{get: func(o Object, err error) (Object, error) {
			o.Body = strings.TrimSuffix(o.Body, ".")
			return o, err
		}}, "get it"},
		{"no metadata", liar{get: func(o Object, err error) (Object, error) {
			o.Metadata = nil
			return o, err
		}}, "get it"},
		{"an error of no type", liar{get: func(o Object, err error) (Object, error) {
			if err != nil {
				err = errors.New(err.Error())
			}
			return o, err
		}}, "get a key that is not there"},
		{"no error", liar{get: func(o Object, _ error) (Object, error) { return o, nil }}, "get a key that is not there"},
		{"a listing that ends early", liar{list: func(p Page) Page {
			p.More = false
			return p
		}}, "list them page by page"},
		{"a listing that does not end", liar{list: func(p Page) Page {
			p.More, p.Token = true, ""
			return p
		}}, "list them page by page"},
		{"an unconditional write", liar{put: func(o Object) Object {
			o.IfNoneMatch = ""
			return o
		}}, "put only where nothing is"},
		{"an unchecked digest", liar{put: func(o Object) Object {
			o.MD5 = ""
			return o
		}}, "put an object with a wrong digest"},
		{"a key that is cleaned", liar{put: func(o Object) Object {
			o.Key = strings.ReplaceAll(o.Key, "/./", "/")
			return o
		}}, "put, get, head, list and delete the key a/./b"},
		{"a delete that does nothing", liar{remove: true}, "delete the bucket"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			noticed := map[string]string{}
			for _, l := range rehearse(t, tt.lie) {
				if l.Wrong != "" {
					noticed[l.Step] = l.Wrong
				}
			}
			switch {
			case tt.step == "" && len(noticed) > 0:
				t.Errorf("steps are wrong: %v", noticed)
			case tt.step != "" && noticed[tt.step] == "":
				t.Errorf("%q noticed nothing; others: %v", tt.step, noticed)
			}
		})
	}
}

// rehearse performs the program with a liar before pail.
func rehearse(t *testing.T, lie liar) []Line {
	t.Helper()
	p := Plan{
		Provider: "s3", Origins: []string{"https://app.example"},
		Attributes: Object{ContentType: "text/plain", Metadata: map[string]string{"owner": "interop"}},
	}
	server := emulator.Start(t, emulator.Options{Provider: p.Provider})
	transport := server.Transport()
	t.Cleanup(transport.CloseIdleConnections)
	at := Place{Bucket: "rehearsal", Server: server, ID: server.AccessKeyID, Key: server.SecretAccessKey, Transport: transport}
	s, err := Pail(p.Provider, at)
	if err != nil {
		t.Fatal(err)
	}
	lie.Store = s
	return Perform(t.Context(), p, at, lie, lie)
}

func TestDiceFallTheSameForASeed(t *testing.T) {
	t.Setenv("PAIL_INTEROP_SEED", "7")
	one, two := NewDice(t), NewDice(t)
	for range 100 {
		a, b := one.Query(5, func() string { return one.Text(9) }), two.Query(5, func() string { return two.Text(9) })
		if a != b {
			t.Fatalf("%q and %q", a, b)
		}
	}
}
