// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"net/url"

	"github.com/aws/smithy-go/middleware"
)

// endpointer puts the endpoint and the bucket into the request's URL.
type endpointer struct{}

func (endpointer) ID() string { return idEndpoint }

func (endpointer) HandleBuild(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
	r, err := requestOf(in.Request)
	if err != nil {
		return middleware.BuildOutput{}, middleware.Metadata{}, err
	}
	x, err := exchangeOf(ctx)
	if err != nil {
		return middleware.BuildOutput{}, middleware.Metadata{}, err
	}
	if x.place == nil {
		return middleware.BuildOutput{}, middleware.Metadata{}, errNoSerializer
	}
	r.URL.Scheme = x.client.endpoint.scheme
	x.address(r.URL, x.place)
	return next.HandleBuild(ctx, in)
}

// address prefixes u, which holds the path after the bucket, with a place. The
// whole URL is written once; the path is a piece of it wherever it reads the
// same escaped and not.
func (x *exchange) address(u *url.URL, at *place) {
	u.Host = at.host
	path, raw := u.Path, u.RawPath
	if path == "/" && at.path != "" && x.bucket != "" {
		path, raw = "", ""
	}
	before, after := at.raw, raw
	if before == "" {
		before = at.path
	}
	if after == "" {
		after = path
	}
	mark, query := "", ""
	if u.RawQuery != "" && x.op.spec.Name != rawName {
		mark, query = "?", u.RawQuery
	}
	x.target = at.origin + before + after + mark + query
	whole := x.target[len(at.origin) : len(at.origin)+len(before)+len(after)]
	if at.raw == "" && raw == "" {
		u.Path, u.RawPath = whole, ""
		return
	}
	u.Path, u.RawPath = at.path+path, whole
}

// describe renews the URL that is shown to people.
func (x *exchange) describe(u *url.URL) {
	x.target = u.Scheme + "://" + u.Host + u.EscapedPath()
	if u.RawQuery != "" && x.op.spec.Name != rawName {
		x.target += "?" + u.RawQuery
	}
}
