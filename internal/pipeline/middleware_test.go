// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/service"
)

// tracer is a middleware as instrumentation for aws-sdk-go-v2 is written: one
// in Initialize that opens a span, one in Deserialize that closes it.
type tracer struct {
	mu   sync.Mutex
	seen []string
}

type spanKey struct{}

func (tr *tracer) add(s *middleware.Stack) error {
	err := s.Initialize.Add(middleware.InitializeMiddlewareFunc("TraceBefore", func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
		ctx = context.WithValue(ctx, spanKey{}, awsmiddleware.GetServiceID(ctx)+"."+awsmiddleware.GetOperationName(ctx)+"@"+awsmiddleware.GetRegion(ctx))
		if middleware.GetServiceID(ctx) != awsmiddleware.GetServiceID(ctx) || middleware.GetOperationName(ctx) != awsmiddleware.GetOperationName(ctx) {
			return middleware.InitializeOutput{}, middleware.Metadata{}, errors.New("smithy-go and aws-sdk-go-v2 disagree")
		}
		key := "-"
		switch in := in.Parameters.(type) {
		case *bucket.GetObjectInput:
			key = in.Key
		case *bucket.OptionsObjectInput:
			key = in.Key
		}
		out, md, err := next.HandleInitialize(ctx, in)
		tr.logf("%s key %s result %T", ctx.Value(spanKey{}), key, out.Result)
		return out, md, err
	}), middleware.Before)
	if err != nil {
		return err
	}
	return s.Deserialize.Insert(middleware.DeserializeMiddlewareFunc("TraceAfter", func(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
		out, md, err := next.HandleDeserialize(ctx, in)
		req, resp := in.Request.(*smithyhttp.Request), out.RawResponse.(*smithyhttp.Response)
		req.Header.Set("X-Late", "not sent")
		tr.logf("%v %s %s → %d %s", ctx.Value(spanKey{}), req.Method, req.URL.Path, resp.StatusCode, resp.Header.Get("X-Amz-Request-Id"))
		return out, md, err
	}), "OperationDeserializer", middleware.After)
}

func (tr *tracer) logf(format string, args ...any) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	tr.seen = append(tr.seen, fmt.Sprintf(format, args...))
}

func TestMiddlewareAsUsersOfAWSWriteIt(t *testing.T) {
	t.Parallel()
	var tr tracer
	b, _ := play(t, []answer{reply(200, "meow")}, service.WithAPIOptions(tr.add))
	if text, err := get(t.Context(), b); err != nil || text != "meow" {
		t.Fatal(text, err)
	}
	if _, err := b.OptionsObject(t.Context(), &bucket.OptionsObjectInput{Key: "dog", Origin: "https://a.example", AccessControlRequestMethod: "PUT"}); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"s3.GetObject@eu-test-1 GET /photos/cat → 200 REQ1",
		"s3.GetObject@eu-test-1 key cat result *bucket.GetObjectOutput",
		"s3.OptionsObject@eu-test-1 OPTIONS /photos/dog → 200 REQ1",
		"s3.OptionsObject@eu-test-1 key dog result *bucket.OptionsObjectOutput",
	}
	if diff := cmp.Diff(want, tr.seen); diff != "" {
		t.Errorf("seen (-want +got):\n%s", diff)
	}
}

