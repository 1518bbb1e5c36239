// SPDX-License-Identifier: Apache-2.0

// Package cors decides, without any I/O, what an object store answers to a
// cross-origin request.
//
// A [Configuration] is the list of rules that a bucket carries, a [Request] is
// what a page wants to do. [Evaluate] gives the answer to the preflight,
// [EvaluateActual] the headers that the store adds to the real answer, both as
// a [Decision] that can say for every rule why it did not match:
//
//	d := cors.Evaluate("s3", configuration, cors.Request{
//		Origin: "https://app.example", Method: "PUT", Headers: []string{"content-type"},
//	})
//	if !d.Allowed {
//		for step := range d.Walk() {
//			fmt.Println(step)
//		}
//	}
//
// Providers differ in what they answer. The differences are rows of one table,
// found by an id; an id without a row is answered as s3 is:
//
//   - s3 is Amazon S3, as its answers were recorded.
//   - s3-gateway is what gateways answer that speak S3 before another store:
//     NoSuchBucket for a missing bucket, Allow-Credentials: false beside "*",
//     and the ETag always exposed.
//   - cos is Tencent COS: the headers of the rule come back whole, Vary only
//     where the configuration asks for it, and real requests are never refused.
//   - qingstor is QingStor: what was asked for comes back, a refusal is a
//     success without a header of CORS, and there are no credentials.
//   - oss is Alibaba's OSS: 403 with no header of CORS for a refusal, the one
//     method that was asked for, and 20 rules at most.
//
// [Lint] finds what is wrong with rules before a store or a browser does, all
// mistakes at once. [Fix] gives the smallest change of the rules that lets a
// request pass. Package cors/rules reads and prints the documents that people
// keep their rules in.
//
// All functions are pure and safe for concurrent use. A Decision refers to the
// configuration and the request that it was made from, so neither may be
// changed while the Decision is in use.
package cors
