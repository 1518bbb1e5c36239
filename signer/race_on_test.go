// SPDX-License-Identifier: Apache-2.0

//go:build race

package signer_test

const raceEnabled = true
