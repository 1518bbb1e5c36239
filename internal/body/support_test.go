// SPDX-License-Identifier: Apache-2.0

package body_test

import (
	"bufio"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func iotestHalf(s string) io.Reader { return iotest.HalfReader(plain{strings.NewReader(s)}) }

func readRequest(r io.Reader) (*http.Request, error) { return http.ReadRequest(bufio.NewReader(r)) }

// leakCheck fails the test if goroutines that run our code or net/http's are
// left when it ends. Tests that use it do not run in parallel.
func leakCheck(t *testing.T) {
	t.Helper()
	before := ours()
	t.Cleanup(func() {
		deadline := time.Now().Add(5 * time.Second)
		for {
			left := ours()
			if len(left) <= len(before) {
				return
			}
			if time.Now().After(deadline) {
				t.Errorf("%d goroutines before, %d after:\n%s", len(before), len(left), strings.Join(left, "\n\n"))
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
	})
}

// ours returns the stacks of goroutines in net/http or in this module, the
// caller's own aside.
func ours() []string {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	var found []string
	for i, stack := range strings.Split(string(stacks), "\n\n") {
		if i > 0 && (strings.Contains(stack, "net/http.") || strings.Contains(stack, "pail/")) && !strings.Contains(stack, "testing.(*T).Run") {
			found = append(found, stack)
		}
	}
	return found
}

var urlOfKey = url.URL{Scheme: "http", Host: "h", Path: "/k"}
