// SPDX-License-Identifier: Apache-2.0

package names

import (
	"fmt"
	"go/token"
	"strings"
)

// ValidPackage returns an error that says why name cannot be the name of a
// generated package: it must be a small letter and then small letters, digits
// and _, no keyword of Go, and neither main, which is a program, nor
// documentation, which the go command skips.
func ValidPackage(name string) error {
	switch {
	case name == "":
		return fmt.Errorf("the package has no name: say -package NAME")
	case token.IsKeyword(name):
		return fmt.Errorf("%q is a keyword of Go and no name for a package: say -package NAME", name)
	case name == "main":
		return fmt.Errorf("a package called main is a program: say -package NAME")
	case name == "documentation":
		return fmt.Errorf("the go command skips packages called documentation: say -package NAME")
	}
	for i, c := range name {
		if c >= 128 || !lower(byte(c)) && (i == 0 || !digit(byte(c)) && c != '_') {
			return fmt.Errorf("%q is no name for a package: use small letters, digits and _, a letter first", name)
		}
	}
	if strings.HasSuffix(name, "_test") {
		return fmt.Errorf("%q is the name of tests: say -package NAME", name)
	}
	return nil
}
