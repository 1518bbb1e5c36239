// SPDX-License-Identifier: Apache-2.0

package config

import "time"

// Timeouts bound how long a connection may be silent; none bounds a whole
// call, for which the context is there. In each field 0 is the default and a
// negative value is no bound. They govern the default transport only: a
// [Config.Transport] of the user's brings its own.
type Timeouts struct {
	// Connect bounds the making of a TCP connection, name lookup included.
	Connect time.Duration

	// TLSHandshake bounds the TLS handshake.
	TLSHandshake time.Duration

	// Idle bounds the time in which a call neither sends nor receives a byte.
	Idle time.Duration

	// IdleConn is how long an unused connection is kept for the next call.
	IdleConn time.Duration
}
