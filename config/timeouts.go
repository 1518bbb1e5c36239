// SPDX-License-Identifier: Apache-2.0

package config

import (
	"strconv"
	"strings"
	"time"
)

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

// noTimeout is the word for a negative timeout.
const noTimeout = "none"

const durationFix = "write a number with a unit, such as 500ms, 10s or 2m, or " + noTimeout

func duration(field func(*Config) *time.Duration) func(*Config, string) *problem {
	return func(c *Config, text string) *problem {
		d, p := parseTimeout(text)
		*field(c) = d
		return p
	}
}

func parseTimeout(text string) (time.Duration, *problem) {
	if strings.EqualFold(text, noTimeout) {
		return -1, nil
	}
	if n, err := strconv.ParseUint(text, 10, 16); err == nil {
		if n == 0 {
			return 0, &problem{text: "is 0", fix: durationFix}
		}
		return 0, &problem{text: "has no unit", fix: "write " + strconv.FormatUint(n, 10) + "s if seconds are meant"}
	}
	d, err := time.ParseDuration(text)
	switch {
	case err != nil:
		return 0, &problem{text: "is not a duration", fix: durationFix}
	case d == 0:
		return 0, &problem{text: "is 0", fix: durationFix}
	case d < 0:
		return 0, &problem{text: "is negative", fix: durationFix}
	}
	return d, nil
}

// timeoutText is what parseTimeout reads back as d; "" for the default.
func timeoutText(d time.Duration) string {
	switch {
	case d == 0:
		return ""
	case d < 0:
		return noTimeout
	}
	return d.String()
}
