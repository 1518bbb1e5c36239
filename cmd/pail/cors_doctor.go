// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/doctor"
)

// examined are the flags of cors doctor beside those of every question.
type examined struct {
	where                     place
	ask                       question
	look                      output
	reads                     list
	rules, provider, redirect string
	bucket, send, save        string
}

func (e *examined) add(f flags) {
	e.where.add(f)
	e.ask.add(f)
	e.look.add(f)
	f.Var(&e.reads, "reads", "")
	f.StringVar(&e.rules, "rules", "", "")
	f.StringVar(&e.provider, "provider", "", "")
	f.StringVar(&e.redirect, "redirect", "follow", "")
	f.StringVar(&e.bucket, "bucket", "", "")
	f.StringVar(&e.send, "send", "", "")
	f.StringVar(&e.save, "save", "", "")
	e.ask.method = http.MethodGet
}

// corsDoctor finds out why a page cannot use a bucket or an address, and what to
// do about it.
func corsDoctor(ctx context.Context, args []string, std streams) error {
	f := newFlags("cors doctor")
	var e examined
	e.add(f)
	words, err := f.parse(args, "TARGET")
	if err != nil {
		return err
	}
	t, err := readTarget(f, words[0])
	if err != nil {
		return err
	}
	if err := errors.Join(e.ask.check(f, false), e.look.check(f), knownProvider(f, e.provider), f.need("redirect", e.redirect, "follow", "error", "manual")); err != nil {
		return err
	}
	p, opts, err := e.patient(ctx, f, t, std)
	if err != nil {
		return err
	}
	report, err := doctor.Examine(ctx, p, opts...)
	if err != nil {
		return err
	}
	if e.look.json() {
		err = printJSON(std.out, report)
	} else {
		err = report.WriteText(std.out)
	}
	if err == nil && e.save != "" {
		err = e.keep(report, t, std)
	}
	if err == nil && !(report.Healthy() && report.Verdict.Allowed) {
		err = errDenied
	}
	return err
}

// patient is what is to be examined, and how.
func (e *examined) patient(ctx context.Context, f flags, t target, std streams) (p doctor.Patient, opts []doctor.Option, err error) {
	p = doctor.Patient{Provider: e.provider, Key: t.key, Fetch: e.ask.real(t), Reads: e.reads, Redirect: e.redirect}
	of := t
	switch {
	case e.bucket != "" && t.address == "":
		return p, nil, f.wrong("--bucket is for a TARGET that is an address")
	case e.bucket != "":
		if of, err = bucketTarget(f, []string{e.bucket}); err != nil {
			return p, nil, err
		}
	}
	if of.address == "" {
		if p.Bucket, err = e.where.open(ctx, f, of, false, &exchange{}, std); err != nil {
			return p, nil, err
		}
		if p.Provider == "" {
			p.Provider = of.provider
		}
	} else {
		transport, err := e.where.transport(ctx, f)
		if err != nil {
			return p, nil, err
		}
		opts = append(opts, doctor.WithTransport(transport))
	}
	if e.rules != "" {
		file, err := readRules(e.rules, std)
		if err != nil {
			return p, nil, err
		}
		if file.broken {
			return p, nil, file.told(std)
		}
		p.Rules = file.configuration
	}
	if e.send != "" {
		body, err := os.ReadFile(e.send)
		if err != nil {
			return p, nil, err
		}
		opts = append(opts, doctor.WithWriting(body))
	}
	return p, opts, nil
}

// real is the question with headers as they can be sent: one without a value has
// one that needs permission.
func (q *question) real(t target) cors.Fetch {
	fetch := q.fetch(t)
	fetch.URL = t.address
	for i, h := range fetch.Headers {
		if h.Value != unsafe {
			continue
		}
		fetch.Headers[i].Value = "x"
		if strings.EqualFold(h.Name, "Content-Type") {
			fetch.Headers[i].Value = "application/octet-stream"
		}
	}
	return fetch
}

// transport reaches an address as the configuration says, through its proxy and
// trusting whom it trusts.
func (p *place) transport(ctx context.Context, f flags) (http.RoundTripper, error) {
	opts, err := p.addressOptions(f)
	if err != nil {
		return nil, err
	}
	cfg, err := config.Load(ctx, append(opts, config.WithAnonymous())...)
	if err != nil {
		return nil, err
	}
	own, err := cfg.TLSConfig()
	if err != nil {
		return nil, err
	}
	proxy, err := cfg.ProxyFunc()
	if err != nil {
		return nil, err
	}
	return &http.Transport{TLSClientConfig: own, Proxy: proxy, ForceAttemptHTTP2: true}, nil
}

// keep writes the rules as they should be into a file.
func (e *examined) keep(r *doctor.Report, t target, std streams) error {
	if r.Change == nil || r.Change.Configuration == nil {
		fmt.Fprintf(std.err, "pail: there is nothing to change in the rules, and %s is not written\n", e.save)
		return nil
	}
	text, _, err := r.Document()
	if err != nil {
		return err
	}
	if err := os.WriteFile(e.save, text, 0o600); err != nil {
		return err
	}
	if r.RulesSource == doctor.RulesUnread || r.RulesSource == doctor.RulesNoneOf {
		fmt.Fprintf(std.err, "pail: %s has a rule to add to those that are there, which could not be read: putting it alone would replace them\n", e.save)
		return nil
	}
	at := "the bucket"
	if t.address == "" {
		at = target{provider: t.provider, bucket: t.bucket}.String()
	} else if e.bucket != "" {
		at = e.bucket
	}
	fmt.Fprintf(std.err, "pail: %s has the rules as they should be; to put them: pail cors put %s %s\n", e.save, at, e.save)
	return nil
}
