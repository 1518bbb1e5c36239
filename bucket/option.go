// SPDX-License-Identifier: Apache-2.0

package bucket

import (
	"github.com/aws/smithy-go/middleware"

	"github.com/seed-40dc4ce0/pail/internal/call"
)

// Option changes one call; every operation takes any number. A nil Option
// changes nothing. The options are made by this package alone, and may be
// kept and used by several calls at once, save where they say otherwise.
type Option interface {
	// Apply is called by the operation. Its argument's type is internal.
	Apply(o *call.Options)
}

// WithAPIOptions alters the middleware stack of one call, after the client's
// own options have. The operation's chain is then built for this call alone,
// so that the functions may hold state of the call; it costs some dozens of
// allocations, which service.WithAPIOptions, run once, does not. A function
// that fails ends the call before anything is sent. Nil functions are
// skipped.
func WithAPIOptions(fns ...func(*middleware.Stack) error) Option {
	return apiOptions(fns)
}

// Verbatim sends the input as it is, even where members that the operation
// requires are missing: a preflight without an Origin, say, to see how a
// server refuses it. What would break the request itself, such as a line
// break in a header, is refused all the same.
func Verbatim() Option { return verbatim{} }

type apiOptions []func(*middleware.Stack) error

func (f apiOptions) Apply(o *call.Options) {
	for _, fn := range f {
		if fn != nil {
			o.APIOptions = append(o.APIOptions, fn)
		}
	}
}

type verbatim struct{}

func (verbatim) Apply(o *call.Options) { o.Verbatim = true }
