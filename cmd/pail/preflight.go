// SPDX-License-Identifier: Apache-2.0

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

// preflight asks the store what a browser would ask, and judges the answer as
// it would.
func preflight(ctx context.Context, args []string, std streams) error {
	f := newFlags("preflight")
	var where place
	var ask question
	var look output
	var verbatim, dry bool
	where.add(f)
	ask.add(f)
	look.add(f)
	f.BoolVar(&verbatim, "verbatim", false, "")
	f.BoolVar(&dry, "dry-run", false, "")
	words, err := f.parse(args, "TARGET")
	if err != nil {
		return err
	}
	t, err := readTarget(f, words[0])
	if err != nil {
		return err
	}
	if err := errors.Join(ask.check(f, verbatim), look.check(f)); err != nil {
		return err
	}
	x := &exchange{dry: dry}
	b, err := where.open(ctx, f, t, true, x, std)
	if err != nil {
		return err
	}
	r, v, err := ask.request(f, t, verbatim)
	if err != nil {
		return err
	}
	if v.Allowed {
		warnings := v.Warnings
		v, err = send(ctx, b, t, r, x, verbatim)
		v.Warnings = append(warnings, v.Warnings...)
	}
	switch {
	case dry && x.request != nil:
		return look.dry(std.out, x.request)
	case err != nil:
		return err
	}
	return look.verdict(std, t, ask, v, x)
}

// send sends the preflight of r.
func send(ctx context.Context, b *bucket.Bucket, t target, r cors.Request, x *exchange, verbatim bool) (cors.Verdict, error) {
	var opts []bucket.Option
	if verbatim {
		opts = append(opts, bucket.Verbatim())
		x.force = http.Header{}
		for name, value := range map[string]string{
			"Origin": r.Origin, "Access-Control-Request-Method": r.Method, "Access-Control-Request-Headers": strings.Join(r.Headers, ","),
		} {
			if value != "" {
				x.force[name] = []string{value}
			}
		}
	}
	if t.address != "" {
		v, err := b.PreflightURL(ctx, t.address, r, opts...)
		return v, t.own(err)
	}
	r.Key = t.key
	return b.Preflight(ctx, r, opts...)
}

// verdict prints how a preflight went.
func (o *output) verdict(std streams, t target, q question, v cors.Verdict, x *exchange) error {
	v.Detail, v.Parameter = t.censor(v.Detail), t.censor(v.Parameter)
	if x.answer != nil {
		for i, l := range x.answer.Headers {
			x.answer.Headers[i].Value = t.censor(l.Value)
		}
	}
	var err error
	if o.json() {
		err = printJSON(std.out, verdictOf(t, v, x))
	} else {
		err = verdictTable(std.out, t, q, v, x)
	}
	if err == nil && !v.Allowed {
		fmt.Fprintln(std.err, "pail: to find out why: pail cors doctor, with the same target, origin, method and headers")
		err = errDenied
	}
	return err
}

// verdictTable prints a verdict for people.
func verdictTable(w io.Writer, t target, q question, v cors.Verdict, x *exchange) error {
	var rows table
	word := "denied"
	if v.Allowed {
		word = "allowed"
	}
	rows.add("verdict", fmt.Sprintf("%s: %s %s from %s", word, cmp.Or(q.method, "no method"), t, cmp.Or(q.origin, "no origin")))
	rows.add("reason", v.Reason)
	rows.add("meaning", meanings[v.Reason])
	rows.add("detail", v.Detail)
	for _, warning := range v.Warnings {
		rows.add("warning", warning)
	}
	if v.MaxAge > 0 {
		rows.add("max age", fmt.Sprintf("%d s", v.MaxAge))
	}
	if r := x.request; r != nil {
		rows.add("request", r.Method+" "+r.URL)
		rows.lines(r.Headers)
	}
	if a := x.answer; a != nil {
		rows.add("answer", a.Text)
		rows.lines(a.Headers)
	}
	return rows.print(w)
}
