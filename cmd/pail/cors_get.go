// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/cors/rules"
)

// corsGet prints the CORS rules of a bucket, as a document that cors put takes.
func corsGet(ctx context.Context, args []string, std streams) error {
	f := newFlags("cors get")
	var where place
	var dry bool
	var form string
	where.add(f)
	f.BoolVar(&dry, "dry-run", false, "")
	f.StringVar(&form, "o", "", "")
	t, err := bucketTarget(f, args)
	if err != nil {
		return err
	}
	if form == "" {
		form = string(rules.FormatOf(t.provider))
	}
	if err := f.need("o", form, "table", "json", string(rules.XML), string(rules.Console), string(rules.QingStor)); err != nil {
		return err
	}
	x := &exchange{dry: dry}
	b, err := where.open(ctx, f, t, false, x, std)
	if err != nil {
		return err
	}
	out, err := b.GetCORS(ctx, nil)
	switch {
	case dry && x.request != nil:
		x.request.print(std.out)
		return nil
	case errors.Is(err, bucket.ErrNoSuchCORSConfiguration):
		return fmt.Errorf("%v has no CORS rules, so no page of another origin may use it: pail cors put gives it some", t)
	case err != nil:
		return err
	case form == "table":
		return rulesTable(std, out.Configuration)
	case form == "json":
		form = string(rules.Console)
	}
	text, err := rules.Write(rules.Format(form), out.Configuration)
	if err != nil {
		return err
	}
	_, err = std.out.Write(text)
	return err
}

// bucketTarget parses args, of which one is a target that is no address.
func bucketTarget(f flags, args []string) (target, error) {
	words, err := f.parse(args, "TARGET")
	if err != nil {
		return target{}, err
	}
	t, err := readTarget(f, words[0])
	switch {
	case err != nil:
		return target{}, err
	case t.address != "":
		return target{}, f.wrong("CORS rules belong to a bucket: write TARGET as PROVIDER://BUCKET")
	case t.key != "":
		return target{}, f.wrong("CORS rules belong to a bucket, and TARGET names an object: write %s://%s", t.provider, t.bucket)
	}
	return t, nil
}

// rulesTable prints rules for people.
func rulesTable(std streams, c *cors.Configuration) error {
	var rows table
	for i, rule := range c.Rules {
		rows.add(fmt.Sprintf("rule %d", i+1), strings.TrimSpace("origins "+strings.Join(rule.AllowedOrigins, ", ")))
		if rule.ID != "" {
			rows.add("", "id      "+rule.ID)
		}
		rows.add("", "methods "+strings.Join(rule.AllowedMethods, ", "))
		if len(rule.AllowedHeaders) > 0 {
			rows.add("", "headers "+strings.Join(rule.AllowedHeaders, ", "))
		}
		if len(rule.ExposeHeaders) > 0 {
			rows.add("", "exposes "+strings.Join(rule.ExposeHeaders, ", "))
		}
		if rule.MaxAgeSeconds != nil {
			rows.add("", fmt.Sprintf("max age %d s", *rule.MaxAgeSeconds))
		}
	}
	if c.ResponseVary {
		rows.add("vary", "on every answer")
	}
	return rows.print(std.out)
}
