// SPDX-License-Identifier: Apache-2.0

package bucket

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/aws/smithy-go"
)

// Error is what a server said instead of doing what it was asked, in every
// operation and on every provider. It is also the error for an answer that
// claims success and cannot be read: the wrong document, a truncated one, an
// error inside a 200.
//
// Ask errors.Is for what happened ([ErrNoSuchKey] and the other sentinels),
// errors.As for the details. It is never changed after it was returned.
//
// An Error prints, with any verb, through slog and as JSON, none of its body
// and of its headers only the names.
type Error struct { //nolint:recvcheck // printing cannot be circumvented by *err
	Op       string // the operation, for example "GetObject"
	Provider string // the provider's id, for example "s3"
	Bucket   string // "" for an operation of the service
	Key      string // "" for an operation of the bucket

	StatusCode int    // of the answer
	Code       string // the server's word for it, for example "NoSuchKey"; "" if it gave none
	Message    string // the server's sentence, as it came

	Resource     string // what the server says it is about
	RequestID    string // names the request to the server's operators
	HostID       string // S3 and OSS: x-amz-id-2, HostId
	TraceID      string // COS
	Method       string // of a refused CORS request
	ResourceType string // "BUCKET" or "OBJECT", of a refused CORS request

	Body     []byte   // the first 4,096 bytes at most of the answer's body
	Response Response // everything else that came

	// Err is a sentinel, or why the answer could not be read, or both
	// joined; nil for a code that no sentinel stands for.
	Err error
}

var _ smithy.APIError = (*Error)(nil)

// Error says operation, provider, status, code, message, cause, request id
// and, when there was more than one, the attempts.
func (e *Error) Error() string {
	var s strings.Builder
	if where := place(e.Provider, e.Op, e.Bucket, e.Key); where != "" {
		s.WriteString(where + ": ")
	}
	s.WriteString(statusText(e.StatusCode, ""))
	if e.Code != "" {
		s.WriteString(": " + foreign(e.Code))
	}
	cause := e.cause()
	if message := foreign(e.Message); message != "" {
		if cause != "" {
			message = strings.TrimSuffix(message, ".")
		}
		s.WriteString(": " + message)
	}
	if cause != "" {
		s.WriteString(": " + cause)
	}
	s.WriteString(notes(foreign(e.requestID()), e.Response.Attempts))
	return s.String()
}

// cause is the text of Err, unless it is a sentinel that only repeats the
// server's code.
func (e *Error) cause() string {
	if e.Err == nil {
		return ""
	}
	if _, plain := e.Err.(*sentinel); plain && e.Code != "" { //nolint:errorlint // only a bare one
		return ""
	}
	return causeText(e.Err)
}

func (e *Error) requestID() string {
	if e.RequestID != "" {
		return e.RequestID
	}
	return e.Response.RequestID
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether the answer's status alone says what target asks; errors
// that the code tells apart are in Err.
func (e *Error) Is(target error) bool {
	preflight := e.Op == "OptionsObject"
	switch target {
	case ErrPreflightDenied:
		return preflight && e.StatusCode == http.StatusForbidden
	case ErrAccessDenied:
		if e.StatusCode == http.StatusUnauthorized { // QingStor's to a wrong key
			return e.Code == ""
		}
		if e.StatusCode != http.StatusForbidden {
			return false
		}
		if preflight {
			return e.Code != "" && e.Code != "AccessForbidden"
		}
		return e.Code == ""
	case ErrNotFound:
		return e.StatusCode == http.StatusNotFound
	case ErrNotModified:
		return e.StatusCode == http.StatusNotModified
	case ErrPreconditionFailed:
		return e.StatusCode == http.StatusPreconditionFailed
	case ErrInvalidRange:
		return e.StatusCode == http.StatusRequestedRangeNotSatisfiable
	case ErrThrottled:
		return e.StatusCode == http.StatusTooManyRequests
	case ErrUnsupported, errors.ErrUnsupported:
		return e.StatusCode == http.StatusNotImplemented
	}
	return false
}

// ErrorCode returns Code. It is part of smithy.APIError.
func (e *Error) ErrorCode() string { return e.Code }

// ErrorMessage returns Message. It is part of smithy.APIError.
func (e *Error) ErrorMessage() string { return e.Message }

// ErrorFault says whose fault the status code says it is. It is part of
// smithy.APIError.
func (e *Error) ErrorFault() smithy.ErrorFault {
	switch {
	case e.StatusCode >= 500:
		return smithy.FaultServer
	case e.StatusCode >= 400:
		return smithy.FaultClient
	default:
		return smithy.FaultUnknown
	}
}

// HTTPStatusCode returns StatusCode, under the name that retry policies of
// aws-sdk-go-v2 look for.
func (e *Error) HTTPStatusCode() int { return e.StatusCode }

// Format implements [fmt.Formatter]. %v and %s give the text of Error, %+v
// and %#v add what else is known, secrets and content excepted. An Error that
// is printed by value shows no more.
func (e Error) Format(f fmt.State, verb rune) {
	var s strings.Builder
	s.WriteString(e.Error())
	if f.Flag('+') || f.Flag('#') {
		for _, a := range e.details() {
			s.WriteString(" " + a.Key + "=" + strconv.Quote(a.Value.String()))
		}
	}
	writeFormatted(f, verb, s.String())
}

// LogValue implements [slog.LogValuer].
func (e *Error) LogValue() slog.Value {
	if e == nil {
		return slog.AnyValue(nil)
	}
	return slog.GroupValue(append([]slog.Attr{slog.String("error", e.Error())}, e.details()...)...)
}

// MarshalJSON implements [json.Marshaler] with what LogValue has. It cannot
// be read back.
func (e Error) MarshalJSON() ([]byte, error) {
	fields := map[string]any{"error": e.Error()}
	for _, a := range e.details() {
		fields[a.Key] = a.Value.Any()
	}
	return json.Marshal(fields)
}

// details are the fields that may be shown, empty ones left out.
func (e *Error) details() []slog.Attr {
	var attrs []slog.Attr
	for _, a := range []slog.Attr{
		slog.String("op", e.Op), slog.String("provider", e.Provider),
		slog.String("bucket", e.Bucket), slog.String("key", e.Key),
		slog.String("code", foreign(e.Code)), slog.String("resource", foreign(bare(e.Resource))),
		slog.String("request_id", foreign(e.requestID())), slog.String("host_id", foreign(e.HostID)),
		slog.String("trace_id", foreign(e.TraceID)), slog.String("method", foreign(e.Method)),
		slog.String("resource_type", foreign(e.ResourceType)),
		slog.String("url", withoutQuery(e.Response.URL)),
		slog.String("headers", strings.Join(headerNames(e.Response.Header), ",")),
	} {
		if a.Value.String() != "" {
			attrs = append(attrs, a)
		}
	}
	return append(attrs, slog.Int("status", e.StatusCode),
		slog.Int("attempts", e.Response.Attempts), slog.Int("body_bytes", len(e.Body)))
}
