// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"errors"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// maxRedirects is how many a browser follows: twenty.
const maxRedirects = 20

// answers gives what a server answers to the preflight of r, or to r itself,
// at a URL.
type answers func(url string, r cors.Request, preflight bool) *cors.Answer

// prediction is what package cors says that a browser does with a request.
type prediction struct {
	// refused is why nothing is sent at all.
	refused *cors.RequestError
	// exchanges are what reaches servers, without answers.
	exchanges []predicted
	// allowed, reason and parameter are the end of it.
	allowed           bool
	reason, parameter string
	// parameters are all that could be the parameter.
	parameters []string
	// readable says what script may read in the end.
	readable func(name string) bool
}

// predicted is an exchange: what CORS has to say about the request.
type predicted struct {
	method, url string
	// origin is the header Origin, "" for one that CORS does not decide.
	origin string
	// asked are the two headers of a preflight.
	preflight bool
	asked     [2]string
	answer    *cors.Answer
}

// predict follows a request to its end.
func predict(f cors.Fetch, ask answers) *prediction {
	p := &prediction{}
	for range maxRedirects + 1 {
		next, more := p.step(f, ask)
		if !more {
			return p
		}
		f = next
	}
	p.allowed, p.reason = false, cors.ReasonInvalidRedirect
	return p
}

// step is one URL of a request; more says that there is a next.
func (p *prediction) step(f cors.Fetch, ask answers) (next cors.Fetch, more bool) {
	r, preflight, err := f.Request()
	if err != nil {
		p.fail(err)
		return next, false
	}
	url, _, _ := strings.Cut(f.URL, "#")
	var permission *cors.Answer
	if preflight {
		permission = ask(url, r, true)
		p.exchanges = append(p.exchanges, predicted{
			method: "OPTIONS", url: url, origin: r.Origin, preflight: true, asked: [2]string{r.Method, strings.Join(r.Headers, ",")}, answer: permission,
		})
		if v := cors.Browser(r, permission, nil); !v.Allowed {
			p.end(&v)
			return next, false
		}
	}
	answer := ask(url, r, false)
	x := predicted{method: r.Method, url: url, origin: r.Origin, answer: answer}
	if f.SameOrigin() {
		x.origin = ""
	}
	p.exchanges = append(p.exchanges, x)
	location := slices.Concat(answer.Header["Location"], answer.Header["location"])
	if f.SameOrigin() && (answer.Status < 301 || answer.Status > 308 || location == nil) {
		p.allowed, p.readable = true, func(name string) bool { return !strings.HasPrefix(name, "set-cookie") }
		return next, false
	}
	if !f.SameOrigin() {
		v := cors.Browser(r, permission, answer)
		p.end(&v)
		if location = []string{v.Redirect}; !v.Allowed || v.Redirect == "" {
			return next, false
		}
	}
	if next, err = f.Redirect(answer.Status, location[0]); err != nil {
		p.allowed = false
		p.fail(err)
		return next, false
	}
	return next, true
}

// end takes a verdict for the last, so far.
func (p *prediction) end(v *cors.Verdict) {
	p.allowed, p.reason, p.parameter, p.readable = v.Allowed, v.Reason, v.Parameter, v.Readable
	p.parameters = []string{v.Parameter}
	if v.Reason == cors.ReasonHeaderDisallowedByPreflightResponse {
		p.parameters = strings.Split(v.Detail, ", ")
	}
}

// fail is a request that is not made: the first, or the next.
func (p *prediction) fail(err error) {
	var refused *cors.RequestError
	if !errors.As(err, &refused) {
		panic(err) // its documentation says that there is no other
	}
	if p.reason = refused.Reason; p.exchanges == nil {
		p.refused = refused
	}
}

// fetch is the row's request in terms of package cors.
func (r *row) fetch(a *attempt) cors.Fetch {
	f := cors.Fetch{URL: a.URL, Origin: originOf(a.Page), Method: r.method, Credentials: a.Credentials == "include", Progress: r.xhr && r.body != nil}
	for _, h := range a.Headers {
		f.Headers = append(f.Headers, cors.Header{Name: h[0], Value: h[1]})
	}
	switch {
	case r.bodyType != nil:
		f.ContentType = *r.bodyType
	case r.body != nil:
		f.ContentType = "text/plain;charset=UTF-8"
	}
	return f
}

// told gives the answers of the scripted store.
func told(id string, stops []stop) answers {
	return func(url string, _ cors.Request, preflight bool) *cors.Answer {
		_, place, _ := strings.Cut(url, id+"/")
		n := strings.IndexByte("123456789", (place + " ")[0])
		if n < 0 || n >= len(stops) {
			return &cors.Answer{Status: 418}
		}
		answer := stops[n].Actual
		if preflight {
			answer = stops[n].Preflight
		}
		filled := &cors.Answer{Status: answer.Status, Header: map[string][]string{}}
		for name, values := range answer.Header {
			for _, v := range values {
				filled.Header[name] = append(filled.Header[name], strings.ReplaceAll(v, "$ID", id))
			}
		}
		return filled
	}
}

// evaluated gives the answers of a bucket, as package cors works them out.
func evaluated(b *bucketRow) answers {
	return func(_ string, r cors.Request, preflight bool) *cors.Answer {
		r.Key = "cat.jpg"
		var d cors.Decision
		switch {
		case b.missing && preflight:
			d = cors.NoBucket(b.profile, r)
		case preflight:
			d = cors.Evaluate(b.profile, b.rules, r)
		default:
			r.Headers = nil // a real request does not say for what it asks
			d = cors.EvaluateActual(b.profile, b.rules, r)
		}
		a := &cors.Answer{Status: d.Status, Header: map[string][]string{}}
		if a.Status == 0 {
			a.Status = 200 // whatever the store answers
		}
		for name, value := range d.Headers() {
			a.Header[name] = append(a.Header[name], value)
		}
		return a
	}
}
