// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"io"
	"sync"
	"time"
)

// letGo is how long a call that has ended waits for a Read of the caller's reader
// that has not.
const letGo = time.Second

// lease lets a transport read the caller's reader, and not close it, until it ends. A
// transport may want to read on after it has given its answer or failed.
type lease struct {
	source io.Reader

	mu    sync.Mutex
	ended bool
	idle  chan struct{} // closed when the Read that goes on is over; nil if none does
}

// Read implements [io.Reader].
func (l *lease) Read(b []byte) (int, error) {
	l.mu.Lock()
	if l.ended || l.idle != nil {
		l.mu.Unlock()
		return 0, errOver
	}
	idle := make(chan struct{})
	l.idle = idle
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		l.idle = nil
		close(idle)
		l.mu.Unlock()
	}()
	return l.source.Read(b)
}

// Close does nothing: the reader is the caller's.
func (*lease) Close() error { return nil }

// end makes further Reads fail and waits for one that goes on, but not for long. It
// reports whether the source is free.
func (l *lease) end() bool {
	l.mu.Lock()
	l.ended = true
	idle := l.idle
	l.mu.Unlock()
	if idle == nil {
		return true
	}
	select {
	case <-idle:
		return true
	default:
	}
	timer := time.NewTimer(letGo)
	defer timer.Stop()
	select {
	case <-idle:
		return true
	case <-timer.C:
		return false
	}
}
