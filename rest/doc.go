// SPDX-License-Identifier: Apache-2.0

// Package rest is the runtime of generated clients: it sends what an operation's
// generated encoder wrote, and gives the answer to its generated decoder.
package rest

// Version1 is true as long as this package runs what generators of its first
// version wrote. Generated code refers to it, so that a client which is too new for
// the package that it is built with does not compile.
const Version1 = true
