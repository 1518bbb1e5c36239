// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// payload reads the body that in holds, as far as its length says.
func (t *turn) payload(ctx context.Context, in *bucket.PutObjectInput) ([]byte, error) {
	if in.Body == nil {
		return nil, nil
	}
	length, known := payloadLength(in)
	if !known {
		return nil, t.badInput("Body", "has no known length: set ContentLength, or pass a reader with a Len or a Seek method, such as a bytes.Reader or an *os.File")
	}
	data, err := io.ReadAll(io.LimitReader(untilDone{ctx, in.Body}, length+1))
	switch {
	case err != nil:
		return nil, t.noAnswer(fmt.Errorf("reading the body: %w", err))
	case int64(len(data)) < length:
		return nil, t.noAnswer(fmt.Errorf("the body ended after %d of %d bytes: %w", len(data), length, io.ErrUnexpectedEOF))
	case int64(len(data)) > length:
		return nil, t.noAnswer(fmt.Errorf("the body is longer than its %d bytes", length))
	}
	return data, nil
}

// payloadLength is the explicit length, or how much is left in the reader.
func payloadLength(in *bucket.PutObjectInput) (length int64, known bool) {
	if in.ContentLength != nil {
		return *in.ContentLength, true
	}
	switch r := in.Body.(type) {
	case interface{ Len() int }:
		return int64(r.Len()), true
	case io.Seeker:
		here, err := r.Seek(0, io.SeekCurrent)
		if err != nil {
			return 0, false
		}
		end, err := r.Seek(0, io.SeekEnd)
		if _, back := r.Seek(here, io.SeekStart); err != nil || back != nil {
			return 0, false
		}
		return max(end-here, 0), true
	}
	return 0, false
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

// errClosedBody is what reading a body after Close says.
var errClosedBody = errors.New("the body is closed")
