// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"crypto/x509"
	"net/http/httptest"
	"testing"
)

// Server is an emulator that listens on a port of the loopback interface.
type Server struct {
	*Emulator

	// URL is the endpoint, such as http://127.0.0.1:35000, without a slash at
	// its end.
	URL string
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
	s.URL, s.Certificate = s.server.URL, s.server.Certificate()
	t.Cleanup(s.server.Close)
	return s
}
