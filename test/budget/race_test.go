// SPDX-License-Identifier: Apache-2.0

//go:build race

package budget_test

const raceEnabled = true
