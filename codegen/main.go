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
// For any service with the protocol restXml or restJson1:
//
//	go run ./codegen -model FILE... -service ID -package NAME -out FOLDER
//
// writes one package with a client, its types and its serialisers. -model may
// be repeated, and takes patterns. -service may be left out when the model has
// one service.
//
// To lay out models, a shape a paragraph and a member a line:
//
//	go run ./codegen -fmt FILE...
//
// An operation that sends or answers with a stream of events is left out, and
// named. Everything else that is wrong with a model is told at once, a line a fault, as
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

// run does what the arguments say. What it returns is for people: faults a
// line, or one sentence.
func run(args []string, help io.Writer) error {
	var c client
	flags := flag.NewFlagSet("codegen", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // faults are returned
	specs := flags.String("specs", "", "the `folder` of pail's specs; the files of its module are written")
	flags.Func("model", "a `file` of the model, may be repeated", func(name string) error {
		c.models = append(c.models, name)
		return nil
	})
	layout := flags.Bool("fmt", false, "lay out the files that are named, and generate nothing")
	flags.StringVar(&c.service, "service", "", "the `id` of the service")
	flags.StringVar(&c.name, "package", "", "the `name` of the Go package")
	flags.StringVar(&c.dir, "out", "", "the `folder` of the Go package")
	for {
		if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(help, "Usage of codegen:")
			flags.SetOutput(help)
			flags.PrintDefaults()
			return nil
		} else if err != nil {
			return fmt.Errorf("codegen: %w: -h lists the flags", err)
		}
		if flags.NArg() == 0 {
			break
		}
		if c.models == nil && !*layout {
			return fmt.Errorf("codegen: %q is no flag: -h lists them", flags.Arg(0))
		}
		c.models = append(c.models, flags.Arg(0)) // -model a.json b.json -service ...
		args = flags.Args()[1:]
	}
	if *layout {
		return format(c.models)
	}
	out, err := generate(*specs, c)
	if err != nil {
		return err
	}
	for _, o := range out.omitted {
		fmt.Fprintln(help, "left out "+o)
	}
	return out.write()
}

// generate makes the files of one of the two modes.
func generate(specs string, c client) (*output, error) {
	switch {
	case specs != "" && c.models != nil:
		return nil, errors.New("codegen: -specs and -model exclude each other")
	case specs != "":
		root, path, err := module(specs)
		if err != nil {
			return nil, err
		}
		return generateSpecs(specs, root, path)
	case c.models == nil:
		return nil, errors.New("codegen: say -specs FOLDER, or -model FILE -package NAME -out FOLDER")
	case c.dir == "":
		return nil, errors.New("codegen: say -out FOLDER")
	}
	return generateClient(c)
}

// runtime is the module with the package internal/wire, which generated code
// stands on.
const runtime = "github.com/seed-40dc4ce0/pail"
