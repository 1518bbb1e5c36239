// SPDX-License-Identifier: Apache-2.0

// Package body moves object bytes: it prepares what is sent and guards what
// is received. It knows no operation and no provider; the pipeline tells it
// what the wire needs by a [Policy].
//
// # Sending
//
// An [Upload] is one request body. It lives inside the pipeline's own struct
// for the call and goes through these steps:
//
//	err := u.Prepare(in.Body, in.ContentLength)   // or u.PrepareBytes(document)
//	hash, err := u.Plan(ctx, req.Header, policy)  // adds checksum and framing headers
//	for each attempt {
//		req.Body, err = u.Open(ctx)               // rewinds after the first attempt
//		req.ContentLength = u.WireLength()
//		err = sign(req, hash)
//		if hash == signer.StreamingSigned {
//			chunks, err := v4.ChunkSigner(req, params)
//			u.SignChunks(chunks)
//		}
//		send; stop unless u.Resendable()
//	}
//	u.Wait(ctx)                                    // the transport has let go of the reader
//
// Nothing here closes the caller's reader. Bodies of at most [SmallBody] bytes
// that are in memory or can be rewound are copied, so that net/http sees a
// *bytes.Reader (one write for header and body) and the caller's memory is
// free at once.
//
// # Receiving
//
// A [Download] wraps a response body: truncation is io.ErrUnexpectedEOF, the
// context is seen in Read's errors, a full-object checksum is compared at the
// end, and Close drains a little so that the connection can be used again.
package body