// serialize makes an API option of f, run when the request has been written.
func serialize(f func(*smithyhttp.Request) (*smithyhttp.Request, error)) func(*middleware.Stack) error {
	return func(s *middleware.Stack) error {
		return s.Serialize.Add(middleware.SerializeMiddlewareFunc("Test", func(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (middleware.SerializeOutput, middleware.Metadata, error) {
			r, err := f(in.Request.(*smithyhttp.Request))
			if err != nil {
				return middleware.SerializeOutput{}, middleware.Metadata{}, err
			}
			in.Request = r
			return next.HandleSerialize(ctx, in)
		}), middleware.After)
	}
}

// finalize makes an API option of f, run where pos puts it.
func finalize(id string, pos func(*middleware.FinalizeStep, middleware.FinalizeMiddleware) error, f func(context.Context, *smithyhttp.Request) (*smithyhttp.Request, error)) func(*middleware.Stack) error {
	return func(s *middleware.Stack) error {
		return pos(s.Finalize, middleware.FinalizeMiddlewareFunc(id, func(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
			r, err := f(ctx, in.Request.(*smithyhttp.Request))
			if err != nil {
				return middleware.FinalizeOutput{}, middleware.Metadata{}, err
			}
			in.Request = r
			return next.HandleFinalize(ctx, in)
		}))
	}
}

func beforeRetry(s *middleware.FinalizeStep, m middleware.FinalizeMiddleware) error {
	return s.Insert(m, "Retry", middleware.Before)
}

func beforeSigning(s *middleware.FinalizeStep, m middleware.FinalizeMiddleware) error {
	return s.Insert(m, "Signing", middleware.Before)
}

func TestMiddlewareChangesTheRequest(t *testing.T) {
	t.Parallel()
	upper := func(r *smithyhttp.Request) (*smithyhttp.Request, error) {
		text, err := io.ReadAll(r.GetStream())
		if err != nil {
			return nil, err
		}
		return r.SetStream(bytes.NewReader(append(bytes.ToUpper(text), '!')))
	}
	for name, test := range map[string]struct {
		option func(*middleware.Stack) error
		body   string
		header string // a header that must be there
		signed bool   // and signed
	}{
		"a header added after serialization is signed": {
			option: serialize(func(r *smithyhttp.Request) (*smithyhttp.Request, error) {
				r.Header.Set("X-Amz-Mine", "1")
				return r, nil
			}),
			body: "meow", header: "X-Amz-Mine", signed: true,
		},
		"a header added to each attempt is signed": {
			option: finalize("Test", beforeSigning, func(_ context.Context, r *smithyhttp.Request) (*smithyhttp.Request, error) {
				r.Header.Add("X-Amz-Mine", "1")
				return r, nil
			}),
			body: "meow", header: "X-Amz-Mine", signed: true,
		},
		"a body replaced after serialization is sent, hashed and measured anew": {
			option: serialize(upper), body: "MEOW!", header: "X-Amz-Content-Sha256", signed: true,
		},
		"a body replaced just before the attempts is hashed anew too": {
			option: finalize("Test", beforeRetry, func(_ context.Context, r *smithyhttp.Request) (*smithyhttp.Request, error) { return upper(r) }),
			body:   "MEOW!", header: "X-Amz-Content-Sha256", signed: true,
		},
		"a body that is looked at and rewound stays what it is": {
			option: serialize(func(r *smithyhttp.Request) (*smithyhttp.Request, error) {
				text, err := io.ReadAll(r.GetStream())
				if err != nil || string(text) != "meow" || !r.IsStreamSeekable() || r.ContentLength != 4 {
					return nil, fmt.Errorf("stream %q of %d, %w", text, r.ContentLength, err)
				}
				return r, r.RewindStream()
			}),
			body: "meow", header: "X-Amz-Content-Sha256", signed: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, s := play(t, []answer{fault(503, "SlowDown"), reply(200, "")},
				service.WithAPIOptions(test.option), service.WithRetryer(quick(3)))
			if err := put(t.Context(), b, "meow"); err != nil {
				t.Fatal(err)
			}
			if len(s.requests()) != 2 {
				t.Fatalf("%d requests", len(s.requests()))
			}
			for i, r := range s.requests() {
				if r.Body != test.body || r.ContentLength != int64(len(test.body)) {
					t.Errorf("attempt %d has body %q, length %d", i+1, r.Body, r.ContentLength)
				}
				if v := r.Header[test.header]; len(v) != 1 {
					t.Errorf("attempt %d has %s: %q", i+1, test.header, v)
				}
				if !strings.Contains(r.Header.Get("Authorization"), strings.ToLower(test.header)) {
					t.Errorf("%s is not signed: %s", test.header, r.Header.Get("Authorization"))
				}
				verify(t, r)
			}
		})
	}
}

func TestMiddlewareAnswersItself(t *testing.T) {
	t.Parallel()
	made := &bucket.HeadObjectOutput{ETag: "made"}
	early := func(s *middleware.Stack) error {
		return s.Initialize.Add(middleware.InitializeMiddlewareFunc("Early", func(context.Context, middleware.InitializeInput, middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
			return middleware.InitializeOutput{Result: made}, middleware.Metadata{}, nil
		}), middleware.After)
	}
	replace := func(s *middleware.Stack) error {
		return s.Deserialize.Add(middleware.DeserializeMiddlewareFunc("Replace", func(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
			out, md, err := next.HandleDeserialize(ctx, in)
			out.Result = made
			return out, md, err
		}), middleware.Before)
	}
	cached := func(s *middleware.Stack) error {
		return s.Deserialize.Add(middleware.DeserializeMiddlewareFunc("Cached", func(context.Context, middleware.DeserializeInput, middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
			return middleware.DeserializeOutput{Result: made}, middleware.Metadata{}, nil
		}), middleware.After)
	}
	for name, test := range map[string]struct {
		option   func(*middleware.Stack) error
		requests int
	}{
		"before anything else": {early, 0},
		"in place of ours":     {replace, 1},
		"instead of a server":  {cached, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, s := play(t, []answer{reply(200, "")}, service.WithAPIOptions(test.option))
			out, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "cat"})
			if err != nil || out != made || len(s.requests()) != test.requests {
				t.Errorf("got %v, %v after %d requests", out, err, len(s.requests()))
			}
		})
	}
}

