// SPDX-License-Identifier: Apache-2.0

// Package matrix makes protocol tests of aws.protocols#restJson1 for every
// cell of a table: trait × location × type × presence of a value, in requests
// and in answers. Beside them stand cases in which all members of an operation
// have values, some hundred documents that are made up, and documents with a value
// of a wrong kind in each place, which must be an error that names the place.
//
// [Build] gives a model in Smithy's JSON form, whose operations carry
// smithy.test#httpRequestTests and smithy.test#httpResponseTests, as Smithy's
// own suite has them, and the [Table] of what stands where. A cell that is not
// legal names the rule that forbids it; [BuildIllegal] builds it nevertheless, for
// the generator to refuse.
//
// What stands on the wire comes from the reference in this package: an
// interpreter of schemas, written after the pages "AWS restJson1 protocol",
// "HTTP bindings", "Serialization and protocol traits", "Type refinement
// traits" and "Aggregate types" of Smithy 2.0. It shares no code with the
// generator or the run-time of its clients.
package matrix
