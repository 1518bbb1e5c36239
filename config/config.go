// SPDX-License-Identifier: Apache-2.0

package config

import (
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// Config says which store to talk to, how to reach it and as whom. [Load]
// makes one from files, the environment and options; one written by hand is
// as good. It is a plain value: copy and change it freely, until service.New
// has taken it. The zero value lacks a Provider and is refused by [Config.Validate].
//
// Printing a Config in any way, by fmt, log/slog, encoding/json or yaml,
// never shows a secret; see [Config.String].
type Config struct {
	// Provider is the store's kind: "s3", "cos" or "qingstor". Load's default is
	// "s3".
	Provider string

	// Profile is the name of the profile that Load used, "" if none.
	// It is for messages only.
	Profile string

	// Endpoint is where the store is: a URL such as "https://host:9000/base" or
	// a bare host with an optional port. A bare host means https, or http when
	// the host is loopback. "" is the provider's own endpoint for the Region.
	// [Config.EndpointURL] parses it.
	Endpoint string

	// Region is the store's region, or zone. "" is an error at the provider's
	// own endpoint where that needs one; at any other endpoint it means the
	// provider's default region. At the own hosts of COS and QingStor a name that
	// no region can have, or that is nearly one that is known, is an error.
	Region string

	// Addressing says where the bucket's name goes: "path", "virtual" (into the
	// host), "none" or "auto", the provider's way. "" is "auto". At COS's own hosts
	// "path" is an error: it refuses such requests. "none" is for an Endpoint that
	// leads to one bucket, such as a domain of your own or of a CDN: requests go to
	// it as it is, whatever bucket is asked for, and calls that concern no bucket
	// are an error. Without an Endpoint it is an error.
	Addressing string

	// Credentials sign the calls; [Static] and [Anonymous] make the common ones.
	// nil means that there are none: calls that need no signature work, all
	// others fail. Load never leaves it nil: where it found none, it sets a
	// provider whose Retrieve fails with [ErrNoCredentials] and says where it
	// looked.
	Credentials aws.CredentialsProvider

	// Transport carries the requests; nil is a transport made from the fields
	// below. With a Transport of your own Timeouts, Proxy, CABundle, ClientCert
	// and ClientKey have no effect and are not checked: it brings its own.
	Transport http.RoundTripper

	// Timeouts bound the silent moments of a connection, never a whole call.
	Timeouts Timeouts

	// Proxy is the URL of an http, https, socks5 or socks5h proxy and may hold a
	// user and password. "" follows the variables HTTPS_PROXY, HTTP_PROXY and
	// NO_PROXY; [ProxyDirect] uses no proxy. [Config.ProxyFunc] turns it into
	// what net/http takes.
	Proxy string

	// CABundle is the path of a PEM file with the certificate authorities to
	// trust in place of the system's. "" is the system's. [Config.TLSConfig]
	// reads it.
	CABundle string

	// ClientCert and ClientKey are the paths of PEM files with the certificate
	// and the private key shown to a server that asks for one. Both or neither.
	ClientCert, ClientKey string

	// Checksums says when uploads carry a checksum: "required" (only where the
	// store demands one), "supported" (wherever the store takes one) or "auto"
	// (the provider's policy). "" is "auto".
	Checksums string

	// UserAgent is appended to the User-Agent header. "" adds nothing.
	UserAgent string

	// MaxAttempts bounds how often a call is tried, the first time included.
	// 0 is the default, 1 never retries. It does not count what is sent again
	// because the answer said how: once for a clock that was wrong, once for
	// a bucket in another region.
	MaxAttempts int

	// Warnings are sentences about what Load found odd but usable, such as a
	// file with secrets that others can read. Nothing prints them by itself;
	// see also [WithLogger].
	Warnings []string
}
