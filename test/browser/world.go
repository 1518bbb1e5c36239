// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// world is everything that a browser can reach: pages, stores and the store
// that answers as told, on one address for http and one for https.
type world struct {
	*recorder

	script *script
	stores []*store
	// rules lead a browser to it.
	rules string
}

// newWorld starts one that ends with the test.
func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{recorder: &recorder{byID: map[string][]*exchange{}}, script: &script{stops: map[string][]stop{}}}
	plain := httptest.NewServer(w.wrap(w))
	t.Cleanup(plain.Close)
	secure := httptest.NewUnstartedServer(w.wrap(w))
	secure.EnableHTTP2 = true
	secure.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError) // a browser opens connections that it never uses
	secure.StartTLS()
	t.Cleanup(secure.Close)
	w.stores = newStores(t, &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, plain.Listener.Addr().String())
	}})
	// What the browser asks of its maker goes nowhere.
	w.rules = "MAP *.google.com ^NOTFOUND, MAP *.googleapis.com ^NOTFOUND, MAP *.gvt1.com ^NOTFOUND, " +
		"MAP *:443 " + secure.Listener.Addr().String() + ", MAP *:8443 " + secure.Listener.Addr().String() + ", " +
		"MAP * " + plain.Listener.Addr().String()
	return w
}

// ServeHTTP is whatever stands at the host.
func (w *world) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	for _, s := range w.stores {
		if host == s.host || s.virtual && strings.HasSuffix(host, "."+s.host) {
			s.emulator.ServeHTTP(rw, r)
			return
		}
	}
	if idOf(r.URL.Path) != "" {
		w.script.ServeHTTP(rw, r)
		return
	}
	servePage(rw, r)
}

// store is the one that answers as a profile of package cors.
func (w *world) store(profile string) *store {
	for _, s := range w.stores {
		if s.profile == profile {
			return s
		}
	}
	return nil
}
