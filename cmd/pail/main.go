// SPDX-License-Identifier: Apache-2.0

// Command pail shows and serves what the SDK does.
//
//	pail demo     buckets, CORS rules and preflights on embedded stores of each provider
//	pail serve    the embedded store on a port, for tests of other programs
//
// Exit codes: 0 done, 1 failed, 2 wrong use.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

const (
	exitDone     = 0
	exitFailed   = 1
	exitWrongUse = 2
)

const usage = `pail: one typed bucket for every object store

Usage:
  pail demo [--provider ID] a tour: bucket, CORS rules, upload, preflights on every
                            provider, line by line on one of them (default s3)
  pail serve [flags]        an in-memory store on a port
  pail help                 this text

Flags of serve:
  --addr HOST:PORT          where to listen (default 127.0.0.1:0, a free port)
  --provider ID             whose dialect to speak: s3 (the default), cos or
                            qingstor
  --region NAME             where it is (default us-east-1; cos: ap-guangzhou;
                            qingstor: pek3b)
  --access-key-id ID        the key that requests must be signed with (default
                            EMULATORACCESSKEY, secret emulator-secret-access-key)
  --secret-access-key KEY   its secret
  --anonymous               serve unsigned requests too
  --base-domain NAME        serve virtual hosts below it, such as s3.test (cos and
                            qingstor: below their own host, such as
                            cos.REGION.myqcloud.com, unless you say)
  --path-style=false        refuse names of buckets in the path where the store does
                            (cos: 403 PathStyleDomainForbidden)
  --cors PROFILE            how preflights are answered: s3-gateway as gateways do
                            (default for s3: a missing bucket is 404 NoSuchBucket,
                            ETag is always exposed), s3 as AWS does, cos as COS does,
                            qingstor as QingStor does

When serve is ready it prints one line, "listening on http://HOST:PORT". It
stops on SIGINT and SIGTERM. The port is a proxy for plain HTTP as well: clients
that are told so reach virtual hosts without a name service.
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// wrongUse is an error of the one who typed the command.
type wrongUse struct{ problem string }

func (e wrongUse) Error() string { return e.problem }

// run is the whole command: main without the process around it.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	err := dispatch(ctx, args, stdout)
	var wrong wrongUse
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &wrong):
		fmt.Fprintf(stderr, "pail: %v\n\n%s", err, usage)
		return exitWrongUse
	default:
		fmt.Fprintf(stderr, "pail: %v\n", err)
		return exitFailed
	}
}

func dispatch(ctx context.Context, args []string, stdout io.Writer) error {
	if len(args) == 0 {
		return wrongUse{"say what to do"}
	}
	name, rest := args[0], args[1:]
	for _, arg := range rest {
		if arg == "-h" || arg == "-help" || arg == "--help" {
			name = "help"
		}
	}
	switch name {
	case "demo":
		return demo(ctx, rest, stdout)
	case "serve":
		return serve(ctx, rest, stdout)
	case "help", "-h", "-help", "--help":
		_, err := io.WriteString(stdout, usage)
		return err
	default:
		return wrongUse{fmt.Sprintf("there is no command %q", name)}
	}
}
