// SPDX-License-Identifier: Apache-2.0

// Package call carries one operation from its typed method to the pipeline.
//
// It exists so that package bucket, whose generated methods begin a call, and
// internal/pipeline, which runs it, need not import each other.
package call

import (
	"context"
	"io"

	"github.com/aws/smithy-go/middleware"
)

// Invocation is one call of one operation, as its typed method made it.
type Invocation struct {
	// Operation is the name in the specs, for example "OptionsObject".
	Operation string

	// Bucket is the bucket's name; "" for an operation of the service.
	Bucket string

	// Input is a pointer to the operation's input structure, never nil.
	Input any

	// Options are those of this one call.
	Options Options

	// Sent is the body that an earlier run of this call has read from; nil
	// where a call runs once. Copies of an Invocation share it.
	Sent *SentBody
}

// SentBody is a reader and where it stood, -1 if it cannot go back there.
type SentBody struct {
	Reader io.Reader
	Start  int64
}

// Options are what a caller may change for one call. The zero value changes
// nothing.
type Options struct {
	// APIOptions alter this call's middleware stack, in order, after the
	// client's own. When there are any, the chain is rebuilt for the call.
	APIOptions []func(*middleware.Stack) error

	// Verbatim sends the input as it is: members that the specs require may
	// be missing.
	Verbatim bool
}

// Invoker runs invocations. *pipeline.Client is the one that talks HTTP; it
// is safe for concurrent use, and so must be every other.
type Invoker interface {
	// Invoke runs inv and returns a pointer to the operation's output
	// structure. It does not keep inv after it has returned.
	Invoke(ctx context.Context, inv *Invocation) (output any, err error)
}
