// SPDX-License-Identifier: Apache-2.0

// Package signer proves to an object store who sends a request.
//
// A [Signer] adds headers to an *http.Request. [SigV4] makes the one for AWS
// Signature Version 4, as S3 and its likes want it; [Anonymous] adds nothing.
// Signers hold no credentials and no clock: both come with each call in
// [Params], so one signer serves every account and every goroutine.
//
// # What is signed
//
// Signature Version 4 covers the method, the path (escaped once, as S3 spells
// it, however it is sent), the query, the host, every content-* header but
// content-length, every x-amz-* header, and a hash or a marker for the
// payload. Headers that proxies rewrite (user-agent, accept-encoding, expect,
// connection) are never signed.
//
// # Verifying
//
// [V4.Verify] is the other side, for servers and tests. It checks the header
// and the query form, and hands back a request whose body is decoded from the
// aws-chunked framing and checked against what was signed while it is read.
// What it refuses is a [*VerifyError] with the code and the words of S3.
//
// Facts are from the "Authenticating Requests (AWS Signature Version 4)" part
// of the Amazon S3 API Reference.
package signer
