// SPDX-License-Identifier: Apache-2.0

// Package emulator is an object store for tests: a whole one, in memory,
// behind an [http.Handler].
//
//	server := emulator.Start(t, emulator.Options{})
//	// server.URL, server.AccessKeyID and server.SecretAccessKey are all that
//	// a client needs.
//
// It plays the stores of [Options.Provider]: Amazon S3, Tencent COS and
// QingStor. COS has a bucket in its host only, so its clients need
// [Server.Transport], or the URL as a proxy for plain HTTP; QingStor's may do
// either.
//
// It interprets the same specification that the SDK is generated from, the
// resolved model of a provider, at run time, and shares no serialiser with
// the SDK. What the model does not say is a table for each provider: the
// words of errors, limits, which answers always have which members.
//
// Signatures are verified. CORS rules are evaluated with package cors, in
// preflights before anybody is authenticated. A request that the store does
// not implement is answered NotImplemented, or what the store calls that, and
// never taken for another one. Images are not processed, and nothing is fetched
// from elsewhere without [Options.FetchTransport].
//
// There is one account, one region, no versioning, and nothing is kept when
// the emulator goes.
package emulator
