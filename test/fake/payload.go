// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/seed-40dc4ce0/pail/internal/body"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// prepare takes the body that e was given, as the client does before it sends
// anything: its length must be known, and right as far as can be told.
func (t *turn) prepare(e *wire.Encoder) (cause error) {
	if e.Body == nil && e.ContentLength == nil {
		return nil
	}
	var bad *body.InputError
	if err := t.upload.Prepare(e.Body, e.ContentLength); errors.As(err, &bad) {
		problem := bad.Problem
		if bad.Err != nil {
			problem += ": " + bad.Err.Error()
		}
		e.Fail(bad.Member, problem)
		return bad.Err
	}
	return nil
}

// payload reads the body to its end. What goes wrong now goes wrong while the
// client sends.
func (t *turn) payload(ctx context.Context) ([]byte, error) {
	r, err := t.upload.Open(ctx)
	if err != nil {
		return nil, t.noAnswer(err)
	}
	data, err := io.ReadAll(untilDone{ctx, r})
	if err != nil {
		return nil, t.noAnswer(fmt.Errorf("reading the body: %w", err))
	}
	return data, nil
}

// untilDone reads r while the context lasts.
type untilDone struct {
	ctx context.Context // the call's, for as long as it runs
	r   io.Reader
}

func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}
