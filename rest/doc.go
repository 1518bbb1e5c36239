// SPDX-License-Identifier: Apache-2.0

// Package rest is the runtime of generated clients: it sends what an operation's
// generated encoder wrote, and gives the answer to its generated decoder.
//
// Programs use a few of its types themselves, which every generated client takes or
// returns: [Config], [Option], [Error], [InputError] and [ConfigError]. The rest is for
// generated code, which is the reason why it is public: it compiles in any module and
// needs nothing but the standard library and this package.
//
// # A call
//
// [Invoke] encodes the input, compresses the body and computes its checksums if the
// model asks for it, gives the request to [Config.Prepare] and then, once, to
// [Config.Transport]. What is wrong with an input is told in one [InputError], and
// nothing was sent then. An answer outside 2xx, and an error document inside one, is an
// [Error].
//
// Paths go over the wire as they were written: "../key.txt" stays what it is. No answer
// is decompressed, since requests ask for bytes as they are stored.
//
// # Signing
//
// Config.Prepare gets the request when everything but its signature is there. With the
// package signer of this module, over TLS:
//
//	s := signer.SigV4()
//	cfg.Prepare = func(r *http.Request) error {
//		return s.Sign(r.Context(), r, signer.Params{
//			Credentials: credentials, Service: "s3", Region: "eu-west-1",
//			Time: time.Now(), PayloadHash: signer.UnsignedPayload,
//		})
//	}
//
// # What it does not do
//
// It does not retry: give Config.Transport a transport that does. Bodies in memory, and
// streams that are an [io.Seeker], come with GetBody, so that it can. It does not follow
// redirects, keep cookies, find credentials or log.
//
// A [Client] and everything in a Config may be used by many goroutines at once.
package rest

// Version1 is true as long as this package runs what generators of its first version
// wrote. Generated code refers to it, so that a client which is too new for the package
// that it is built with does not compile.
const Version1 = true

// Version2 is Version1 for clients whose documents are JSON.
const Version2 = true
