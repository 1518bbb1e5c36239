// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// question are the flags that say what a page wants to do.
type question struct {
	origin, method, credentials string
	headers                     list
}

func (q *question) add(f flags) {
	f.StringVar(&q.origin, "origin", "", "")
	f.StringVar(&q.method, "method", "", "")
	f.StringVar(&q.credentials, "credentials", "same-origin", "")
	f.Var(&q.headers, "header", "")
}

// check says what of a question is missing or cannot be. Verbatim nothing is
// missing: what is not typed is not sent.
func (q *question) check(f flags, verbatim bool) error {
	switch {
	case verbatim:
	case q.origin == "":
		return f.wrong("say --origin, that of the page, such as https://app.example")
	case q.method == "":
		return f.wrong("say --method, that of the request which the page wants to send")
	}
	return f.need("credentials", q.credentials, "same-origin", "include", "omit")
}

// unsafe is a value with which every header needs permission.
const unsafe = "("

// request is the question as a browser puts it. The verdict is the browser's
// own, before it sends anything; what no page can be or send is wrong use, all
// of it at once. Verbatim takes everything as it is typed.
func (q *question) request(f flags, t target, verbatim bool) (cors.Request, cors.Verdict, error) {
	if verbatim {
		return cors.Request{Origin: q.origin, Method: q.method, Headers: q.headers, Credentials: q.credentials == "include"}, cors.Verdict{Allowed: true}, nil
	}
	fetch := q.fetch(t)
	var impossible []string
	var forbidden *cors.RequestError
	way := f.Lookup("verbatim") != nil
	for _, bad := range problems(fetch) {
		way = way && bad.Field != "URL"
		if bad.Reason == cors.ReasonForbiddenMethod {
			forbidden = bad
			continue
		}
		impossible = append(impossible, bad.Error()+instead(bad))
	}
	switch {
	case len(impossible) > 0 && way:
		return cors.Request{}, cors.Verdict{}, f.wrong("%s; --verbatim sends it all the same", strings.Join(impossible, "; "))
	case len(impossible) > 0:
		return cors.Request{}, cors.Verdict{}, f.wrong("%s", strings.Join(impossible, "; "))
	case forbidden != nil:
		return cors.Request{}, cors.Verdict{Stage: cors.StageRequest, Reason: forbidden.Reason, Detail: forbidden.Error(), Parameter: forbidden.Value}, nil
	}
	r, asks, err := fetch.Request()
	v := cors.Verdict{Allowed: true}
	if fetch.SameOrigin() {
		v.Warnings = append(v.Warnings, "the page and TARGET are of one origin, where CORS has no say")
	} else if !asks {
		v.Warnings = append(v.Warnings, "a browser sends no preflight before this request: what counts is the answer to the "+r.Method+" itself")
	}
	for _, h := range fetch.Headers {
		alone, _, err := cors.Fetch{URL: fetch.URL, Origin: fetch.Origin, Headers: []cors.Header{{Name: h.Name, Value: unsafe}}}.Request()
		if err == nil && len(alone.Headers) == 0 {
			v.Warnings = append(v.Warnings, "browsers never let a page set the header "+h.Name+": it is left out")
		}
	}
	return r, v, err
}

// problems are all that is impossible with a request, where Fetch.Request tells
// of the first.
func problems(fetch cors.Fetch) (all []*cors.RequestError) {
	parts := []cors.Fetch{{URL: fetch.URL, Origin: "null"}, {URL: possible, Origin: fetch.Origin}, {URL: possible, Origin: "null", Method: fetch.Method}}
	for _, h := range fetch.Headers {
		parts = append(parts, cors.Fetch{URL: possible, Origin: "null", Headers: []cors.Header{h}})
	}
	for _, part := range parts {
		_, _, err := part.Request()
		if bad, ok := errors.AsType[*cors.RequestError](err); ok {
			all = append(all, bad)
		}
	}
	return all
}

// possible is a URL that a page can fetch.
const possible = "https://store.invalid/"

// instead is the end of a sentence about an origin: the one that was probably
// meant, as the linter of rules knows it.
func instead(bad *cors.RequestError) string {
	if bad.Field != "Origin" {
		return ""
	}
	for _, one := range cors.Lint("", &cors.Configuration{Rules: []cors.Rule{{AllowedOrigins: []string{bad.Value}}}}) {
		if one.Field == "AllowedOrigins" && one.Better != "" {
			return ": " + one.Fix
		}
	}
	return ""
}

// fetch is the question as a page's script puts it. A header without a value is
// taken for one that needs permission.
func (q *question) fetch(t target) cors.Fetch {
	fetch := cors.Fetch{URL: t.address, Origin: q.origin, Method: q.method, Credentials: q.credentials == "include"}
	if fetch.URL == "" {
		fetch.URL = possible // what of it is the key does not matter here
	}
	for _, h := range q.headers {
		name, value, found := strings.Cut(h, ":")
		if !found {
			value = unsafe
		}
		fetch.Headers = append(fetch.Headers, cors.Header{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)})
	}
	return fetch
}
