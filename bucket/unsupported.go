// SPDX-License-Identifier: Apache-2.0

package bucket

// UnsupportedError says that the provider has no such operation, or that it
// lacks a member that was set. Nothing was sent: a member is refused by name,
// never dropped. It matches [ErrUnsupported].
type UnsupportedError struct {
	Op       string // the operation, for example "PutObject"
	Member   string // the member that was set; "" when the whole operation is missing
	Provider string // the provider's id
	Reason   string // why, in words; may be ""
}

// Error names the provider, the operation and the member.
func (e *UnsupportedError) Error() string {
	s := place(e.Provider, e.Op, "", "") + ": "
	if e.Member != "" {
		s += e.Member + " is not supported by this provider"
	} else {
		s += "this provider has no such operation"
	}
	if e.Reason != "" {
		s += ": " + e.Reason
	}
	return s
}

// Unwrap returns [ErrUnsupported].
func (e *UnsupportedError) Unwrap() error { return ErrUnsupported }
