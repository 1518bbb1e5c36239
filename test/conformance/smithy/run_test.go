// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/rest"
)

const service = "example.club#Club"

// load loads the club.
func load(t *testing.T) *Suite {
	t.Helper()
	s, err := Load("testdata/club.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestARightClientPasses(t *testing.T) {
	load(t).Run(t, service, func(cfg rest.Config) (any, error) { return &club{cfg: cfg}, nil })
}

func TestCasesKeepTheirOrderAndNames(t *testing.T) {
	t.Parallel()
	s := load(t)
	var got []string
	for _, c := range s.Cases {
		got = append(got, c.Name())
	}
	want := "PutMember/request/Full PutMember/request/Least GetMember/response/Full GetMember/response/Least " +
		"GetMember/error/NoMember PutPhoto/request/Zipped GetPhoto/request/Ask GetPhoto/response/Stream GetPhoto/response/NoStream"
	if strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if n := []int{s.Count(Request), s.Count(Response), s.Count(Error)}; fmt.Sprint(n, s.Services()) != "[4 4 1] [example.club#Club]" {
		t.Errorf("got %v cases of %v", n, s.Services())
	}
}

// wrong is a client that is wrong in one spot, and what the runner must say.
type wrong struct {
	name, of string // of is the name of the case
	spot     spots
	want     string
}

func TestWrongRequestsFail(t *testing.T) {
	t.Parallel()
	const full, least = "PutMember/request/Full", "PutMember/request/Least"
	request := func(f func(*http.Request)) spots { return spots{request: f} }
	replace := func(from, to string) spots {
		return spots{body: func(s string) string { return strings.Replace(s, from, to, 1) }}
	}
	query := func(from, to string) spots {
		return request(func(r *http.Request) { r.URL.RawQuery = strings.Replace(r.URL.RawQuery, from, to, 1) })
	}
	reddens(t, []wrong{
		{"another method", full, request(func(r *http.Request) { r.Method = http.MethodPost }), `method is "POST"`},
		{"a path that is decoded", full, request(func(r *http.Request) { r.URL.RawPath = "" }), `path is "/members/Ann/B"`},
		{"another host", full, request(func(r *http.Request) { r.Host = "other.example" }), `host is "other.example"`},
		{"a query without one of two values", full, query("tag=a&", ""), `query parameter "tag": ["=b c"]`},
		{"a query with a value twice", full, query("tag=a", "tag=a&tag=a"), `query parameter "tag"`},
		{"a query with a wrong value", full, query("tag=a", "tag=A"), `query parameter "tag"`},
		{"a plus for a space", full, query("b%20c", "b+c"), `query parameter "tag"`},
		{"an empty value for none", full, query("full", "full="), `query parameter "full": ["="], want [""]`},
		{"a required parameter that is missing", full, query("token=", "x="), `query parameter "token": not sent`},
		{"a forbidden parameter", full, query("full", "full&mode=1"), "the case forbids it"},
		{"a parameter that nobody asked for", least, query("full", "full&x-id=1"), "the case does not list it"},
		{"a query that cannot be read", least, query("full", "full&%zz"), "query: "},
		{"another token", full, spots{config: func(cfg *rest.Config) { cfg.IdempotencyToken = func() string { return "x" } }}, `query parameter "token"`},
		{"a wrong header", full, request(func(r *http.Request) { r.Header.Set("X-Rank", "3") }), `header X-Rank is "3", want "2"`},
		{"a header that is missing", full, request(func(r *http.Request) { r.Header.Del("X-Rank") }), "header X-Rank is not sent"},
		{"a header twice", full, request(func(r *http.Request) { r.Header.Add("X-Rank", "2") }), `header X-Rank is "2, 2"`},
		{"a forbidden header", full, request(func(r *http.Request) { r.Header.Set("X-Secret", "") }), "header X-Secret is"},
		{"a length that is not told", full, request(func(r *http.Request) { r.ContentLength = -1 }), "header Content-Length is not sent"},
		{"a length that is wrong", full, request(func(r *http.Request) { r.ContentLength++ }), "the request cannot be sent"},
		{"a body where none is", least, spots{body: func(string) string { return " " }}, `body is " ", want ""`},
		{"no XML", full, replace("</Member>", ""), "body is not XML"},
		{"two roots", full, replace("</Member>", "</Member><x/>"), "want one root"},
		{"another root", full, spots{body: func(s string) string { return strings.ReplaceAll(s, "Member", "Guest") }}, "the element is {urn:club}Guest"},
		{"another namespace", full, replace("urn:club", "urn:clubs"), "the element is {urn:clubs}Member"},
		{"an attribute that is missing", full, replace("q:lang='en'", ""), "the attributes are"},
		{"an attribute without its namespace", full, replace("q:lang", "lang"), "the attributes are"},
		{"an attribute twice", full, replace("q:lang='en'", "q:lang='en' xmlns:p='urn:b' p:lang='en'"), "twice"},
		{"a namespace more", full, replace("xmlns:q", "xmlns:p='urn:p' xmlns:q"), "the namespaces with a prefix are"},
		{"an element more", full, replace("<since>", "<x/><since>"), "{urn:club}x: 1 elements, want 0"},
		{"an element that is missing", full, replace("<nick>A</nick>", ""), "{urn:club}nick: 1 elements, want 2"},
		{"a list in another order", full, replace("<nick>A</nick><nick>B", "<nick>B</nick><nick>A"), `{urn:club}nick[0]: the text is "B"`},
		{"an entry of a map with a wrong value", full, replace("<value>1", "<value>9"), `{urn:club}value[0]: the text is "9", want "1"`},
		{"an entry of a map twice", full, replace("<key>a</key><value>2", "<key>z</key><value>1"), `{urn:club}key[0]: the text is "z", want "a"`},
		{"text without its spaces", full, replace(" Ulm ", "Ulm"), `{urn:club}city[0]: the text is "Ulm", want " Ulm "`},
		{"text between elements", full, replace("<since>", "text<since>"), `the text is "text"`},
		{"no compression", "PutPhoto/request/Zipped", spots{body: func(string) string { return "hello" }}, "body: is not compressed"},
		{"the compression of nothing", "PutPhoto/request/Zipped", spots{body: func(string) string { return zipped("") }}, "empty but for its compression"},
		{"the compression of something else", "PutPhoto/request/Zipped", spots{body: func(string) string { return zipped("HELLO") }}, `body is "HELLO", want "hello"`},
		{"an option of the call that is ignored", "PutPhoto/request/Zipped", spots{option: true}, `host is "virtual.dual.club.example", want "path.dual.club.example"`},
		{"a setting that is ignored", "PutPhoto/request/Zipped", spots{config: func(cfg *rest.Config) { cfg.S3 = rest.S3{} }}, `host is "path.club.example", want`},
		{"an error after a good answer", least, spots{good: func(*http.Response) error { return errors.New("gone") }}, "the call failed on a good answer: gone"},
		{"two requests", least, spots{twice: true}, "2 requests were sent"},
	})
}

func TestWrongOutputsFail(t *testing.T) {
	t.Parallel()
	const full, least = "GetMember/response/Full", "GetMember/response/Least"
	member := func(f func(*GetMemberOutput)) spots { return spots{member: f} }
	word, number := "x", int64(8)
	reddens(t, []wrong{
		{"a wrong string", least, member(func(m *GetMemberOutput) { m.MemberName = "Bob" }), `output.member_name is "Bob", want "Ann"`},
		{"a wrong int", full, member(func(m *GetMemberOutput) { *m.Rank++ }), "output.rank is 3, want 2"},
		{"a number for NaN", full, member(func(m *GetMemberOutput) { *m.Score = 1 }), "output.score is 1, want NaN"},
		{"a wrong time", full, member(func(m *GetMemberOutput) { *m.Since = m.Since.Truncate(time.Second) }), "output.since is"},
		{"a wrong blob", full, member(func(m *GetMemberOutput) { m.Photo = []byte("ho") }), "output.photo is"},
		{"a nil scalar", full, member(func(m *GetMemberOutput) { m.Rank = nil }), "output.rank is nil, want 2"},
		{"a nil structure", full, member(func(m *GetMemberOutput) { m.Address = nil }), "output.address is nil"},
		{"a nil list for an empty one", full, member(func(m *GetMemberOutput) { m.Tags = nil }), "output.tags is nil, want []"},
		{"a list in another order", full, member(func(m *GetMemberOutput) { m.Nicks = []string{"B", "A"} }), `output.nicks[0] is "B"`},
		{"a list that is too long", full, member(func(m *GetMemberOutput) { m.Nicks = append(m.Nicks, "C") }), "output.nicks has 3 elements, want 2"},
		{"a map with a wrong value", full, member(func(m *GetMemberOutput) { m.Ages["z"] = 2 }), `output.ages["z"] is 2, want 1`},
		{"a map with a wrong key", full, member(func(m *GetMemberOutput) { m.Ages = map[string]int{"Z": 1} }), `output.ages lacks the key "z"`},
		{"a map with a key more", full, member(func(m *GetMemberOutput) { m.Ages["y"] = 1 }), "output.ages has 2 entries, want 1"},
		{"a nested member that is wrong", full, member(func(m *GetMemberOutput) { m.Address.City = &word }), `output.address.city is "x"`},
		{"a union with a wrong value", full, member(func(m *GetMemberOutput) { m.Contact.Phone = &number }), "output.contact.phone is 8, want 7"},
		{"a union with two members", full, member(func(m *GetMemberOutput) { m.Contact.Mail = &word }), `output.contact.mail is "x", want nothing`},
		{"a scalar that is not in the case", least, member(func(m *GetMemberOutput) { m.Lang = &word }), `output.lang is "x", want nothing`},
		{"an empty list that is not in the case", least, member(func(m *GetMemberOutput) { m.Tags = []string{} }), "output.tags is [], want nothing"},
		{"an empty map that is not in the case", least, member(func(m *GetMemberOutput) { m.Ages = map[string]int{} }), "output.ages is map[], want nothing"},
		{"an empty blob that is not in the case", least, member(func(m *GetMemberOutput) { m.Photo = []byte{} }), `output.photo is "", want nothing`},
		{"an empty structure that is not in the case", least, member(func(m *GetMemberOutput) { m.Address = &Address{} }), "output.address is"},
		{"a body that stays open", least, spots{open: true}, "not closed"},
		{"a panic", least, member(func(*GetMemberOutput) { panic("ouch") }), "panic: ouch"},
		{"an answer that does not arrive", least, spots{request: func(r *http.Request) { r.Body, r.ContentLength = io.NopCloser(&bytes.Buffer{}), 1 }}, "the request cannot be sent"},
	})
}

func TestWrongErrorsFail(t *testing.T) {
	t.Parallel()
	const of = "GetMember/error/NoMember"
	change := func(f func(*rest.Error)) spots {
		return spots{err: func(err error) error {
			if e := new(rest.Error); errors.As(err, &e) {
				f(e)
			}
			return err
		}}
	}
	word := "x"
	reddens(t, []wrong{
		{"no error", of, spots{err: func(error) error { return nil }}, "the call succeeded"},
		{"an output beside it", of, spots{both: true}, "want one of the two"},
		{"another type", of, spots{err: func(error) error { return errors.New("gone") }}, "want a *rest.Error"},
		{"another status", of, change(func(e *rest.Error) { e.StatusCode = 400 }), "the status 400"},
		{"another code", of, change(func(e *rest.Error) { e.Code = "Missing" }), `the code "Missing"`},
		{"no detail", of, change(func(e *rest.Error) { e.Detail = nil }), "does not lead to a *NoMember"},
		{"another detail", of, change(func(e *rest.Error) { e.Detail = context.Canceled }), "does not lead to a *NoMember"},
		{"a wrong member", of, change(func(e *rest.Error) { e.Detail = &NoMember{MemberName: &word} }), `error.member_name is "x"`},
		{"a refused input", of, spots{err: func(error) error { return &rest.InputError{Operation: "GetMember"} }}, "the input was refused"},
	})
}

func TestErrorsMayBeWrappedAndJoined(t *testing.T) {
	t.Parallel()
	spot := spots{err: func(err error) error { return errors.Join(context.Canceled, fmt.Errorf("wrapped: %w", err)) }}
	if problems := check(t, "GetMember/error/NoMember", spot); problems != nil {
		t.Error(problems)
	}
}

// reddens checks that each wrong client fails its case and is told why.
func reddens(t *testing.T, tests []wrong) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if problems := strings.Join(check(t, test.of, test.spot), "\n"); !strings.Contains(problems, test.want) {
				t.Errorf("got %q, want it to say %q", problems, test.want)
			}
		})
	}
}

// check runs one case against a club that is wrong in the spot.
func check(t *testing.T, name string, spot spots) []string {
	t.Helper()
	s := load(t)
	for _, c := range s.Cases {
		if c.Name() == name {
			return s.Check(t.Context(), c, func(cfg rest.Config) (any, error) {
				if spot.config != nil {
					spot.config(&cfg)
				}
				return &club{cfg: cfg, spot: spot}, nil
			})
		}
	}
	t.Fatalf("there is no case %s", name)
	return nil
}
