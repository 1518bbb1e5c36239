// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/seed-40dc4ce0/pail/cors"
)

// corsLint tells everything that is wrong with a rules file.
func corsLint(_ context.Context, args []string, std streams) error {
	f := newFlags("cors lint")
	var provider string
	var look output
	f.StringVar(&provider, "provider", "", "")
	look.add(f)
	words, err := f.parse(args, "FILE")
	if err != nil {
		return err
	}
	if err := errors.Join(knownProvider(f, provider), look.check(f)); err != nil {
		return err
	}
	file, err := readRules(words[0], std)
	if err != nil {
		return err
	}
	provider = file.provider(provider)
	findings := file.lint(provider)
	if look.json() {
		err = printJSON(std.out, struct {
			File     string    `json:"file"`
			Format   string    `json:"format"`
			Provider string    `json:"provider"`
			Findings []finding `json:"findings"`
		}{file.name, string(file.format), provider, findings})
	} else {
		for _, one := range findings {
			fmt.Fprintf(std.out, "%s: %s\n", file.name, plain(one.String()))
		}
		if len(findings) == 0 {
			fmt.Fprintf(std.err, "pail: %s: nothing is wrong with these rules for %s\n", file.name, cors.LimitsOf(provider).Title)
		}
	}
	if err == nil && count(findings, cors.Refused) > 0 {
		err = errDenied
	}
	return err
}

// knownProvider refuses an id that package cors does not know.
func knownProvider(f flags, provider string) error {
	if provider == "" {
		return nil
	}
	return f.need("provider", provider, cors.Providers()...)
}
