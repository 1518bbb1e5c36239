// SPDX-License-Identifier: Apache-2.0

package body

import (
	"context"
	"errors"
	"fmt"
	"hash"
	"io"
	"sync"
	"time"

	"github.com/seed-40dc4ce0/pail/internal/checksum"
)

// drainLimit is how much of an unread body Close reads, so that the connection
// can be used again. More is cheaper to throw away with the connection.
const drainLimit = 64 << 10

// drainTime bounds how long Close waits for that rest.
const drainTime = 250 * time.Millisecond

// ErrClosed is the error of a Read after Close.
var ErrClosed = errors.New("the body has been closed")

// DownloadOptions say what is known of a response body.
type DownloadOptions struct {
	// Length is what Content-Length promised, -1 if it is absent.
	Length int64

	// Algorithm and Sum are the checksum of the whole object, as
	// [checksum.Find] returns them or in the form of [checksum.Algorithm.Text];
	// [checksum.None] compares nothing. Only for answers that hold the whole
	// object.
	Algorithm checksum.Algorithm
	Sum       string

	// Mismatch is what a checksum error matches with errors.Is.
	Mismatch error

	// OnClose is called once, at the first Close; nil is nothing.
	OnClose func()
}

// Download is a response body. Read is for one goroutine; Close may come from
// another and ends a Read that waits.
type Download struct {
	ctx     context.Context //nolint:containedctx // the call's context governs until Close
	body    io.ReadCloser
	opts    DownloadOptions
	sum     hash.Hash
	room    [80]byte // for the sum at the end
	read    int64
	err     error // sticky, of Read
	mu      sync.Mutex
	reading bool
	closed  bool
}

// NewDownload guards body, which the caller of the operation must close. ctx
// is the call's; when it is done, Read fails with its cause.
func NewDownload(ctx context.Context, body io.ReadCloser, opts DownloadOptions) *Download {
	return &Download{ctx: ctx, body: body, opts: opts, sum: opts.Algorithm.New()}
}

// Read returns the bytes as they are stored. A body that is shorter than
// promised gives io.ErrUnexpectedEOF, one that differs from its checksum the
// options' Mismatch in place of io.EOF, and a context that is done its cause.
// After Close it returns [ErrClosed].
func (d *Download) Read(p []byte) (int, error) {
	if !d.begin() {
		return 0, ErrClosed
	}
	defer d.end()
	if d.err != nil {
		return 0, d.err
	}
	if len(p) == 0 {
		return 0, nil
	}
	if err := d.cause(nil); err != nil {
		d.err = err
		return 0, err
	}
	n, err := d.body.Read(p)
	d.read += int64(n)
	if d.sum != nil {
		d.sum.Write(p[:n])
	}
	if err != nil {
		d.err = d.judge(err)
	}
	return n, d.err
}

func (d *Download) begin() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.reading = !d.closed
	return d.reading
}

func (d *Download) end() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.reading = false
}

// judge turns the error that ended the body into the one to report.
func (d *Download) judge(err error) error {
	if !errors.Is(err, io.EOF) {
		return d.cause(err)
	}
	if d.opts.Length >= 0 && d.read != d.opts.Length {
		return fmt.Errorf("the body ended after %d of %d bytes: %w", d.read, d.opts.Length, io.ErrUnexpectedEOF)
	}
	if d.sum != nil {
		if got := d.opts.Algorithm.Text(d.room[:0], d.sum); string(got) != d.opts.Sum {
			return &ChecksumError{Algorithm: d.opts.Algorithm.String(), Want: d.opts.Sum, Got: string(got), Err: d.opts.Mismatch}
		}
	}
	return io.EOF
}

// cause returns err with the cause of a context that is done, which explains
// it, or err itself.
func (d *Download) cause(err error) error {
	if d.ctx.Err() == nil {
		return err
	}
	cause := ended(d.ctx)
	switch {
	case err == nil, errors.Is(err, cause):
		return errOr(err, cause)
	default:
		return fmt.Errorf("%w: %w", cause, err)
	}
}

func errOr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// Close releases the connection, for further use if the rest of the body is at
// most 64 KiB and the context still holds. Closing twice is harmless. What is
// left unread is not compared with the checksum.
func (d *Download) Close() error {
	d.mu.Lock()
	if d.closed {
		d.mu.Unlock()
		return nil
	}
	d.closed = true
	drain := !d.reading && d.err == nil && d.ctx.Err() == nil
	d.mu.Unlock()
	if drain && d.opts.Length-d.read <= drainLimit {
		stop := time.AfterFunc(drainTime, func() { _ = d.body.Close() })
		_, _ = io.CopyN(io.Discard, d.body, drainLimit+1)
		stop.Stop()
	}
	err := d.body.Close()
	if d.opts.OnClose != nil {
		d.opts.OnClose()
	}
	return err
}

// ChecksumError is a body that differs from what the server's checksum says.
type ChecksumError struct {
	// Algorithm is the checksum's, for example "CRC32".
	Algorithm string

	// Want is the server's checksum and Got the body's, in base64, CRC64ECMA
	// in decimal.
	Want, Got string

	// Err is the sentinel that the error matches.
	Err error
}

// Error names the algorithm and both checksums.
func (e *ChecksumError) Error() string {
	return fmt.Sprintf("the body's %s is %s, the server announced %s", e.Algorithm, e.Got, e.Want)
}

// Unwrap returns the sentinel.
func (e *ChecksumError) Unwrap() error { return e.Err }
