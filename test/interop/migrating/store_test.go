// SPDX-License-Identifier: Apache-2.0

package migrating_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/test/emulator"
	"github.com/seed-40dc4ce0/pail/test/migrating"
)

// The keys that the examples have.
const id, secret = "ACCESS_KEY_ID_EXAMPLE", "SECRET_ACCESS_KEY_EXAMPLE"

// stores are what the vendors' own hosts lead to in these tests.
var stores = []struct {
	host, provider, region, bucket string
}{
	{".qingstor.com:443", "qingstor", "pek3b", "your-bucket-name"},
	{".myqcloud.com:443", "cos", "ap-beijing", "examplebucket-1250000000"},
}

func TestMain(m *testing.M) {
	code, err := serve(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// serve starts the stores and makes them what the default transport reaches.
func serve(m *testing.M) (code int, err error) {
	addresses := map[string]string{}
	var transport *http.Transport
	for _, s := range stores {
		srv := httptest.NewTLSServer(emulator.New(emulator.Options{
			Provider: s.provider, Region: s.region, AccessKeyID: id, SecretAccessKey: secret,
		}))
		defer srv.Close()
		addresses[s.host] = srv.Listener.Addr().String()
		if transport == nil {
			transport = srv.Client().Transport.(*http.Transport).Clone()
			transport.TLSClientConfig.ServerName = "example.com" // that of every httptest.Server's certificate
		}
	}
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		for host, to := range addresses {
			if strings.HasSuffix(address, host) {
				return new(net.Dialer).DialContext(ctx, network, to)
			}
		}
		return nil, fmt.Errorf("nobody is at %s", address)
	}
	http.DefaultTransport = transport
	for _, s := range stores {
		cfg := config.Config{Provider: s.provider, Region: s.region, Credentials: config.Static(id, secret, ""), Transport: transport}
		if err := migrating.Fill(context.Background(), cfg, s.bucket); err != nil {
			return 0, fmt.Errorf("%s: %w", s.provider, err)
		}
	}
	return m.Run(), nil
}

// show runs the body of an example.
func show(example func(ctx context.Context) error) {
	if err := example(context.Background()); err != nil {
		fmt.Println("error:", err)
	}
}
