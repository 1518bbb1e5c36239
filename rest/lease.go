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

	mu      sync.Mutex
	ended   bool
	reading bool
	idle    chan struct{} // who waits for the Read that goes on; nil if nobody does
}

// Read implements [io.Reader].
func (l *lease) Read(b []byte) (int, error) {
	l.mu.Lock()
	if l.ended || l.reading {
		l.mu.Unlock()
		return 0, errOver
	}
	l.reading = true
	l.mu.Unlock()
	defer l.done()
	return l.source.Read(b)
}

// done ends a Read.
func (l *lease) done() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.reading = false
	if l.idle != nil {
		close(l.idle)
		l.idle = nil
	}
}

// Close does nothing: the reader is the caller's.
func (*lease) Close() error { return nil }

// end makes further Reads fail and waits for one that goes on, but not for long. It
// reports whether the source is free.
func (l *lease) end() bool {
	l.mu.Lock()
	l.ended = true
	if !l.reading {
		l.mu.Unlock()
		return true
	}
	if l.idle == nil {
		l.idle = make(chan struct{})
	}
	idle := l.idle
	l.mu.Unlock()
	timer := time.NewTimer(letGo)
	defer timer.Stop()
	select {
	case <-idle:
		return true
	case <-timer.C:
		return false
	}
}
