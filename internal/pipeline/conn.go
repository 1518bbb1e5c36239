// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// idleConn is a connection that fails when it has been silent for too long:
// when a Read waits for a byte, or a Write for room, for longer than idle. A
// write renews the deadline of the Read that waits beside it, so that the
// sending of a long body is no silence. No transfer is ever too long.
//
// Between calls the transport waits in a Read as well: an unused connection is
// closed after idle at the latest.
type idleConn struct {
	net.Conn

	idle  time.Duration
	armed atomic.Int64 // when the read deadline was set last, in Unix nanoseconds
	spent atomic.Bool  // a Read ran into its deadline
}

// errIdle is why a connection that was idle for too long cannot be used.
var errIdle = fmt.Errorf("nothing was read or written for longer than Timeouts.Idle: %w", os.ErrDeadlineExceeded)

// pieceSize is what is written at once of a body that streams, in bytes. The
// 32 KiB of io.Copy cost twice as much for large bodies.
const pieceSize = 128 << 10

var pieces = sync.Pool{New: func() any { return new([pieceSize]byte) }}

// Read implements [net.Conn].
func (c *idleConn) Read(b []byte) (int, error) {
	if err := c.renew(time.Now()); err != nil {
		return 0, err
	}
	n, err := c.Conn.Read(b)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		c.spent.Store(true)
	}
	return n, err
}

// Write implements [net.Conn].
func (c *idleConn) Write(b []byte) (int, error) {
	err := c.arm()
	switch {
	case err != nil && c.spent.Load():
		return 0, errIdle // net/http has closed it since
	case err != nil:
		return 0, err
	}
	return c.Conn.Write(b)
}

// ReadFrom is how net/http writes a body that streams.
func (c *idleConn) ReadFrom(r io.Reader) (n int64, err error) {
	piece := pieces.Get().(*[pieceSize]byte)
	defer pieces.Put(piece)
	for {
		got, readErr := r.Read(piece[:])
		if got > 0 {
			wrote, err := c.Write(piece[:got])
			n += int64(wrote)
			if err != nil {
				return n, err
			}
		}
		if readErr == io.EOF {
			return n, nil
		}
		if readErr != nil {
			return n, readErr
		}
	}
}

// arm renews both deadlines.
func (c *idleConn) arm() error {
	now := time.Now()
	if err := c.renew(now); err != nil {
		return err
	}
	return c.SetWriteDeadline(now.Add(c.idle))
}

// renew moves the read deadline, unless that was done just now: a deadline is
// good for no less than fifteen sixteenths of idle.
func (c *idleConn) renew(now time.Time) error {
	last := c.armed.Load()
	if passed := now.UnixNano() - last; last != 0 && passed >= 0 && passed < int64(c.idle/16) {
		return nil
	}
	c.armed.Store(now.UnixNano())
	return c.SetReadDeadline(now.Add(c.idle))
}
