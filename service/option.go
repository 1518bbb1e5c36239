// SPDX-License-Identifier: Apache-2.0

package service

import (
	"log/slog"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/pipeline"
)

// Option adds to a [Service] what a configuration cannot say. A nil Option
// changes nothing.
type Option func(*pipeline.Options)

// WithAPIOptions alters the middleware stack of every operation, with
// functions as aws-sdk-go-v2's users write them. The functions run once for
// each operation, while [New] runs, and what they add is then shared by all
// calls: it must be safe for concurrent use and keep the state of a call in
// the call's context. An error of one of them is New's error. For middlewares
// with state of their own there is bucket.WithAPIOptions, once a call.
//
// The steps OperationSerializer, Retry, Signing and OperationDeserializer are
// there to insert relative to. In a stack of an operation that is not signed,
// such as OptionsObject, Signing is taken out again after the functions ran.
// Nil functions are skipped; repeated options add up.
func WithAPIOptions(fns ...func(*middleware.Stack) error) Option {
	return func(o *pipeline.Options) { o.APIOptions = append(o.APIOptions, fns...) }
}

// WithInterceptor wraps every call in interceptors, the first outermost, also
// over repeated options. Nil ones are skipped.
func WithInterceptor(interceptors ...bucket.Interceptor) Option {
	return func(o *pipeline.Options) { o.Interceptors = append(o.Interceptors, interceptors...) }
}

// WithRetryer replaces the policy that decides whether and when a call is
// tried again; aws.NopRetryer{} never does. What a policy cannot allow: to try
// again after the context has ended, with a body that cannot be rewound, or an
// operation that must not be done twice. config.Config's MaxAttempts does not
// apply to r. A nil r is the standard policy.
func WithRetryer(r aws.Retryer) Option {
	return func(o *pipeline.Options) { o.Retryer = r }
}

// WithLogger logs each attempt at slog.LevelDebug, without credentials,
// header values or queries. A nil logger logs nothing and costs nothing.
func WithLogger(l *slog.Logger) Option {
	return func(o *pipeline.Options) { o.Logger = l }
}
