// SPDX-License-Identifier: Apache-2.0

// Package pipeline carries every call of every operation to its server and
// back. A [Client] is made of a configuration and a [Provider], which is data;
// [Client.Invoke] is the one way through it.
//
// # The chain
//
// Each operation has a stack of smithy-go middlewares, built in one function
// from the operation's data and the user's API options, and compiled into an
// immutable chain when the client is made:
//
//	Initialize   (users')
//	Serialize    OperationSerializer    input → method, path, query, header, body; all faults at once
//	Build        Endpoint, UserAgent, Body
//	Finalize     Retry                  what follows runs once an attempt
//	             Signing                absent where the operation is unsigned
//	Deserialize  OperationDeserializer  answer → output, or error
//	             and the transport
//
// Middlewares written for aws-sdk-go-v2 work as they are: Parameters is the
// operation's input, Request always a *smithyhttp.Request, RawResponse always
// a *smithyhttp.Response, and the ids above are anchors. API
// options run once for each operation, when the client is made; on the stack
// of an unsigned operation the step Signing stands only as long as they run.
//
// # One call
//
// What a call needs lives in one struct, an exchange: its context, request,
// encoder, body, answer, decoder. Steps find it through the context, and read
// the request anew from their input, for a middleware may have replaced it.
//
// # Where, when, who
//
// Hosts, addressing and the signing scheme are the provider's data; nothing
// here asks for a provider by name. A refusal that names the bucket's region
// is followed once, one that the clock is the reason of is answered with a
// signature by the server's time, and both are remembered by the client.
//
// [Client.Presign] has an encoder write a request, as a call would, and signs
// it for somebody else to send; the chain has no part in it.
//
// # Errors
//
// Inside the chain a failure to get an answer is a
// *smithyhttp.RequestSendError, which policies and middlewares of
// aws-sdk-go-v2 know; when it leaves the chain it becomes a
// bucket.TransportError. Answers that refuse are a bucket.Error everywhere.
package pipeline
