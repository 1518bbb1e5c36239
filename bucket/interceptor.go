// SPDX-License-Identifier: Apache-2.0

package bucket

import "context"

// Call describes one operation to an [Interceptor].
type Call struct {
	Provider  string // the provider's id, for example "s3"
	Region    string // the client's region; "" if it has none
	Operation string // for example "OptionsObject"
	Bucket    string // the bucket's name; "" for an operation of the service

	// Input is a pointer to the operation's input, for example an
	// *[OptionsObjectInput]; never nil. It belongs to the caller: replace the
	// pointer by one to a changed copy, do not write through it.
	Input any
}

// Handler runs one call. It returns a non-nil pointer to the operation's
// output exactly when the error is nil.
type Handler func(ctx context.Context, c *Call) (any, error)

// Interceptor wraps a [Handler] in another: look at the call, change it, run
// next any number of times or not at all, look at what came back. It sees one
// call whatever the number of attempts that retrying makes of it; for
// anything closer to the wire use service.WithAPIOptions.
//
// Interceptors are applied when a client is made. The first one given is the
// outermost. The handlers that they return are called concurrently.
type Interceptor func(next Handler) Handler
