// SPDX-License-Identifier: Apache-2.0

package bucket

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-40dc4ce0/pail/cors"
)

// Preflight asks the server whether a page may send req, as a browser would
// before it does, and folds the answer into one verdict, that of
// [cors.Browser]: it is the same for every provider, whether it refuses with a
// 403, with a 200 that allows nothing, with a redirect or with a page in HTML.
// What the server says beside it is at the end of the verdict's Detail, which
// is fit to be printed.
//
// Denied is a verdict, not an error. The error is non-nil only when no answer
// was had: an [InputError], a [TransportError], a cancelled context. For the
// answer itself call [Bucket.OptionsObject].
func (b *Bucket) Preflight(ctx context.Context, req cors.Request, opts ...Option) (cors.Verdict, error) {
	method, headers := req.Preflight()
	out, err := b.OptionsObject(ctx, &OptionsObjectInput{
		Key:                         req.Key,
		Origin:                      req.Origin,
		AccessControlRequestMethod:  method,
		AccessControlRequestHeaders: headers,
	}, opts...)
	return fold(req, out, err)
}

// PreflightURL is [Bucket.Preflight] for a request to that very URL, such as a
// presigned one, whose query a browser's preflight has too: nothing is added to
// the URL and nothing is signed. req.Key does not count, and the URL may lead
// elsewhere than to this bucket, which lends its client: transport, retries,
// middlewares. A fragment is left out; a URL that a page cannot fetch is an
// [InputError].
func (b *Bucket) PreflightURL(ctx context.Context, address string, req cors.Request, opts ...Option) (cors.Verdict, error) {
	target, problem := fetchable(address)
	if problem != "" {
		return cors.Verdict{}, &InputError{Op: "OptionsObject", Bucket: b.name, Fields: []FieldError{{Field: "URL", Problem: problem}}}
	}
	req.Key = ""
	redirected := slices.Concat(opts, []Option{WithAPIOptions(func(s *middleware.Stack) error {
		return s.Build.Add(middleware.BuildMiddlewareFunc("PreflightURL", func(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
			if r, ok := in.Request.(*smithyhttp.Request); ok {
				u := *target
				r.URL, r.Host = &u, ""
			}
			return next.HandleBuild(ctx, in)
		}), middleware.After)
	})})
	return b.Preflight(ctx, req, redirected...)
}

// fetchable parses a URL that a page may fetch.
func fetchable(address string) (u *url.URL, problem string) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, "cannot be read"
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return nil, "is not an absolute URL of http or https"
	case u.User != nil:
		return nil, "has a user name or a password, which no page can fetch"
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return u, ""
}

// fold judges the answer, or the refusal, to a preflight.
func fold(req cors.Request, out *OptionsObjectOutput, err error) (cors.Verdict, error) {
	if err == nil {
		v := cors.Browser(req, &cors.Answer{Status: out.Response.StatusCode, Header: out.Response.Header}, nil)
		v.Detail = foreign(v.Detail)
		return v, nil
	}
	var refusal *Error
	if !errors.As(err, &refusal) {
		return cors.Verdict{}, err
	}
	v := cors.Browser(req, &cors.Answer{Status: refusal.StatusCode, Header: refusal.Response.Header}, nil)
	v.Detail = foreign(v.Detail)
	if v.Allowed {
		return v, nil
	}
	for _, words := range []string{serverWords(refusal), authenticates(refusal)} {
		if words != "" {
			v.Detail = strings.TrimPrefix(v.Detail+"; "+words, "; ")
		}
	}
	return v, nil
}

// serverWords is what a refusal says of itself, or what the pipeline found to
// say of one without words.
func serverWords(e *Error) string {
	words := foreign(strings.TrimSpace(e.Code + " " + e.Message))
	if e.Code == "" {
		return words
	}
	return "the server says: " + words
}

// authenticates is a sentence for a server that asks who sends a preflight. No
// browser tells: a preflight is without credentials and signature, always.
func authenticates(e *Error) string {
	if e.StatusCode != http.StatusUnauthorized && !errors.Is(e, ErrAccessDenied) && !strings.HasPrefix(e.Code, "Signature") {
		return ""
	}
	return "this server authenticates preflights, which browsers never sign, or has no other word for a request that its CORS rules refuse"
}
