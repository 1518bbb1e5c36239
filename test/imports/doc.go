// SPDX-License-Identifier: Apache-2.0

// Package imports keeps the module's architecture: which package may import
// which, which of them use the standard library alone, where a provider may be
// named, and how long a file may be. It has tests only; policy_test.go is the
// list of rules, to be read and changed like a document.
package imports