func TestMistakesOfMiddlewaresAreErrors(t *testing.T) {
	t.Parallel()
	initialize := func(f func(context.Context, middleware.InitializeInput) (context.Context, middleware.InitializeInput)) func(*middleware.Stack) error {
		return func(s *middleware.Stack) error {
			return s.Initialize.Add(middleware.InitializeMiddlewareFunc("Test", func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
				ctx, in = f(ctx, in)
				return next.HandleInitialize(ctx, in)
			}), middleware.After)
		}
	}
	parameters := func(p any) func(*middleware.Stack) error {
		return initialize(func(ctx context.Context, in middleware.InitializeInput) (context.Context, middleware.InitializeInput) {
			in.Parameters = p
			return ctx, in
		})
	}
	for name, test := range map[string]struct {
		option func(*middleware.Stack) error
		want   string
	}{
		"a context of its own": {initialize(func(_ context.Context, in middleware.InitializeInput) (context.Context, middleware.InitializeInput) {
			return context.Background(), in //nolint:usetesting // the mistake
		}), "does not descend from the call's"},
		"another operation's input": {parameters(&bucket.HeadObjectInput{Key: "cat"}), "the input was replaced by a *bucket.HeadObjectInput; a non-nil *bucket.GetObjectInput is needed"},
		"an input by value":         {parameters(bucket.GetObjectInput{Key: "cat"}), "a bucket.GetObjectInput"},
		"a nil input":               {parameters((*bucket.GetObjectInput)(nil)), "non-nil"},
		"no input":                  {parameters(nil), "<nil>"},
		"no request": {func(s *middleware.Stack) error {
			return s.Build.Add(middleware.BuildMiddlewareFunc("Test", func(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
				in.Request = nil
				return next.HandleBuild(ctx, in)
			}), middleware.Before)
		}, "no *smithyhttp.Request"},
		"no endpoint": {func(s *middleware.Stack) error {
			_, err := s.Build.Remove("Endpoint")
			return err
		}, "no host"},
		"no serializer": {func(s *middleware.Stack) error {
			s.Serialize.Clear()
			return nil
		}, "a middleware removed the step OperationSerializer"},
		"no answer": {func(s *middleware.Stack) error {
			return s.Deserialize.Add(middleware.DeserializeMiddlewareFunc("Test", func(context.Context, middleware.DeserializeInput, middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
				return middleware.DeserializeOutput{}, middleware.Metadata{}, nil
			}), middleware.After)
		}, "no *smithyhttp.Response"},
		"no deserializer": {func(s *middleware.Stack) error {
			s.Deserialize.Clear()
			return nil
		}, "returned <nil> without an error"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, _ := play(t, []answer{reply(200, "")}, service.WithAPIOptions(func(s *middleware.Stack) error {
				if s.ID() != "GetObject" {
					return nil
				}
				return test.option(s)
			}))
			text, err := get(t.Context(), b)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %q, %v; want an error with %q", text, err, test.want)
			}
		})
	}
}

