// SPDX-License-Identifier: Apache-2.0

package servers

import (
	"bytes"
	"context"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"
)

// grace is how long a server may take to stop when it is asked to.
const grace = 5 * time.Second

// process is a server that runs, and what it has said.
type process struct {
	said   output
	exited chan struct{}
	err    error // why it exited, once exited is closed
}

// start starts a command that ends with the test. Its last words are logged
// when the test failed.
func start(t testing.TB, cmd *exec.Cmd) *process {
	t.Helper()
	p := &process{exited: make(chan struct{})}
	cmd.Stdout, cmd.Stderr = &p.said, &p.said
	if err := cmd.Start(); err != nil {
		t.Fatalf("starting %s: %v", cmd.Path, err)
	}
	go func() {
		p.err = cmd.Wait()
		close(p.exited)
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		select {
		case <-p.exited:
		case <-time.After(grace):
			t.Errorf("%s did not stop within %s", cmd.Path, grace)
			_ = cmd.Process.Kill()
			<-p.exited
		}
		if t.Failed() {
			t.Logf("%s said:\n%s", cmd.Path, p.said.String())
		}
	})
	return p
}

// wait polls until ready does, the process exits, or half a minute is over; it
// reports whether the server is ready.
func (p *process) wait(ctx context.Context, ready func() bool) bool {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		if ready() {
			return true
		}
		select {
		case <-p.exited:
			return false
		case <-ctx.Done():
			return false
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// output collects what a process writes; goroutines may share it.
type output struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write appends p.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.Write(p)
}

// String is everything so far.
func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.String()
}
