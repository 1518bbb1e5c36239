// SPDX-License-Identifier: Apache-2.0

package doctor_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/doctor"
)

// seeded is one set-up with one problem in it.
type seeded struct {
	problem  int
	name     string
	provider string // "" is s3
	rules    *cors.Configuration
	front    func(http.Handler) http.Handler
	fetch    cors.Fetch
	reads    []string
	unread   bool // the bucket does not tell its rules
	blind    bool // the URL alone, without the bucket's rules
	given    bool // the rules come from the caller, since no store keeps them
	redirect string
	options  []doctor.Option
	levels   []doctor.Level // of the finding; Error when there are none
	mended   bool           // by the rules that are printed
	also     []int          // further problems that are errors here
}

func TestSeededProblems(t *testing.T) {
	var all []seeded
	for _, list := range [][]seeded{ruleProblems(), originProblems(), credentialProblems(), methodProblems(), readingProblems(), splitProblems(),
		cacheProblems(), wayProblems(), redirectProblems(), errorProblems(), gatewayProblems(), moreProblems()} {
		all = append(all, list...)
	}
	found, mended, ofProblem := 0, 0, map[int]int{}
	for _, s := range all {
		ofProblem[s.problem]++
		ok := t.Run(s.name, s.run)
		if ok {
			found++
		}
		if ok && s.mended {
			mended++
		}
	}
	t.Logf("%d found of %d, %d of them mended by the rules that are printed", found, len(all), mended)
	for _, p := range doctor.Problems() {
		if ofProblem[p.Number] < 3 {
			t.Errorf("problem %d has %d set-ups, not 3: %s", p.Number, ofProblem[p.Number], p.Title)
		}
	}
}

func (s seeded) run(t *testing.T) {
	if s.provider == "" {
		s.provider = "s3"
	}
	stored := s.rules
	if s.given {
		stored = nil
	}
	w := newWorld(t, s.provider, stored)
	w.behind(s.front)
	p := doctor.Patient{Bucket: w.bucket, Provider: s.provider, Key: key, Fetch: s.fetch, Reads: s.reads, Redirect: s.redirect}
	opts := append([]doctor.Option{doctor.WithTransport(w.front)}, s.options...)
	if s.given {
		p.Rules = s.rules
	}
	if s.blind {
		p.Bucket = nil
		if p.Fetch.URL == "" {
			p.Fetch.URL = w.url
		}
	}
	r := examine(t, p, opts...)
	levels := s.levels
	if len(levels) == 0 {
		levels = []doctor.Level{doctor.Error}
	}
	t.Log(said(r))
	if s.front == nil && len(s.options) == 0 && text(t, r) != text(t, examine(t, p, opts...)) {
		t.Errorf("the same again is told otherwise than:\n%s", text(t, r))
	}
	var codes []string
	for _, f := range r.Findings {
		if f.Problem == s.problem && slices.Contains(levels, f.Level) {
			codes = append(codes, f.Code)
		}
	}
	for _, f := range r.Findings {
		if f.Level == doctor.Error && f.Problem != s.problem && !slices.Contains(s.also, f.Problem) {
			t.Errorf("problem %d is found too:\n%s", f.Problem, text(t, r))
		}
	}
	if len(codes) == 0 {
		t.Fatalf("problem %d is not found:\n%s", s.problem, text(t, r))
	}
	if s.mended {
		s.mend(t, w, p, opts, r, codes)
	}
}

// mend puts the rules that the report prints, and asks again.
func (s seeded) mend(t *testing.T, w *world, p doctor.Patient, opts []doctor.Option, r *doctor.Report, codes []string) {
	t.Helper()
	if r.Change == nil {
		t.Fatalf("no change is told:\n%s", text(t, r))
	}
	after := printed(t, r)
	if (s.blind || s.unread) && s.rules != nil {
		after = with(after, s.rules)
	}
	w.keep(t, after)
	req, _, err := s.fetch.Request()
	if err != nil {
		f := s.fetch
		f.URL = w.url
		if req, _, err = f.Request(); err != nil {
			t.Fatal(err)
		}
	}
	req.Key = key
	v, err := w.bucket.Preflight(t.Context(), req)
	if err != nil || !v.Allowed {
		t.Errorf("after the change the preflight is refused: %+v, %v\n%s", v, err, text(t, r))
	}
	if s.given {
		p.Rules = after
	}
	again := examine(t, p, opts...)
	for _, f := range again.Findings {
		if f.Level == doctor.Error || f.Level != doctor.Note && f.Problem == s.problem && slices.Contains(codes, f.Code) {
			t.Errorf("after the change there is still %s:\n%s", f.Code, text(t, again))
		}
	}
}

func ruleProblems() []seeded {
	put := page("PUT", "Content-Type", "image/png")
	meta := page("PUT", "Content-Type", "image/png", "x-amz-meta-who", "me", "x-amz-checksum-crc32", "AAAAAA==")
	return []seeded{
		{problem: 1, name: "1 no rules, PUT", fetch: put, mended: true},
		{problem: 1, name: "1 no rules, a simple GET", fetch: page("GET"), mended: true},
		{problem: 1, name: "1 no rules, seen from outside", fetch: put, blind: true, mended: true},
		{problem: 1, name: "1 no rules at COS", provider: "cos", fetch: put, mended: true},
		{problem: 1, name: "1 no rules at QingStor, seen from outside", provider: "qingstor", fetch: put, blind: true, mended: true},
		{problem: 6, name: "6 content-type", rules: one(app, "PUT", ""), fetch: put, mended: true},
		{problem: 6, name: "6 a checksum of a newer SDK", rules: one(app, "PUT", "content-type x-amz-meta-*"), fetch: meta, mended: true},
		{problem: 6, name: "6 content-type, seen from outside", rules: one(app, "PUT", "x-amz-*"), fetch: meta, blind: true, mended: true},
		{problem: 6, name: "6 authorization at COS", provider: "cos", rules: one(app, "GET", ""), fetch: page("GET", "Authorization", "q-sign-algorithm=sha1"), mended: true},
		{problem: 6, name: "6 one header of two at QingStor", provider: "qingstor", rules: one(app, "PUT", "content-type"), fetch: page("PUT", "Content-Type", "image/png", "X-QS-Date", "today"), mended: true},
		{problem: 7, name: "7 PUT", rules: one(app, "GET HEAD", "content-type"), fetch: put, mended: true},
		{problem: 7, name: "7 DELETE at QingStor, seen from outside", provider: "qingstor", rules: one(app, "GET PUT", "*"), fetch: page("DELETE"), blind: true, mended: true},
		{problem: 7, name: "7 POST of a multipart upload", rules: one(app, "PUT", "content-type"), fetch: page("POST", "Content-Type", "application/xml"), mended: true},
		{problem: 7, name: "7 HEAD at COS", provider: "cos", rules: one(app, "GET PUT", "*"), fetch: page("HEAD"), mended: true},
		{problem: 7, name: "7 PUT, and the rules may not be read", rules: one(app, "GET", "*"), fetch: put, unread: true, mended: true,
			front: answering("GET", "?cors", 403, refusal("AccessDenied", "Access Denied"))},
		{problem: 6, name: "6 content-type, and the rules may not be read, COS", provider: "cos", rules: one(app, "PUT", "x-a"), fetch: put, unread: true, mended: true,
			front: answering("GET", "?cors", 403, refusal("AccessDenied", "Access Denied."))},
		{problem: 7, name: "7 PUT, seen from outside", rules: one(app, "GET", "*"), fetch: put, blind: true, mended: true},
	}
}
