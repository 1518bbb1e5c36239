// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

// corsPut replaces the CORS rules of a bucket by those of a file. What is wrong
// with them is told on stderr; what the store refuses is not sent.
func corsPut(ctx context.Context, args []string, std streams) error {
	f := newFlags("cors put")
	var where place
	var dry, force bool
	where.add(f)
	f.BoolVar(&dry, "dry-run", false, "")
	f.BoolVar(&force, "force", false, "")
	words, err := f.parse(args, "TARGET", "FILE")
	if err != nil {
		return err
	}
	t, err := bucketTarget(f, words[:1])
	if err != nil {
		return err
	}
	file, err := readRules(words[1], std)
	if err != nil {
		return err
	}
	findings := file.lint(t.provider)
	for _, one := range findings {
		fmt.Fprintf(std.err, "%s: %s\n", file.name, plain(one.String()))
	}
	switch refused := count(findings, cors.Refused); {
	case file.broken:
		fmt.Fprintf(std.err, "pail: nothing was sent: %s cannot be read\n", file.name)
		return errDenied
	case refused > 0 && !force:
		fmt.Fprintf(std.err, "pail: nothing was sent: %s refuses such rules (--force sends them all the same)\n", cors.LimitsOf(t.provider).Title)
		return errDenied
	}
	x := &exchange{dry: dry}
	b, err := where.open(ctx, f, t, false, x, std)
	if err != nil {
		return err
	}
	_, err = b.PutCORS(ctx, &bucket.PutCORSInput{Configuration: file.configuration})
	switch {
	case dry && x.request != nil:
		x.request.print(std.out)
		return nil
	case err != nil:
		return err
	}
	fmt.Fprintf(std.err, "pail: %v has the CORS rules of %s now: %d\n", t, file.name, len(file.configuration.Rules))
	return nil
}
