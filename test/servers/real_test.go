// SPDX-License-Identifier: Apache-2.0

package servers

import (
	"context"
	"maps"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/conformance"
	"github.com/seed-40dc4ce0/pail/test/conformance/sabotage"
)

// TestRealVersitygw runs the suite through the client's own transport, as a
// user's program does.
func TestRealVersitygw(t *testing.T) {
	server := StartVersitygw(t)
	conformance.Run(t, harness(t, server, func(*config.Config) {}))
}

// TestRealVersitygwByVirtualHost runs it with the bucket in the host, and with
// an eye on the wire.
func TestRealVersitygwByVirtualHost(t *testing.T) {
	server := StartVersitygw(t)
	conformance.Run(t, harness(t, server, func(cfg *config.Config) {
		addr := strings.TrimPrefix(server.URL, "http://")
		_, port, _ := strings.Cut(addr, ":")
		cfg.Endpoint, cfg.Addressing = "http://"+net.JoinHostPort(server.Domain, port), "virtual"
		cfg.Transport = &conformance.Wire{Base: &http.Transport{
			DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
				return new(net.Dialer).DialContext(ctx, network, addr)
			},
		}}
	}))
}

// TestRealBugs breaks the client and looks for red.
func TestRealBugs(t *testing.T) {
	t.Parallel()
	for _, bug := range sabotage.Bugs() {
		if reason, excused := versitygwExceptions()[bug.Reddens]; excused {
			t.Logf("a client that %s cannot be told from this store: %s", bug.Name, reason)
			continue
		}
		t.Run("it "+bug.Name, func(t *testing.T) {
			t.Parallel()
			server := StartVersitygw(t)
			h := harness(t, server, func(*config.Config) {})
			open := h.Open
			h.Open = func(ctx context.Context) (conformance.Bucket, error) {
				b, err := open(ctx)
				b.API = bug.Wrap(b.API)
				return b, err
			}
			red(t, h, bug.Reddens)
		})
	}
	for _, bug := range sabotage.WireBugs() {
		t.Run("it "+bug.Name, func(t *testing.T) {
			t.Parallel()
			server, wire := StartVersitygw(t), &conformance.Wire{}
			var opts []service.Option
			if bug.Stack != nil {
				opts = append(opts, service.WithAPIOptions(bug.Stack))
			}
			h := harness(t, server, func(cfg *config.Config) {
				cfg.Transport = wire
				if bug.Transport != nil {
					cfg.Transport = bug.Transport(wire)
				}
			}, opts...)
			h.Wire = wire
			red(t, h, bug.Reddens)
		})
	}
}

// harness is the client's, for a server, without what versitygw is known to
// lack.
func harness(t *testing.T, server *Server, change func(*config.Config), opts ...service.Option) conformance.Harness {
	t.Helper()
	cfg := config.Config{
		Provider: "s3", Endpoint: server.URL, Region: server.Region,
		Credentials: config.Static(server.AccessKeyID, server.SecretAccessKey, ""),
	}
	change(&cfg)
	h, err := conformance.Client(cfg, opts...)
	if err != nil {
		t.Fatal(err)
	}
	h.Name = "versitygw v1.8.0 at " + cfg.Endpoint
	maps.Copy(h.Exceptions, versitygwExceptions())
	return h
}

// red checks that the behaviour that a bug must turn red is.
func red(t *testing.T, h conformance.Harness, title string) {
	t.Helper()
	results := conformance.Check(t.Context(), h)
	failures := conformance.Failures(results)
	for _, r := range failures {
		if r.Title() == title {
			t.Logf("%d of %d behaviours are red, among them %q", len(failures), len(results), title)
			return
		}
	}
	t.Errorf("%q did not fail, but %d others did", title, len(failures))
}
