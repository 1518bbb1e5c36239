// SPDX-License-Identifier: Apache-2.0

// Package signer proves to an object store who sends a request.
//
// A [Signer] adds headers to an *http.Request, a [Presigner] puts the same
// proof into a URL, and a [Verifier] is the server's side of both. A [Scheme]
// is all three; [New] returns it by the name that a provider's data has:
//
//   - [SigV4] is AWS Signature Version 4, as S3 and its likes want it,
//   - [COS] is Tencent COS's,
//   - [QingStor] is QingStor's.
//
// [Anonymous] adds nothing. Signers hold no credentials and no clock: both
// come with each call in [Params], so one signer serves every account and
// every goroutine.
//
// # What is signed
//
// Signature Version 4 covers the method, the path (escaped once, as S3 spells
// it, however it is sent), the query, the host, every content-* header but
// content-length, every x-amz-* header, and a hash or a marker for the
// payload. COS's covers the method, the path, the query, the host, and the
// headers that arrive as they were sent, content-* and x-cos-* among them;
// QingStor's the method, the bucket, the path, the sub-resources of the query,
// Content-MD5, Content-Type, the date and x-qs-*. Headers that proxies rewrite
// (user-agent, accept-encoding, expect, connection) are never signed.
//
// # Verifying
//
// What a [Verifier] refuses is a [*VerifyError] with the code and the words of
// the vendor and a [Reason] that all share. [V4.Verify] hands back a request
// whose body is decoded from the aws-chunked framing and checked against what
// was signed while it is read; the other two schemes leave bodies alone.
//
// Facts are from the "Authenticating Requests (AWS Signature Version 4)" part
// of the Amazon S3 API Reference; from Tencent Cloud's documents 436/7778
// ("Request Signature") and 436/40105 ("403 Error for COS Access") and
// cos-go-sdk-v5; from the pages "Signature" and "Error Codes" of the QingStor
// API documentation and qingstor-sdk-go. Where these are silent, a comment
// says so.
package signer
