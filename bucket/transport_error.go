// SPDX-License-Identifier: Apache-2.0

package bucket

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
)

// TransportError says that no answer was had: no connection, a deadline, a
// cancelled context, a connection that broke before the headers. Whether the
// server acted on the request is not known.
//
// errors.Is and errors.As reach the cause: context.Canceled,
// context.DeadlineExceeded, a *net.OpError. It prints without the query of
// the URL, which in a presigned request is a secret.
type TransportError struct { //nolint:recvcheck // printing cannot be circumvented by *err
	Op       string // the operation, for example "GetObject"
	Provider string // the provider's id
	Bucket   string
	Key      string
	Attempts int    // how often the request was sent; 0 when it never was
	Method   string // of the request
	Host     string // of the request, with its port if it has one
	Err      error  // the cause of the last attempt's failure; never nil
}

// Error says operation, provider, cause and, when something was sent, method
// and host; when it was sent more than once, the attempts.
func (e *TransportError) Error() string {
	s := place(e.Provider, e.Op, e.Bucket, e.Key)
	if e.Attempts > 0 && (e.Method != "" || e.Host != "") {
		s += ": " + printable(e.Method+" "+e.Host)
	}
	if e.Err != nil {
		s += ": " + causeText(e.Err)
	}
	return s + notes("", e.Attempts)
}

// Unwrap returns Err.
func (e *TransportError) Unwrap() error { return e.Err }

// Timeout reports whether the cause was a deadline, the context's or one of
// the transport's. It is part of net.Error's method set.
func (e *TransportError) Timeout() bool {
	var t interface{ Timeout() bool }
	return errors.As(e.Err, &t) && t.Timeout()
}

// Format implements [fmt.Formatter]: every verb gives the text of Error, %q
// quoted. So it is with one that is printed by value.
func (e TransportError) Format(f fmt.State, verb rune) {
	writeFormatted(f, verb, e.Error())
}

// LogValue implements [slog.LogValuer].
func (e *TransportError) LogValue() slog.Value {
	if e == nil {
		return slog.AnyValue(nil)
	}
	return slog.StringValue(e.Error())
}

// MarshalJSON implements [json.Marshaler] with the text of Error, since the
// cause may hold the whole URL. It cannot be read back.
func (e TransportError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }
