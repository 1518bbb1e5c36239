// SPDX-License-Identifier: Apache-2.0

package servers

import (
	"context"
	"net"
	"net/http"
	"os/exec"
	"regexp"
	"testing"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// The credentials and the domain of every server here. They open nothing but
// stores that end with a test.
const (
	accessKeyID     = "pail-servers-test"
	secretAccessKey = "pail-servers-test-secret"
	domain          = "s3.test"
)

// Server is an object store that listens on a port of the loopback interface,
// and ends with its test.
type Server struct {
	// URL is the endpoint, without a slash at its end.
	URL string
	// AccessKeyID, SecretAccessKey and Region are what clients sign with.
	AccessKeyID, SecretAccessKey, Region string
	// Domain is where it takes virtual hosts: BUCKET.Domain.
	Domain string
}

func newServer(url string) *Server {
	return &Server{URL: url, AccessKeyID: accessKeyID, SecretAccessKey: secretAccessKey, Region: "us-east-1", Domain: domain}
}

// StartVersitygw builds versitygw, if need be, and starts it over empty
// folders.
func StartVersitygw(t testing.TB) *Server {
	t.Helper()
	binary := versitygw.build(t)
	const attempts = 3 // somebody may take the port between our look and its start
	for range attempts {
		addr := freeAddr(t)
		// It misunderstands relative folders.
		cmd := exec.CommandContext(context.WithoutCancel(t.Context()), binary, "-q", "--access", accessKeyID, "--secret", secretAccessKey, "--port", addr,
			"--vd", domain, "--health", "/health", "posix", "--versioning-dir", t.TempDir(), t.TempDir())
		cmd.Dir, cmd.Env = t.TempDir(), environment()
		p := start(t, cmd)
		if p.wait(t.Context(), func() bool { return healthy(t.Context(), "http://"+addr+"/health") }) {
			return newServer("http://" + addr)
		}
		t.Logf("versitygw did not come up at %s: %s", addr, p.said.String())
	}
	t.Fatalf("versitygw did not come up in %d attempts", attempts)
	return nil
}

// StartPail builds this module's command and starts its store, which is empty.
// More flags go to pail serve as they are.
func StartPail(t testing.TB, flags ...string) *Server {
	t.Helper()
	args := append([]string{"serve", "--addr", "127.0.0.1:0", "--access-key-id", accessKeyID, "--secret-access-key", secretAccessKey, "--base-domain", domain}, flags...)
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), pail.build(t), args...)
	cmd.Dir, cmd.Env = t.TempDir(), environment()
	p := start(t, cmd)
	var line []string
	if !p.wait(t.Context(), func() bool {
		line = listening.FindStringSubmatch(p.said.String())
		return line != nil
	}) {
		t.Fatalf("pail serve did not come up: %s", p.said.String())
	}
	return newServer(line[1])
}

// StartEmulator starts an emulator in this process, with the credentials of
// every server here.
func StartEmulator(t testing.TB, o emulator.Options) *Server {
	t.Helper()
	o.AccessKeyID, o.SecretAccessKey, o.BaseDomain = accessKeyID, secretAccessKey, domain
	return newServer(emulator.Start(t, o).URL)
}

// listening is the line that pail serve prints when it is ready.
var listening = regexp.MustCompile(`(?m)^listening on (http://\S+)$`)

// environment is what servers and their tests see: no variable of ours. A CA
// bundle in AWS_CA_BUNDLE, say, stops versitygw's tests.
func environment() []string { return []string{"LANG=C", "TZ=UTC"} }

// freeAddr is an address that nobody listens on.
func freeAddr(t testing.TB) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return addr
}

// healthy reports whether a URL answers 200.
func healthy(ctx context.Context, url string) bool {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return false
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}
