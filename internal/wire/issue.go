// SPDX-License-Identifier: Apache-2.0

package wire

// Issue is one member of an input that cannot be sent.
type Issue struct {
	// Field is the member as the user wrote it: "Key", "Configuration.Rules[2].ID".
	Field string
	// Problem says what is wrong in words that follow the field: "is required".
	// It never holds the member's value.
	Problem string
	// Unsupported says that the member is set and the provider has no place for
	// it; Problem is the reason then.
	Unsupported bool
}
