// SPDX-License-Identifier: Apache-2.0

// Package adapt is what the adapters of several providers share: steps behind
// a generated encoder or decoder that stores of the same family need alike.
package adapt
