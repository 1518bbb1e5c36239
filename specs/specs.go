// SPDX-License-Identifier: Apache-2.0

// Package specs carries the API models of the providers as data. Programs that
// use the SDK do not import it; test doubles and tools do.
package specs

import (
	"embed"
	"io/fs"
)

//go:embed resolved
var resolved embed.FS

// Resolved holds one file for each provider, named by its id: "s3.json". A
// file is the assembled Smithy JSON AST of everything that the provider has,
// as go generate writes it.
func Resolved() fs.FS {
	files, err := fs.Sub(resolved, "resolved")
	if err != nil { // "resolved" is a valid path
		return resolved
	}
	return files
}
