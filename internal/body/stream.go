// SPDX-License-Identifier: Apache-2.0

package body

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// ErrTooLong is matched by the error of a body that has more bytes than were
// announced. Too few is io.ErrUnexpectedEOF.
var ErrTooLong = errors.New("the body is longer than announced")

// errLetGo is what a transport gets that reads a body after the call is over.
var errLetGo = errors.New("the request body is not to be read any more")

// grace is how long [Upload.Wait] waits for a Read of the caller's reader that
// has begun, once the context is done.
const grace = time.Second

// failure keeps the first error; safe for concurrent use.
type failure struct {
	mu  sync.Mutex
	err error
}

func (f *failure) set(err error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		f.err = err
	}
	return err
}

func (f *failure) get() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}

// stream lends the caller's reader to the transport for one attempt: it yields
// exactly the announced bytes or fails, never closes the reader, and knows
// when the transport has let go of it.
type stream struct {
	source io.Reader
	left   int64
	length int64
	failed *failure

	mu      sync.Mutex
	reading bool          // a Read of source is under way
	touched bool          // one has been
	closed  bool          // none may begin
	idle    chan struct{} // closed when closed && !reading
}

func newStream(source io.Reader, length int64, failed *failure) *stream {
	return &stream{source: source, left: length, length: length, failed: failed, idle: make(chan struct{})}
}

// Read reads from the caller's reader, unless the body has been closed.
func (s *stream) Read(p []byte) (int, error) {
	if !s.begin() {
		return 0, errLetGo
	}
	defer s.end()
	return s.read(p)
}

func (s *stream) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || s.reading {
		return false
	}
	s.reading, s.touched = true, true
	return true
}

func (s *stream) hasBegun() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.touched
}

func (s *stream) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reading = false
	if s.closed {
		close(s.idle)
	}
}

// Close tells that the transport needs no more. The caller's reader stays
// open.
func (s *stream) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.closed = true
		if !s.reading {
			close(s.idle)
		}
	}
	return nil
}

// wait returns when the transport has closed the body. When ctx is done it
// closes it in its stead.
func (s *stream) wait(ctx context.Context) error {
	select {
	case <-s.idle:
		return nil
	case <-ctx.Done():
	}
	_ = s.Close()
	timer := time.NewTimer(grace)
	defer timer.Stop()
	select {
	case <-s.idle:
		return nil
	case <-timer.C:
		return fmt.Errorf("the body's Read has not returned: %w", ended(ctx))
	}
}

// ended says why ctx is done: its error, and its cause where that is another.
func ended(ctx context.Context) error {
	cause := context.Cause(ctx)
	if errors.Is(cause, ctx.Err()) {
		return cause
	}
	return fmt.Errorf("%w: %w", ctx.Err(), cause)
}

// read yields at most the announced bytes. The last of them come only when the
// reader has proved to have no more, so that a server never takes a part for
// the whole.
func (s *stream) read(p []byte) (int, error) {
	if err := s.failed.get(); err != nil {
		return 0, err
	}
	if s.left == 0 {
		return 0, io.EOF
	}
	if len(p) == 0 {
		return 0, nil
	}
	n, err := s.source.Read(p[:min(int64(len(p)), s.left)])
	if n < 0 || int64(n) > s.left {
		return 0, s.failed.set(fmt.Errorf("the body's Read returned an impossible count of %d", n))
	}
	s.left -= int64(n)
	if s.left == 0 && err == nil {
		err = s.more()
	}
	switch {
	case err == nil:
		return n, nil
	case !errors.Is(err, io.EOF):
		return 0, s.failed.set(err)
	case s.left > 0:
		return 0, s.failed.set(fmt.Errorf("the body ended after %d of %d bytes: %w", s.length-s.left, s.length, io.ErrUnexpectedEOF))
	}
	return n, io.EOF
}

// more returns io.EOF if the reader is at its end.
func (s *stream) more() error {
	var probe [1]byte
	for range 100 {
		n, err := s.source.Read(probe[:])
		switch {
		case n > 0:
			return fmt.Errorf("%w: more than %d bytes", ErrTooLong, s.length)
		case err != nil:
			return err
		}
	}
	return io.ErrNoProgress
}
