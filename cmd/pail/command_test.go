// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"
)

func TestCommandsThatWaitHaveALimit(t *testing.T) {
	t.Parallel()
	list := []command{{name: "wait", limit: time.Millisecond, run: func(ctx context.Context, _ []string, _ streams) error {
		<-ctx.Done()
		return context.Cause(ctx)
	}}}
	err := choose(t.Context(), "", "", list, []string{"wait"}, streams{in: strings.NewReader(""), out: io.Discard, err: io.Discard})
	if err == nil || err.Error() != "no whole answer came within 1ms" {
		t.Errorf("got %v", err)
	}
}

func TestASignalEndsACommandThatComputes(t *testing.T) {
	t.Parallel()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if code := await(ended, make(chan int), time.Millisecond); code != exitFailed {
		t.Errorf("a command that goes on: %d", code)
	}
	done := make(chan int, 1)
	done <- exitDenied
	if code := await(ended, done, time.Minute); code != exitDenied {
		t.Errorf("a command that has ended: %d", code)
	}
	done <- exitDone
	if code := await(t.Context(), done, 0); code != exitDone {
		t.Errorf("a command without a signal: %d", code)
	}
}
