// SPDX-License-Identifier: Apache-2.0

// Package servers builds and starts real object stores on the loopback
// interface, for tests. It is a module of its own: what the servers need never
// reaches a user of the SDK. Their versions are pinned in go.mod.
//
//	server := servers.StartVersitygw(t)
//	// server.URL, server.AccessKeyID and server.SecretAccessKey
//
// Its tests run the conformance suite against versitygw (make real) and
// versitygw's own client tests against pail serve (make judge).
package servers
