// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
)

// Server is an emulator that listens on a port of the loopback interface.
type Server struct {
	*Emulator

	// URL is the endpoint, such as http://127.0.0.1:35000, without a slash at
	// its end. It is also a proxy for plain HTTP: a client that is told to use
	// it as one reaches every host that the emulator plays.
	URL string
	// Domain is where it takes virtual hosts: BUCKET.Domain; "" for nowhere.
	Domain string
	// AccessKeyID, SecretAccessKey and Region are what clients sign with.
	AccessKeyID, SecretAccessKey, Region string
	// Certificate is the server's own when it speaks TLS, else nil.
	Certificate *x509.Certificate

	server *httptest.Server
}

// Start starts a server that ends with the test.
func Start(t testing.TB, o Options) *Server {
	t.Helper()
	e := New(o)
	if err := e.Err(); err != nil {
		t.Fatal(err)
	}
	s := &Server{Emulator: e, server: httptest.NewUnstartedServer(e)}
	s.AccessKeyID, s.SecretAccessKey, s.Region = e.options.AccessKeyID, e.options.SecretAccessKey, e.options.Region
	if o.TLS {
		s.server.StartTLS()
	} else {
		s.server.Start()
	}
	s.URL, s.Domain, s.Certificate = s.server.URL, e.options.BaseDomain, s.server.Certificate()
	t.Cleanup(s.server.Close)
	return s
}

// Transport returns a transport that connects to the server whatever host a
// request names, so that virtual hosts need no name service. With TLS it trusts
// the server under every name.
func (s *Server) Transport() *http.Transport {
	addr := s.server.Listener.Addr().String()
	t := &http.Transport{
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, addr)
		},
	}
	if s.Certificate != nil {
		roots := x509.NewCertPool()
		roots.AddCert(s.Certificate)
		t.TLSClientConfig = &tls.Config{RootCAs: roots, ServerName: s.Certificate.DNSNames[0], MinVersion: tls.VersionTLS12}
	}
	return t
}
