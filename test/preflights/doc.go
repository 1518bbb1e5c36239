// SPDX-License-Identifier: Apache-2.0

// Package preflights judges recorded exchanges with real servers. It has tests
// only: what preflights and real requests, with seventeen servers and ways of
// running them, mean to a browser, with and without credentials, and why; as
// package cors judges them, and as package bucket does when the same bytes come
// over a socket. testdata/verdicts.txt is the list.
package preflights
