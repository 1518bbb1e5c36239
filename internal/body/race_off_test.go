// SPDX-License-Identifier: Apache-2.0

//go:build !race

package body_test

const raceEnabled = false
