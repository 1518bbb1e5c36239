// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// end is the last thing that happens in a call: the body is the caller's
// again, and the chain's errors become ours.
func (x *exchange) end(result any, err error) (any, error) {
	x.releaseBody()
	x.inv = nil // an output's body may keep x for long
	if err == nil {
		return result, nil
	}
	if x.response.Response != nil {
		_ = x.response.Body.Close() // nobody will read it
	}
	return nil, x.public(err)
}

// public turns the two errors of the chain that say that no answer was had
// into a TransportError. What a middleware has wrapped around them stays in it.
func (x *exchange) public(err error) error {
	switch e := err.(type) { //nolint:errorlint // bare ones lose their wrapping
	case *smithyhttp.RequestSendError:
		return x.transportError(e.Err)
	case *unsent:
		return x.transportError(e.err)
	}
	if is[*smithyhttp.RequestSendError](err) || is[*unsent](err) {
		return x.transportError(err)
	}
	return err
}
