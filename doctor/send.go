// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

// bodyLimit is how much of an answer's body is read, in bytes.
const bodyLimit = 64 << 10

// question is a request as it is sent: unsigned, and with these headers.
type question struct {
	method, url string
	header      []cors.Header
	body        []byte // nil for none
}

// raw is an answer as it came, with the beginning of its body.
type raw struct {
	status int
	header http.Header
	body   []byte
	cut    bool
}

// sender puts a question and follows no redirect.
type sender interface {
	send(ctx context.Context, q question) (*raw, error)
}

// direct sends without a bucket.
type direct struct{ transport http.RoundTripper }

func (d direct) send(ctx context.Context, q question) (*raw, error) {
	r, err := http.NewRequestWithContext(ctx, q.method, q.url, nil)
	if err != nil {
		return nil, errors.New("the URL cannot be read")
	}
	if q.body != nil {
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(q.body)), int64(len(q.body))
	}
	q.setHeader(r.Header)
	answer, err := d.transport.RoundTrip(r) //nolint:bodyclose // capture closes it
	if err != nil {
		return nil, err
	}
	return capture(answer), nil
}

// setHeader replaces what is there: a browser says who it is, and of the rest
// only what the page says.
func (q *question) setHeader(h http.Header) {
	clear(h)
	h.Set("Accept", "*/*")
	h.Set("User-Agent", "pail-doctor")
	for _, line := range q.header {
		h.Add(line.Name, line.Value)
	}
}

// capture reads the beginning of an answer and closes it.
func capture(r *http.Response) *raw {
	defer func() { _ = r.Body.Close() }()
	got := &raw{status: r.StatusCode, header: r.Header}
	got.body, _ = io.ReadAll(io.LimitReader(r.Body, bodyLimit+1)) // a body that breaks off is as good as its beginning
	if got.cut = len(got.body) > bodyLimit; got.cut {
		got.body = got.body[:bodyLimit]
	}
	return got
}

// lent sends through the client of a bucket, by the one operation that nothing
// signs, whose request is replaced by the question.
type lent struct{ bucket *bucket.Bucket }

func (l lent) send(ctx context.Context, q question) (*raw, error) {
	target, err := url.Parse(q.url)
	if err != nil {
		return nil, errors.New("the URL cannot be read")
	}
	target.Fragment, target.RawFragment = "", ""
	var got *raw
	_, err = l.bucket.OptionsObject(ctx, nil, bucket.Verbatim(), bucket.WithAPIOptions(func(s *middleware.Stack) error {
		err := s.Build.Add(middleware.BuildMiddlewareFunc("DoctorQuestion", func(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
			if err := q.replace(&in, target); err != nil {
				return middleware.BuildOutput{}, middleware.Metadata{}, err
			}
			return next.HandleBuild(ctx, in)
		}), middleware.After)
		return errors.Join(err, s.Deserialize.Add(middleware.DeserializeMiddlewareFunc("DoctorAnswer", func(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
			out, md, err := next.HandleDeserialize(ctx, in)
			if r, ok := out.RawResponse.(*smithyhttp.Response); err == nil && ok && r != nil && r.Response != nil {
				got, out.Result = capture(r.Response), new(bucket.OptionsObjectOutput)
			}
			return out, md, err
		}), middleware.After))
	}))
	if err != nil {
		return nil, err
	}
	if got == nil {
		return nil, errors.New("the bucket's client shows no answer")
	}
	return got, nil
}

// replace makes the operation's request the question.
func (q *question) replace(in *middleware.BuildInput, target *url.URL) error {
	r, ok := in.Request.(*smithyhttp.Request)
	if !ok || r == nil || r.Request == nil {
		return errors.New("the bucket's client sends no HTTP")
	}
	u := *target
	r.Method, r.URL, r.Host = q.method, &u, ""
	q.setHeader(r.Header)
	if q.body == nil {
		return nil
	}
	withBody, err := r.SetStream(bytes.NewReader(q.body))
	if err != nil {
		return err
	}
	withBody.ContentLength = int64(len(q.body))
	in.Request = withBody
	return nil
}

// place is where the bucket's client finds an object. It sends nothing.
func (l lent) place(ctx context.Context, key string) (string, error) {
	var at string
	_, err := l.bucket.OptionsObject(ctx, &bucket.OptionsObjectInput{Key: key}, bucket.Verbatim(), bucket.WithAPIOptions(func(s *middleware.Stack) error {
		return s.Build.Add(middleware.BuildMiddlewareFunc("DoctorPlace", func(_ context.Context, in middleware.BuildInput, _ middleware.BuildHandler) (out middleware.BuildOutput, md middleware.Metadata, err error) {
			if r, ok := in.Request.(*smithyhttp.Request); ok && r != nil && r.URL != nil {
				u := *r.URL
				if u.Host == "" {
					u.Host = r.Host
				}
				at = u.String()
			}
			out.Result = new(bucket.OptionsObjectOutput)
			return out, md, nil
		}), middleware.After)
	}))
	if err != nil {
		return "", err
	}
	if at == "" {
		return "", &PatientError{"Bucket", "has a client that sends no HTTP"}
	}
	return at, nil
}
