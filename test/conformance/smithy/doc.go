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
// does not load, and a member without a field fails. Cases of operations that no
// service has cannot run, and are named.
//
// # The suites
//
// TestRestXML runs Smithy's own suite for restXml, and TestRestJSON the one for
// restJson1 where restjson1.ast.json is beside the other data. Without it there are
// our own cases, written from the published specification: TestJSONMatrix runs those
// of package matrix, one at least for each combination of trait, location, type and
// presence; TestJSONCases those of testdata/json.json, about what no table shows.
//
// Three traits of our own say what Smithy's cannot:
//
//   - pail.test#refusedInputs: inputs that are not sent (id, params), and the field
//     that is the issue.
//   - pail.test#badAnswers: answers that are a [rest.BodyError] or a [rest.HeaderError] (id,
//     code, headers, body), and what it says.
//   - pail.test#unknownErrors: answers that are a [rest.Error] and nothing more (id,
//     code, headers, body), with its code as error, and its message.
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
// JSON is compared by value: numbers of any size, names in any order, each once. A
// header Content-MD5 must be that of the body, whatever the case says.
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
// empty: a client always hands one out. The keys of a map of prefixed headers have no
// case, as headers have none.
package smithy