func TestInterceptorsWrapCalls(t *testing.T) {
	t.Parallel()
	var order []string
	note := func(name string) bucket.Interceptor {
		return func(next bucket.Handler) bucket.Handler {
			return func(ctx context.Context, c *bucket.Call) (any, error) {
				order = append(order, name+" "+c.Provider+" "+c.Region+" "+c.Operation+" "+c.Bucket)
				out, err := next(ctx, c)
				order = append(order, name+" done")
				return out, err
			}
		}
	}
	other := func(next bucket.Handler) bucket.Handler {
		return func(ctx context.Context, c *bucket.Call) (any, error) {
			changed := *c
			changed.Bucket, changed.Input = "others", &bucket.GetObjectInput{Key: "dog"}
			if out, err := next(ctx, c); err == nil { // the first of two runs
				_ = out.(*bucket.GetObjectOutput).Body.Close()
			}
			return next(ctx, &changed)
		}
	}
	b, s := play(t, []answer{reply(200, "meow")}, service.WithInterceptor(note("a"), nil, note("b")), service.WithInterceptor(other))
	if text, err := get(t.Context(), b, bucket.WithAPIOptions(serialize(func(r *smithyhttp.Request) (*smithyhttp.Request, error) {
		r.Header.Set("X-Call", "1")
		return r, nil
	}))); err != nil || text != "meow" {
		t.Fatal(text, err)
	}
	want := []string{"a s3 eu-test-1 GetObject photos", "b s3 eu-test-1 GetObject photos", "b done", "a done"}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	sent := s.requests()
	if len(sent) != 2 || !strings.HasSuffix(sent[0].URL, "/photos/cat") || !strings.HasSuffix(sent[1].URL, "/others/dog") || sent[1].Header.Get("X-Call") != "1" {
		t.Errorf("sent %+v", sent)
	}
}

func TestMistakesOfInterceptorsAreErrors(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(context.Context, *bucket.Call) (context.Context, *bucket.Call)
		want   string
	}{
		"a nil call": {func(ctx context.Context, _ *bucket.Call) (context.Context, *bucket.Call) { return ctx, nil }, "nil call"},
		"a context of its own": {func(_ context.Context, c *bucket.Call) (context.Context, *bucket.Call) {
			return context.Background(), c //nolint:usetesting // the mistake
		}, "does not descend"},
		"another operation": {func(ctx context.Context, c *bucket.Call) (context.Context, *bucket.Call) {
			return ctx, &bucket.Call{Operation: "HeadObject", Bucket: c.Bucket, Input: &bucket.HeadObjectInput{}}
		}, `turned the operation into "HeadObject"`},
		"another input": {func(ctx context.Context, c *bucket.Call) (context.Context, *bucket.Call) {
			return ctx, &bucket.Call{Operation: c.Operation, Input: 3}
		}, "replaced by a int"},
		"no input": {func(ctx context.Context, c *bucket.Call) (context.Context, *bucket.Call) {
			return ctx, &bucket.Call{Operation: c.Operation}
		}, "replaced by a <nil>"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, s := play(t, []answer{reply(200, "")}, service.WithInterceptor(func(next bucket.Handler) bucket.Handler {
				return func(ctx context.Context, c *bucket.Call) (any, error) { return next(test.change(ctx, c)) }
			}))
			if _, err := get(t.Context(), b); err == nil || !strings.Contains(err.Error(), test.want) || len(s.requests()) > 0 {
				t.Errorf("got %v after %d requests; want %q", err, len(s.requests()), test.want)
			}
		})
	}
}

func TestOneClientServesManyGoroutines(t *testing.T) {
	t.Parallel()
	var calls atomic.Int64
	count := func(next bucket.Handler) bucket.Handler {
		return func(ctx context.Context, c *bucket.Call) (any, error) {
			calls.Add(1)
			return next(ctx, c)
		}
	}
	mark := finalize("Mark", beforeSigning, func(ctx context.Context, r *smithyhttp.Request) (*smithyhttp.Request, error) {
		r.Header.Set("X-Amz-Op", awsmiddleware.GetOperationName(ctx))
		return r, nil
	})
	svc := open(t, settings(&script{answers: []answer{reply(200, "meow")}}), service.WithInterceptor(count), service.WithAPIOptions(mark))
	var wg sync.WaitGroup
	for i := range 64 {
		wg.Go(func() {
			b := svc.Bucket(fmt.Sprintf("bucket-%d", i%7))
			for range 20 {
				if text, err := get(t.Context(), b); err != nil || text != "meow" {
					t.Errorf("got %q, %v", text, err)
				}
				if err := put(t.Context(), b, "meow", bucket.WithAPIOptions(serialize(func(r *smithyhttp.Request) (*smithyhttp.Request, error) { return r, nil }))); err != nil {
					t.Error(err)
				}
				if _, err := b.OptionsObject(t.Context(), &bucket.OptionsObjectInput{Origin: "https://a.example", AccessControlRequestMethod: "PUT"}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if n := calls.Load(); n != 64*20*3 {
		t.Errorf("%d calls were intercepted", n)
	}
}
