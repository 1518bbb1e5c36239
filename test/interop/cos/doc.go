// SPDX-License-Identifier: Apache-2.0

// Package cos plays the program of package duet with cos-go-sdk-v5 and pail,
// and compares the SDK's signatures with those of package signer. All of it is
// tests.
package cos
