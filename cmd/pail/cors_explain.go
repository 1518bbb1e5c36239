// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/cors/rules"
)

// corsExplain says what the rules of a file make of a request, rule by rule,
// and what to change so that it passes.
func corsExplain(_ context.Context, args []string, std streams) error {
	f := newFlags("cors explain")
	var provider string
	var ask question
	var look output
	f.StringVar(&provider, "provider", "", "")
	ask.add(f)
	look.add(f)
	words, err := f.parse(args, "FILE")
	if err != nil {
		return err
	}
	if err := errors.Join(ask.check(f, false), knownProvider(f, provider), look.check(f)); err != nil {
		return err
	}
	file, err := readRules(words[0], std)
	if err != nil {
		return err
	}
	if file.broken {
		return file.told(std)
	}
	provider = file.provider(provider)
	r, v, err := ask.request(f, target{provider: provider}, false)
	if err != nil {
		return err
	}
	if count(file.lint(provider), cors.Refused) > 0 {
		fmt.Fprintf(std.err, "pail: %s refuses rules such as those of %s: see pail cors lint\n", cors.LimitsOf(provider).Title, file.name)
	}
	_, asks, _ := ask.fetch(target{}).Request() // what cannot be is said above
	e := explain(provider, file, r, asks, v)
	if look.json() {
		err = printJSON(std.out, e)
	} else {
		err = e.table(std.out, ask)
	}
	if err == nil && !e.Allowed {
		err = errDenied
	}
	return err
}

// explanation is what cors explain prints in JSON. Its members stay; there may
// be more.
type explanation struct {
	Provider string        `json:"provider"`
	Allowed  bool          `json:"allowed"`
	Reason   string        `json:"reason"`
	Detail   string        `json:"detail"`
	Stage    string        `json:"stage"`
	Warnings []string      `json:"warnings"`
	Rules    []ruleStep    `json:"rules"`
	Readable []string      `json:"readable"` // headers of the answer, beside those that every script may read
	Fix      *explainedFix `json:"fix"`
}

// ruleStep is how far one rule got. Rule is its index.
type ruleStep struct {
	Rule    int      `json:"rule"`
	Line    int      `json:"line"`
	ID      string   `json:"id"`
	Matches bool     `json:"matches"`
	Reached bool     `json:"reached"`
	Origin  bool     `json:"origin"`
	Method  bool     `json:"method"`
	Missing []string `json:"missing_headers"`

	text string
}

// explainedFix is the smallest change, or why there is none.
type explainedFix struct {
	Steps    []string `json:"steps"`
	Document string   `json:"document"` // the whole file after it, in its format
	Reason   string   `json:"reason"`
	Detail   string   `json:"detail"`
}

// explain plays the store and the browser, which asks first or does not. v is
// what the browser says before anything is sent.
func explain(provider string, file *rulesFile, r cors.Request, asks bool, v cors.Verdict) explanation {
	e := explanation{Provider: provider, Warnings: v.Warnings, Rules: []ruleStep{}, Readable: []string{}}
	if v.Allowed {
		d := cors.Evaluate(provider, file.configuration, r)
		for step := range d.Walk() {
			e.Rules = append(e.Rules, ruleStep{
				Rule: step.Rule, Line: file.read.Line(step.Rule), ID: step.ID, Matches: step.Matched(), Reached: step.Reached,
				Origin: step.Origin, Method: step.Method, Missing: append([]string{}, step.Headers...), text: step.String(),
			})
		}
		bare := r
		bare.Headers = nil
		actual := cors.EvaluateActual(provider, file.configuration, bare)
		var first *cors.Answer
		if asks {
			first = answerOf(&d)
		}
		v = cors.Browser(r, first, answerOf(&actual))
		if !d.Allowed {
			v = d.Verdict()
		}
		e.Readable = append(e.Readable, v.Exposed...)
		if v.ExposesAll {
			e.Readable = append(e.Readable, "*")
		}
	}
	e.Allowed, e.Reason, e.Detail, e.Stage = v.Allowed, v.Reason, v.Detail, v.Stage
	e.Warnings = append(append([]string{}, e.Warnings...), v.Warnings...)
	if !e.Allowed {
		e.Fix = fix(provider, file, r)
	}
	return e
}

// answerOf is what the store would answer.
func answerOf(d *cors.Decision) *cors.Answer {
	a := &cors.Answer{Status: d.Status, Header: map[string][]string{}}
	if a.Status == 0 {
		a.Status = 200
	}
	for name, value := range d.Headers() {
		a.Header[name] = append(a.Header[name], value)
	}
	return a
}

func fix(provider string, file *rulesFile, r cors.Request) *explainedFix {
	change := cors.Fix(provider, file.configuration, r)
	done := &explainedFix{Steps: append([]string{}, change.What...), Reason: change.Reason, Detail: change.Detail}
	if change.Needed() {
		text, err := rules.Write(file.format, change.Configuration)
		if err != nil {
			done.Detail = err.Error()
		}
		done.Document = string(text)
	}
	return done
}

// table prints the explanation for people.
func (e explanation) table(w io.Writer, q question) error {
	var rows table
	word := "denied"
	if e.Allowed {
		word = "allowed"
	}
	rows.add("verdict", fmt.Sprintf("%s: %s from %s, by these rules on %s", word, q.method, q.origin, cors.LimitsOf(e.Provider).Title))
	rows.add("reason", e.Reason)
	rows.add("meaning", meanings[e.Reason])
	rows.add("detail", e.Detail)
	for _, warning := range e.Warnings {
		rows.add("warning", warning)
	}
	for _, step := range e.Rules {
		name, text, _ := strings.Cut(step.text, ": ")
		rows.add(name, fmt.Sprintf("%s (line %d)", text, step.Line))
	}
	rows.add("readable", strings.Join(e.Readable, ", "))
	if e.Fix != nil {
		for _, step := range e.Fix.Steps {
			rows.add("fix", step)
		}
		rows.add("no fix", e.Fix.Detail)
	}
	if err := rows.print(w); err != nil {
		return err
	}
	if e.Fix != nil && e.Fix.Document != "" {
		fmt.Fprintf(w, "\n%s", e.Fix.Document)
	}
	return nil
}
