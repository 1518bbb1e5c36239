// SPDX-License-Identifier: Apache-2.0

package config

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

func TestEndpoint(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want, fault string }{
		{"a URL", "https://store.example", "https://store.example", ""},
		{"with a port and a path", "http://store.example:9000/a/b/", "http://store.example:9000/a/b", ""},
		{"an escaped path stays escaped", "https://h/a%2Fb", "https://h/a%2Fb", ""},
		{"the scheme's port is dropped", "https://h:443", "https://h", ""},
		{"and only that", "http://h:443", "http://h:443", ""},
		{"letters become small", "HTTPS://Store.Example", "https://store.example", ""},
		{"a bare host means TLS", "store.example:9000", "https://store.example:9000", ""},
		{"a bare host of this machine does not", "localhost:9000", "http://localhost:9000", ""},
		{"nor does a name below it", "s3.localhost", "http://s3.localhost", ""},
		{"nor an address of it", "127.0.0.1:9000", "http://127.0.0.1:9000", ""},
		{"nor one in version 6", "[::1]:9000", "http://[::1]:9000", ""},
		{"a private address is not this machine", "192.168.0.1:9000", "https://192.168.0.1:9000", ""},
		{"a zone in an address", "http://[fe80::1%25eth0]:9000", "http://[fe80::1%25eth0]:9000", ""},
		{"port 65535", "https://h:65535", "https://h:65535", ""},

		{"IPv6 without brackets", "::1", "", "is an IPv6 address without brackets"},
		{"port 0", "https://h:0", "", "has a port that is not between 1 and 65535"},
		{"port 65536", "https://h:65536", "", "has a port that is not between 1 and 65535"},
		{"a colon and no port", "https://h:", "", "has a colon and no port"},
		{"a port in letters", "https://h:http", "", "is not a URL"},
		{"another scheme", "ftp://h", "", "has a scheme other than http and https"},
		{"slashes forgotten", "https:h", "", "lacks the two slashes after https:"},
		{"no host", "https://", "", "lacks a host"},
		{"only a path", "/data", "", "lacks a host"},
		{"a user", "https://me@h", "", "holds a user name or password"},
		{"a password", "https://me:" + canary + "@h", "", "is not a URL"},
		{"a plain password", "https://me:hunter2@h", "", "holds a user name or password"},
		{"a query", "https://h/?X-Amz-Signature=hunter2", "", "has a query"},
		{"an empty query", "https://h?", "", "has a query"},
		{"a fragment", "https://h#hunter2", "", "has a fragment"},
		{"white space", " https://h", "", "has white space or control characters in it"},
		{"a line break", "https://h\n", "", "has white space or control characters in it"},
		{"letters outside ASCII", "https://bücher.example", "", "has a host with letters outside ASCII"},
		{"characters of no name", "https://a,b", "", "has a host with characters that no name has"},
		{"two dots", "https://a..b", "", "has a host that is not a name"},
		{"dots in the path", "https://h/a/../b", "", "has . or .. in its path"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			u, err := Config{Endpoint: test.text}.EndpointURL()
			if test.fault == "" {
				if err != nil || u.String() != test.want {
					t.Errorf("got %v, %v; want %s", u, err, test.want)
				}
				return
			}
			var e *Error
			if !errors.As(err, &e) || e.Faults[0].Problem != test.fault || e.Faults[0].Source != "Config.Endpoint" {
				t.Fatalf("got %v, %v; want %q", u, err, test.fault)
			}
			if strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), canary[:12]) {
				t.Errorf("the error holds the secret: %v", err)
			}
		})
	}
	if u, err := (Config{}).EndpointURL(); u != nil || err != nil {
		t.Errorf("no endpoint: got %v, %v", u, err)
	}
}

func TestProxy(t *testing.T) {
	t.Parallel()
	r, err := http.NewRequest(http.MethodGet, "https://store.example", nil)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, text, want, fault string }{
		{"a URL", "http://proxy:3128", "http://proxy:3128", ""},
		{"a bare host", "proxy:3128", "http://proxy:3128", ""},
		{"a password is kept", "socks5://me:hunter2@proxy:1080/", "socks5://me:hunter2@proxy:1080/", ""},
		{"none at all", "Direct", "", ""},
		{"another scheme", "ftp://me:hunter2@proxy", "", "has a scheme other than http, https, socks5 and socks5h"},
		{"a path", "http://me:hunter2@proxy/x", "", "has a path, a query or a fragment"},
		{"no host", "http://", "", "lacks a host"},
		{"white space", "http://me:hunter2 @proxy", "", "has white space or control characters in it"},
		{"no URL", "http://me:hunter2@proxy:%", "", "is not a URL"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f, err := Config{Proxy: test.text}.ProxyFunc()
			if test.fault != "" {
				var e *Error
				if !errors.As(err, &e) || e.Faults[0].Problem != test.fault {
					t.Errorf("got %v, want %q", err, test.fault)
				}
				if strings.Contains(err.Error(), "hunter2") {
					t.Errorf("the error holds the password: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if test.want == "" {
				if f != nil {
					t.Error("a proxy is asked")
				}
				return
			}
			if u, err := f(r); err != nil || u.String() != test.want {
				t.Errorf("got %v, %v; want %s", u, err, test.want)
			}
		})
	}
	if f, err := (Config{}).ProxyFunc(); f == nil || err != nil {
		t.Errorf("the environment's proxies are not asked: %v", err)
	}
}
