// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

// tour is the walk of the demo through one bucket.
type tour struct {
	w        io.Writer
	provider string
	b        *bucket.Bucket
	status   int // of the last answer
	steps    []stop
}

// stop is one step of the walk and how it went.
type stop struct {
	title  string
	status int
	said   string // in a word or two, "" if the status says all
}

// demoRules are the CORS rules that the tour puts.
func demoRules() *cors.Configuration {
	hour := 3600
	return &cors.Configuration{Rules: []cors.Rule{{
		AllowedOrigins: []string{"https://app.example"},
		AllowedMethods: []string{"GET", "PUT"},
		AllowedHeaders: []string{"content-type"},
		ExposeHeaders:  []string{"ETag"},
		MaxAgeSeconds:  &hour,
	}}}
}

func (t *tour) walk(ctx context.Context) error {
	rules := demoRules()
	t.step("Make the bucket", "Every call but a preflight is signed.")
	if _, err := t.b.Create(ctx, nil); err != nil {
		return err
	}
	t.end("")
	t.step("Preflight before there are any rules", "A browser asks this way before a page may PUT from another origin.")
	put := cors.Request{Key: "cat.png", Origin: "https://app.example", Method: "PUT", Headers: []string{"content-type"}}
	if err := t.preflight(ctx, nil, put, false); err != nil {
		return err
	}
	t.step("Put CORS rules", "One rule: https://app.example may GET and PUT, and may send Content-Type.")
	if _, err := t.b.PutCORS(ctx, &bucket.PutCORSInput{Configuration: rules}); err != nil {
		return err
	}
	t.end("")
	t.step("Upload", "")
	body := strings.NewReader("not really a picture\n")
	if _, err := t.b.PutObject(ctx, &bucket.PutObjectInput{Key: put.Key, Body: body, ContentType: "image/png"}); err != nil {
		return err
	}
	t.end("")
	for _, ask := range []struct {
		title   string
		change  func(*cors.Request)
		allowed bool
	}{
		{"Preflight that the rule allows", func(*cors.Request) {}, true},
		{"Preflight from another origin", func(r *cors.Request) { r.Origin = "https://evil.example" }, false},
		{"Preflight for another method", func(r *cors.Request) { r.Method = "DELETE" }, false},
		{"Preflight with a header that the rule does not name", func(r *cors.Request) { r.Headers = []string{"content-type", "x-author"} }, false},
	} {
		request := put
		ask.change(&request)
		t.step(ask.title, "Unsigned: a browser has no key.")
		if err := t.preflight(ctx, rules, request, ask.allowed); err != nil {
			return err
		}
	}
	return t.missing(ctx)
}

// missing shows what an error looks like.
func (t *tour) missing(ctx context.Context) error {
	t.step("Read an object that is not there", "Errors are typed, and equal on every provider.")
	_, err := t.b.GetObject(ctx, &bucket.GetObjectInput{Key: "dog.png"})
	if !errors.Is(err, bucket.ErrNoSuchKey) {
		return fmt.Errorf("reading an object that is not there: want ErrNoSuchKey, got %w", err)
	}
	fmt.Fprintf(t.w, "  = errors.Is(err, bucket.ErrNoSuchKey)\n    %v\n", err)
	t.end("ErrNoSuchKey")
	return nil
}

// preflight asks the store, compares the verdict with what is expected, and
// says why by walking the rules.
func (t *tour) preflight(ctx context.Context, rules *cors.Configuration, r cors.Request, allowed bool) error {
	verdict, err := t.b.Preflight(ctx, r)
	if err != nil {
		return err
	}
	if verdict.Allowed != allowed {
		return fmt.Errorf("preflight of %s from %s: allowed is %t, expected %t (%s %s)", r.Method, r.Origin, verdict.Allowed, allowed, verdict.Reason, verdict.Detail)
	}
	decision := cors.Evaluate(t.provider, rules, r)
	switch {
	case verdict.Allowed:
		fmt.Fprintf(t.w, "  = allowed: the browser goes on to send the %s\n", r.Method)
	case rules == nil:
		fmt.Fprintf(t.w, "  = denied, %s: the bucket has no CORS rules, so no page of another origin may use it\n", verdict.Reason)
	default:
		fmt.Fprintf(t.w, "  = denied, %s: %s\n", verdict.Reason, verdict.Detail)
	}
	for step := range decision.Walk() {
		fmt.Fprintf(t.w, "    %v\n", step)
	}
	t.end(map[bool]string{true: "allowed", false: "denied"}[verdict.Allowed])
	return nil
}

// step begins a new step with its title and what there is to know about it.
func (t *tour) step(title, note string) {
	t.steps = append(t.steps, stop{title: title})
	fmt.Fprintf(t.w, "\n%d. %s\n", len(t.steps), title)
	if note != "" {
		fmt.Fprintf(t.w, "   %s\n", note)
	}
}

// end notes how the step went.
func (t *tour) end(said string) {
	last := &t.steps[len(t.steps)-1]
	last.status, last.said = t.status, said
}
