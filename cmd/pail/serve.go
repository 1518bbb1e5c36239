// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// shutdownGrace is how long requests under way may take once we are told to stop.
const shutdownGrace = 5 * time.Second

// gatewayCORS is the row of package cors's table for what S3-compatible
// gateways answer. Programs that are tested against S3's port mostly meet those.
const gatewayCORS = "s3-gateway"

// serve runs the emulator on a port until ctx ends.
func serve(ctx context.Context, args []string, stdout io.Writer) error {
	addr, opts, err := serveFlags(args)
	if err != nil {
		return err
	}
	store := emulator.New(opts)
	if err := store.Err(); err != nil {
		return wrongUse{"serve: " + err.Error(), "serve"}
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: store, ReadHeaderTimeout: 30 * time.Second}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	if _, err := fmt.Fprintf(stdout, "listening on http://%s\n", listener.Addr()); err != nil {
		return errors.Join(err, server.Close())
	}
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownGrace)
	defer cancel()
	return server.Shutdown(last)
}

// serveFlags reads the flags of serve.
func serveFlags(args []string) (addr string, opts emulator.Options, err error) {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&addr, "addr", "127.0.0.1:0", "")
	flags.StringVar(&opts.Provider, "provider", "", "")
	flags.StringVar(&opts.AccessKeyID, "access-key-id", "", "")
	flags.StringVar(&opts.SecretAccessKey, "secret-access-key", "", "")
	flags.BoolVar(&opts.Anonymous, "anonymous", false, "")
	flags.StringVar(&opts.Region, "region", "", "")
	flags.StringVar(&opts.BaseDomain, "base-domain", "", "")
	flags.BoolVar(&opts.PathStyle, "path-style", true, "")
	flags.StringVar(&opts.CORS, "cors", "", "")
	if err := flags.Parse(args); err != nil {
		return "", opts, wrongUse{"serve: " + err.Error(), "serve"}
	}
	if opts.CORS == "" && (opts.Provider == "" || opts.Provider == emulator.DefaultProvider()) {
		opts.CORS = gatewayCORS
	}
	if _, _, bad := net.SplitHostPort(addr); bad != nil {
		return "", opts, wrongUse{fmt.Sprintf("serve: --addr %s: write HOST:PORT, such as 127.0.0.1:9000", addr), "serve"}
	}
	switch {
	case flags.NArg() > 0:
		err = wrongUse{fmt.Sprintf("serve takes no argument %q", flags.Arg(0)), "serve"}
	case (opts.AccessKeyID == "") != (opts.SecretAccessKey == ""):
		err = wrongUse{"serve: --access-key-id and --secret-access-key go together", "serve"}
	case opts.AccessKeyID != "" && opts.Anonymous:
		err = wrongUse{"serve: --anonymous goes without keys", "serve"}
	}
	return addr, opts, err
}
