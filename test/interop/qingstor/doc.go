// SPDX-License-Identifier: Apache-2.0

// Package qingstor plays the program of package duet with both of QingStor's
// SDKs, yunify/qingstor-sdk-go/v3 and qingstor/qingstor-sdk-go/v4, each beside
// pail, and compares their signatures with those of package signer. All of it
// is tests.
package qingstor
