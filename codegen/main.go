// SPDX-License-Identifier: Apache-2.0

// Codegen turns Smithy 2.0 models in their JSON form into Go.
//
// In the module pail itself:
//
//	go run ./codegen -specs specs
//
// reads specs/traits.json, specs/model, specs/doc and each specs/<provider>.json,
// and writes specs/resolved, and the generated files of the packages bucket,
// service and service/<provider>.
//
// Everything that is wrong with a model is told at once, a line a fault, as
// file:line: shape#id$member: problem; fix. Then nothing is written.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run does what the arguments say.
func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("codegen", flag.ContinueOnError)
	flags.SetOutput(out)
	specs := flags.String("specs", "", "the `folder` of pail's specs; its module's files are written")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return errors.New("codegen: " + err.Error())
	}
	switch {
	case flags.NArg() > 0:
		return fmt.Errorf("codegen: there are no arguments beside flags: %q", flags.Arg(0))
	case *specs != "":
		return generateSpecs(*specs)
	}
	return errors.New("codegen: say -specs FOLDER")
}
