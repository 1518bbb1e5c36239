// SPDX-License-Identifier: Apache-2.0

// Package ast reads and writes JSON documents as trees that remember order,
// files and lines, so that a fault in a model is told with its place.
package ast
