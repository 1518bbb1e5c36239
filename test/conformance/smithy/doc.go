// SPDX-License-Identifier: Apache-2.0

// Package smithy runs Smithy's protocol tests of clients against what pail's
// code generator writes. The tests are traits in a model:
// smithy.test#httpRequestTests says which request an input becomes, and
// smithy.test#httpResponseTests which output or error an answer becomes
// (Smithy 2.0, "HTTP protocol compliance tests").
//
// [Load] reads the cases of a model, [Suite.Run] runs those of one service as
// sub-tests, [Suite.Check] runs one and returns what is wrong. Clients are
// found by reflection: a method for each operation, fields by the names of
// members. Nothing can be skipped: a case that the runner does not understand
// does not load, and a member without a field fails.
//
// # What is compared
//
// Of a request, what goes over the wire: it is written as HTTP/1.1 and read
// again. More than Smithy demands: parameters of the query that a case does not
// list are faults, and of the parameters that it lists all values count.
//
// XML is compared as a tree. Prefixes, the order of attributes, space between
// elements, and the order of siblings with different names are free; siblings
// of one name keep their order, unless they are the entries of a map. A
// namespace that the case declares under a prefix must be declared on the same
// element, even if nothing is in it.
//
// A request is answered with a success: the operation's status and an empty body,
// which is a good answer whatever the output is, since members of a document are all
// absent then. A call that fails on it fails the case.
//
// Of an output, every field counts: what a case does not list must be nil,
// and an empty list, map or blob is not nil.
//
// # What is tolerated
//
// A field that is no pointer cannot tell zero from absent, and so a zero value
// passes for either. A stream that a case does not list may be there, if it is
// empty: a client always hands one out.
package smithy
