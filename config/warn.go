// SPDX-License-Identifier: Apache-2.0

package config

import (
	"io/fs"
	"runtime"
	"strings"
)

// openSecret is the warning for a file with secrets that others can read, "" if
// only its owner can. Windows has no such bits.
func openSecret(path string, info fs.FileInfo) string {
	if info == nil || runtime.GOOS == "windows" || !info.Mode().IsRegular() || info.Mode().Perm()&0o044 == 0 {
		return ""
	}
	return path + " holds secrets, and other users can read it (mode " + info.Mode().Perm().String() + "); run: chmod 600 " + shellQuote(path)
}

// shellQuote makes one word of a path for a POSIX shell.
func shellQuote(path string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-+,:@", r)
	}
	if path != "" && strings.TrimFunc(path, plain) == "" && path[0] != '-' {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
