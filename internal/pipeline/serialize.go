// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// serializer writes the operation's input into the request, all but host and
// signature, and reports everything that is wrong with it at once.
type serializer struct {
	client *Client
	op     *Operation
}

func (serializer) ID() string { return idSerialize }

func (s serializer) HandleSerialize(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (middleware.SerializeOutput, middleware.Metadata, error) {
	var none middleware.SerializeOutput
	x, err := exchangeOf(ctx)
	if err != nil {
		return none, middleware.Metadata{}, err
	}
	r, err := requestOf(in.Request)
	if err != nil {
		return none, middleware.Metadata{}, err
	}
	if in.Parameters != x.inv.Input {
		if err := replaceable(x.inv.Input, in.Parameters); err != nil {
			return none, middleware.Metadata{}, fmt.Errorf("%s: %w", s.op.Name, err)
		}
	}
	if err := x.encode(in.Parameters); err != nil {
		return none, middleware.Metadata{}, err
	}
	if err := x.fill(r); err != nil {
		return none, middleware.Metadata{}, err
	}
	return next.HandleSerialize(ctx, in)
}

// errNoSerializer is what later steps say when there was none.
var errNoSerializer = errors.New("the request was not written: a middleware removed the step " + idSerialize)

// encode writes the input, takes the body, and turns issues into errors.
func (x *exchange) encode(input any) error {
	x.write(input)
	x.prepare()
	return x.issues()
}

// write runs the operation's encoder. What is wrong is among its issues.
func (x *exchange) write(input any) {
	at, problem := x.locate()
	e := &x.encoder
	e.Verbatim = x.inv.Options.Verbatim
	e.Bucket, e.Region, e.VendorEndpoint = x.bucket, at.region, x.client.endpoint.vendor
	e.BareInPath = x.client.provider.BareInPath
	e.Reset(make(http.Header, 8))
	if problem != "" {
		e.Fail("Bucket", problem)
	}
	x.op.spec.Encode(e, input)
	if e.Sensitive != "" && x.client.endpoint.leaky {
		e.Fail(e.Sensitive, "is a secret and would go over plain HTTP: use an https endpoint")
	}
	x.place = at
}

// locate is the place of the call's bucket; it is never nil.
func (x *exchange) locate() (at *place, problem string) {
	switch {
	case x.op.spec.ServiceLevel:
		at, problem = x.client.find("")
	case x.bucket == "":
		problem = "is required"
	default:
		at, problem = x.client.find(x.bucket)
	}
	if at == nil {
		at = &place{region: x.client.region}
	}
	return at, problem
}

// issues are the encoder's issues as errors: one InputError for all that is
// wrong, and an UnsupportedError for each member that the provider lacks.
func (x *exchange) issues() error {
	issues := x.encoder.Issues
	if len(issues) == 0 {
		return nil
	}
	var fields []bucket.FieldError
	var errs []error
	for _, i := range issues {
		if i.Unsupported {
			errs = append(errs, &bucket.UnsupportedError{
				Op: x.op.spec.Name, Member: i.Field, Provider: x.client.provider.ID, Reason: i.Problem,
			})
			continue
		}
		fields = append(fields, bucket.FieldError{Field: i.Field, Problem: i.Problem})
	}
	if len(fields) > 0 {
		errs = append([]error{x.inputError(fields...)}, errs...)
	}
	if x.cause != nil {
		errs[0] = &caused{errs[0], x.cause}
	}
	if len(errs) == 1 {
		return errs[0]
	}
	return errors.Join(errs...)
}

// fill copies what the encoder wrote into the request.
func (x *exchange) fill(r *smithyhttp.Request) error {
	e := &x.encoder
	r.Method = e.Method
	for name, values := range r.Header { // of middlewares before this step
		if _, ok := e.Head[name]; !ok {
			e.Head[name] = values
		}
	}
	r.Header = e.Head
	r.URL.Path, r.URL.RawPath = e.Path()
	r.URL.RawQuery = e.RawQuery()
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		// Bytes as they are stored: without it net/http, or a user's
		// transport, asks for gzip and unpacks it unasked.
		if _, ok := r.Header["Accept-Encoding"]; !ok {
			x.setHeader(r.Header, "Accept-Encoding", "identity")
		}
	}
	return x.stream(r)
}

// setHeader sets one header to a value that lives within x.
func (x *exchange) setHeader(h http.Header, name, value string) {
	if x.used == len(x.values) {
		h[name] = []string{value}
		return
	}
	x.values[x.used] = value
	x.used++
	h[name] = x.values[x.used-1 : x.used : x.used]
}
