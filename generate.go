// SPDX-License-Identifier: Apache-2.0

// Package pail is the root of the module github.com/seed-40dc4ce0/pail: one
// typed bucket for every object store. Programs import its packages:
//
//   - config: where the store is and who is calling
//   - service: made from a configuration; gives buckets
//   - bucket: the operations, their inputs, outputs and errors
//   - cors: what a store answers to a cross-origin request
//   - test/fake, test/mock, test/emulator: doubles for tests
//
// The folder docs says how it is built.
package pail

//go:generate go run ./codegen -specs specs
//go:generate go run github.com/golang/mock/mockgen@v1.6.0 -source=bucket/api.gen.go -destination=test/mock/bucket.gen.go -package=mock -write_package_comment=false -mock_names=API=Bucket -copyright_file=test/mock/copyright.txt
//go:generate go run github.com/golang/mock/mockgen@v1.6.0 -source=service/api.gen.go -destination=test/mock/service.gen.go -package=mock -write_package_comment=false -mock_names=API=Service -copyright_file=test/mock/copyright.txt
