// SPDX-License-Identifier: Apache-2.0

package rest

import "github.com/seed-40dc4ce0/pail/internal/wire"

// Or is v, or a pointer to the default when v is nil.
func Or[T any](v *T, byDefault T) *T {
	if v == nil {
		return &byDefault
	}
	return v
}

// OrBytes is v, or the default when v is nil.
func OrBytes(v, byDefault []byte) []byte {
	if v == nil {
		return byDefault
	}
	return v
}

// OrEmpty is v, or an empty list when v is nil.
func OrEmpty[T any](v []T) []T {
	if v == nil {
		return []T{}
	}
	return v
}

// OrDocument is v, or the default when v is nil.
func OrDocument(v, byDefault any) any {
	if v == nil {
		return byDefault
	}
	return v
}

// FloatText is v as Smithy writes numbers: with the words NaN, Infinity, -Infinity.
func FloatText(v float32) string { return wire.FloatText(v) }

// DoubleText is FloatText for 64 bits.
func DoubleText(v float64) string { return wire.DoubleText(v) }
