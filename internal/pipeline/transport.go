// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"time"

	"github.com/seed-40dc4ce0/pail/config"
)

// Defaults of config.Timeouts.
const (
	connectTimeout  = 10 * time.Second
	tlsTimeout      = 10 * time.Second
	idleTimeout     = 60 * time.Second
	idleConnTimeout = 90 * time.Second
)

// idleConns is how many connections to one host are kept for the next call.
// net/http's own 2 make 64 callers open a connection for nearly every request.
const idleConns = 256

// transport is the user's own transport as it is, or one made from cfg.
//
// It speaks HTTP/1.1 only, as object stores do: a deadline on the silence of a
// connection means nothing where many requests share one. It never asks for
// gzip, so that objects arrive as they are stored.
func transport(cfg config.Config) (http.RoundTripper, error) {
	if cfg.Transport != nil {
		return cfg.Transport, nil
	}
	proxy, err := cfg.ProxyFunc()
	if err != nil {
		return nil, err
	}
	trust, err := cfg.TLSConfig()
	if err != nil {
		return nil, err
	}
	if trust == nil {
		trust = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	d := dialer{
		Dialer: net.Dialer{Timeout: orDefault(cfg.Timeouts.Connect, connectTimeout), KeepAlive: 30 * time.Second},
		idle:   orDefault(cfg.Timeouts.Idle, idleTimeout),
	}
	return &http.Transport{
		Proxy:                  proxy,
		DialContext:            d.DialContext,
		TLSClientConfig:        trust,
		TLSHandshakeTimeout:    orDefault(cfg.Timeouts.TLSHandshake, tlsTimeout),
		TLSNextProto:           map[string]func(string, *tls.Conn) http.RoundTripper{},
		DisableCompression:     true,
		MaxIdleConns:           0, // hosts are few, and each is bounded
		MaxIdleConnsPerHost:    idleConns,
		IdleConnTimeout:        orDefault(cfg.Timeouts.IdleConn, idleConnTimeout),
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: 1 << 20,
	}, nil
}

// orDefault reads a field of config.Timeouts: 0 is the default, and what is
// negative there is net/http's 0, no bound.
func orDefault(d, standard time.Duration) time.Duration {
	switch {
	case d == 0:
		return standard
	case d < 0:
		return 0
	}
	return d
}

// dialer opens connections that must not be silent for longer than idle; 0 is
// no bound.
type dialer struct {
	net.Dialer

	idle time.Duration
}

// DialContext is what http.Transport wants it to be.
func (d *dialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	c, err := d.Dialer.DialContext(ctx, network, address)
	if err != nil || d.idle <= 0 {
		return c, err
	}
	return &idleConn{Conn: c, idle: d.idle}, nil
}
