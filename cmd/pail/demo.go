// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// demo starts an embedded store of each provider and takes the same walk
// through all of them with the SDK: in full on one, as a table on all.
func demo(ctx context.Context, args []string, stdout io.Writer) error {
	shown, err := demoFlags(args)
	if err != nil {
		return err
	}
	var tours []*tour
	for _, id := range emulator.Providers() {
		out := io.Discard
		if id == shown {
			out = stdout
		}
		t, err := demoOn(ctx, id, out)
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		tours = append(tours, t)
	}
	if err := compare(stdout, tours, shown); err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "\nDone: every answer was the expected one.\n")
	return err
}

// demoFlags reads the flags of demo: the provider to show in full.
func demoFlags(args []string) (provider string, err error) {
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&provider, "provider", emulator.DefaultProvider(), "")
	if err := flags.Parse(args); err != nil {
		return "", wrongUse{"demo: " + err.Error(), "demo"}
	}
	all := emulator.Providers()
	switch {
	case flags.NArg() > 0:
		return "", wrongUse{fmt.Sprintf("demo takes no argument %q", flags.Arg(0)), "demo"}
	case !slices.Contains(all, provider):
		return "", wrongUse{fmt.Sprintf("demo: --provider %s: write one of %s", provider, strings.Join(all, ", ")), "demo"}
	}
	return provider, nil
}

// demoOn takes the walk on one provider.
func demoOn(ctx context.Context, provider string, w io.Writer) (*tour, error) {
	endpoint, stop, err := startStore(ctx, provider)
	if err != nil {
		return nil, err
	}
	defer stop()
	cfg, err := config.Load(ctx, config.WithoutEnvironment(), config.WithProvider(provider), config.WithEndpoint(endpoint),
		config.WithStaticCredentials(emulator.DefaultAccessKeyID, emulator.DefaultSecretAccessKey, ""))
	if err != nil {
		return nil, err
	}
	t := &tour{w: w, provider: provider}
	svc, err := service.New(cfg, service.WithAPIOptions(tap{w: w, status: &t.status}.add))
	if err != nil {
		return nil, err
	}
	t.b = svc.Bucket("photos-1250000000") // a name that each of them takes
	fmt.Fprintf(w, "An in-memory store that speaks the %s dialect listens on %s.\n"+
		"Lines with > were sent, lines with < came back.\n", cfg.Provider, endpoint)
	return t, t.walk(ctx)
}

// startStore serves an emulator on a free loopback port.
func startStore(ctx context.Context, provider string) (endpoint string, stop func(), err error) {
	store := emulator.New(emulator.Options{Provider: provider, PathStyle: true})
	if err := store.Err(); err != nil {
		return "", nil, err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{Handler: store, ReadHeaderTimeout: 30 * time.Second}
	go func() { _ = server.Serve(listener) }()
	return "http://" + listener.Addr().String(), func() { _ = server.Close() }, nil
}
