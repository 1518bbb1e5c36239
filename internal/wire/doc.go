// SPDX-License-Identifier: Apache-2.0

// Package wire is the small runtime under the generated serialisers.
//
// A generated function writes one request through an [Encoder], or reads one
// answer through a [Decoder], about a line a member. The work that such a line
// stands for is here: escaping keys byte for byte, refusing header values that
// would break a request apart, writing XML, and reading it as a stream.
//
// # Laws
//
//   - A bad member never stops an encode function. It becomes an [Issue] that
//     names the member, and all of them are reported together.
//   - No problem text, and no error, holds a value that the user gave.
//   - The first fault of a body stops its reader: from then on every read gives
//     a zero value and every loop ends, so that generated code needs no checks.
//   - Nothing here panics, whatever a server sends.
//   - Header names are given in canonical form and looked up as they stand.
//
// The values are for one call and one goroutine; nothing is shared but pools.
package wire
