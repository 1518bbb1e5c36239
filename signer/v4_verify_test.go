// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"bufio"
	"bytes"
	"net/http"
	"strings"
	"testing"
)

// parse reads a request as a server does.
func parse(t testing.TB, wire string) *http.Request {
	t.Helper()
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(wire)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func newReader(wire []byte) *bufio.Reader { return bufio.NewReader(bytes.NewReader(wire)) }
