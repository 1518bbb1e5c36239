// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/internal/call"
	"github.com/seed-40dc4ce0/pail/signer"
)

// Options are what a program adds to a configuration in code. The zero value
// adds nothing.
type Options struct {
	// APIOptions alter the middleware stack of every operation. They run once
	// for each operation, in New.
	APIOptions []func(*middleware.Stack) error

	// Interceptors wrap every call; the first is the outermost.
	Interceptors []bucket.Interceptor

	// Retryer decides on retries in place of the standard policy; nil is that
	// policy. The configuration's MaxAttempts does not apply to it.
	Retryer aws.Retryer

	// Logger gets one line an attempt at slog.LevelDebug; nil logs nothing.
	Logger *slog.Logger
}

// Client runs the operations of one provider with one configuration. It is
// safe for concurrent use.
type Client struct {
	provider    Provider
	region      string
	endpoint    endpoint
	places      places
	userAgent   string
	transport   http.RoundTripper
	scheme      signer.Scheme
	chunks      chunkSigner             // scheme, if it covers the body
	credentials aws.CredentialsProvider // nil: there are none
	anonymous   bool
	retryer     aws.RetryerV2
	logger      *slog.Logger
	checksum    string
	clock       clock
	apiOptions  []func(*middleware.Stack) error
	operations  map[string]*operation
	handler     bucket.Handler // the interceptors around run; nil without any
}

var _ call.Invoker = (*Client)(nil)

// New makes the client of p for cfg. It connects to nothing. What is wrong
// with cfg, and what an API option returns, is its error.
func New(cfg config.Config, p Provider, o Options) (*Client, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	c := &Client{
		provider: p, logger: o.Logger, clock: clock{now: time.Now},
		apiOptions: nonNil(o.APIOptions),
		userAgent:  userAgent(cfg.UserAgent),
		retryer:    retryer(o.Retryer, cfg.MaxAttempts),
	}
	if err := c.locate(cfg); err != nil {
		return nil, err
	}
	if err := c.identify(cfg); err != nil {
		return nil, err
	}
	var err error
	if c.transport, err = transport(cfg); err != nil {
		return nil, err
	}
	c.checksum = checksumOf(cfg.Checksums, p.VendorChecksum, c.endpoint.vendor)
	c.operations = make(map[string]*operation, len(p.Operations)+1)
	for i := range p.Operations {
		if err := c.add(&p.Operations[i]); err != nil {
			return nil, err
		}
	}
	if err := c.add(rawOperation()); err != nil {
		return nil, err
	}
	c.intercept(o.Interceptors)
	return c, nil
}

// add makes op callable.
func (c *Client) add(op *Operation) error {
	ch, err := c.build(op, c.apiOptions)
	if err != nil {
		return err
	}
	c.operations[op.Name] = &operation{spec: op, values: c.values(op), chain: ch}
	return nil
}

// Stack is what smithy's Stack.String says of an operation's chain.
func (c *Client) Stack(operation string) (string, error) {
	op, ok := c.operations[operation]
	if !ok {
		return "", c.unknown(operation)
	}
	return op.chain.text, nil
}

// Operations are the names of the operations, sorted.
func (c *Client) Operations() []string {
	names := make([]string, 0, len(c.operations))
	for name := range c.operations {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (c *Client) unknown(operation string) error {
	return &bucket.UnsupportedError{Op: operation, Provider: c.provider.ID}
}

// Invoke runs inv: interceptors, then the operation's chain.
func (c *Client) Invoke(ctx context.Context, inv *call.Invocation) (any, error) {
	if c.handler != nil || len(c.apiOptions) > 0 || len(inv.Options.APIOptions) > 0 {
		inv.Sent = new(call.SentBody) // somebody may run the call again
	}
	if c.handler == nil {
		return c.run(ctx, inv)
	}
	return c.handler(context.WithValue(ctx, invocationKey{}, inv), &bucket.Call{
		Provider: c.provider.ID, Region: c.region,
		Operation: inv.Operation, Bucket: inv.Bucket, Input: inv.Input,
	})
}

// run runs inv through its operation's chain.
func (c *Client) run(ctx context.Context, inv *call.Invocation) (any, error) {
	op, ok := c.operations[inv.Operation]
	if !ok {
		return nil, c.unknown(inv.Operation)
	}
	ch := op.chain
	if len(inv.Options.APIOptions) > 0 {
		var err error
		if ch, err = c.build(op.spec, c.apiOptions, inv.Options.APIOptions); err != nil {
			return nil, err
		}
	}
	x := c.newExchange(ctx, op, inv, ch)
	out, _, err := ch.first.HandleInitialize(&x.scope, middleware.InitializeInput{Parameters: inv.Input})
	return x.end(out.Result, err)
}

// nonNil is fns without the nil ones, and not shared with the caller.
func nonNil(fns []func(*middleware.Stack) error) []func(*middleware.Stack) error {
	return slices.DeleteFunc(slices.Clone(fns), func(fn func(*middleware.Stack) error) bool { return fn == nil })
}
