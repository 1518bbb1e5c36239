// SPDX-License-Identifier: Apache-2.0

package config

import (
	"log/slog"
	"net/http"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// Option is one thing said to [Load] in code, which overrides everything said
// elsewhere. Of two options for the same thing the last wins. An empty string
// counts as an option not given, so that a command's unset flag can be passed
// on; only [WithStaticCredentials] and [WithCredentials] refuse to be empty.
// nil is ignored.
type Option func(*loader)

// WithProfile chooses a profile of the configuration file. It is an error if
// there is no such file or no such profile.
func WithProfile(name string) Option {
	return func(l *loader) {
		if name != "" {
			l.profile = value{text: name, from: origin{name: "config.WithProfile"}}
		}
	}
}

// WithFile names the configuration file. It is an error if it cannot be read.
func WithFile(path string) Option {
	return func(l *loader) {
		if path != "" {
			l.file = value{text: path, from: origin{name: "config.WithFile"}}
		}
	}
}

// WithoutEnvironment reads no variable and no file but that of [WithFile], not
// even through the proxy variables: without [WithProxy] the configuration says
// [ProxyDirect].
func WithoutEnvironment() Option {
	return func(l *loader) { l.isolated = true }
}

// WithProvider names the kind of store; see [Config.Provider].
func WithProvider(id string) Option {
	return stated(keyProvider, id, "config.WithProvider")
}

// WithEndpoint says where the store is; see [Config.Endpoint].
func WithEndpoint(endpoint string) Option {
	return stated(keyEndpoint, endpoint, "config.WithEndpoint")
}

// WithRegion names the region, or zone.
func WithRegion(region string) Option {
	return stated(keyRegion, region, "config.WithRegion")
}

// WithAddressing says where the bucket's name goes: "auto", "path", "virtual", or
// "none" at an endpoint that leads to one bucket; see [Config.Addressing].
func WithAddressing(addressing string) Option {
	return stated(keyAddressing, addressing, "config.WithAddressing")
}

// WithCredentials signs with what p returns: any provider of aws-sdk-go-v2, for
// roles, single sign-on, instance metadata. p must be safe for concurrent use.
// A nil p is an error, [WithAnonymous] says that nothing is to be signed.
func WithCredentials(p aws.CredentialsProvider) Option {
	return func(l *loader) {
		l.credentials = &chosen{provider: p, from: origin{name: "config.WithCredentials"}}
	}
}

// WithStaticCredentials signs with a fixed key; token is "" but for temporary
// credentials. An empty id or secret is an error.
func WithStaticCredentials(id, secret, token string) Option {
	return func(l *loader) {
		from := origin{name: "config.WithStaticCredentials"}
		l.credentials = &chosen{from: from, static: &keys{id: value{text: id, from: from}, secret: value{text: secret, from: from}, token: value{text: token, from: from}}}
	}
}

// WithAnonymous signs nothing.
func WithAnonymous() Option {
	return WithCredentials(Anonymous())
}

// WithTransport carries the requests over t; nil is the default transport. With
// a transport of your own, timeouts, proxy, CA bundle and client certificate
// from anywhere are ignored: t brings its own. Those that pail's own variables
// or file ask for are named in Config.Warnings.
func WithTransport(t http.RoundTripper) Option {
	return func(l *loader) { l.transport = t }
}

// WithTimeouts sets those timeouts that are not 0.
func WithTimeouts(t Timeouts) Option {
	const from = "config.WithTimeouts"
	return func(l *loader) {
		stated(keyConnect, timeoutText(t.Connect), from)(l)
		stated(keyTLSHandshake, timeoutText(t.TLSHandshake), from)(l)
		stated(keyIdle, timeoutText(t.Idle), from)(l)
		stated(keyIdleConn, timeoutText(t.IdleConn), from)(l)
	}
}

// WithProxy names the proxy, or [ProxyDirect]; see [Config.Proxy].
func WithProxy(proxy string) Option {
	return stated(keyProxy, proxy, "config.WithProxy")
}

// WithCABundle trusts the certificate authorities in a PEM file, in place of
// the system's.
func WithCABundle(path string) Option {
	return stated(keyCABundle, path, "config.WithCABundle")
}

// WithClientCertificate shows a certificate to servers that ask for one; both
// arguments are paths of PEM files.
func WithClientCertificate(cert, key string) Option {
	const from = "config.WithClientCertificate"
	return func(l *loader) {
		stated(keyClientCert, cert, from)(l)
		stated(keyClientKey, key, from)(l)
	}
}

// WithChecksums says when uploads carry a checksum: "auto", "required" or
// "supported"; see [Config.Checksums].
func WithChecksums(when string) Option {
	return stated(keyChecksums, when, "config.WithChecksums")
}

// WithUserAgent appends to the User-Agent header, by custom "name/version".
func WithUserAgent(product string) Option {
	return stated(keyUserAgent, product, "config.WithUserAgent")
}

// WithMaxAttempts bounds how often a call is tried; 1 never retries, 0 counts
// as not given. See [Config.MaxAttempts] for what it does not count.
func WithMaxAttempts(n int) Option {
	text := strconv.Itoa(n)
	if n == 0 {
		text = ""
	}
	return stated(keyMaxAttempts, text, "config.WithMaxAttempts")
}

// WithLogger logs each of Config.Warnings at level Warn while loading.
func WithLogger(logger *slog.Logger) Option {
	return func(l *loader) { l.logger = logger }
}

// stated is an option that states the text of one setting.
func stated(key, text, name string) Option {
	return func(l *loader) { l.stated.set(key, text, origin{name: name}) }
}
