// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-40dc4ce0/pail/cors"
)

// judge compares what came with what was to come, and finds the causes.
func (x *examination) judge(ctx context.Context) {
	first := x.actual
	if x.asks {
		first = x.preflight
	}
	if first == nil {
		first = x.stand
	}
	if first != nil && first.Status == 0 {
		x.unreachable(first)
		return
	}
	x.report.Verdict = cors.Browser(x.request, x.preflight.answer(), x.actual.answer())
	v := &x.report.Verdict
	x.signature(ctx)
	switch {
	case !v.Allowed && v.Stage == cors.StagePreflight:
		x.preflightRefused(ctx)
	case !v.Allowed && v.Stage == cors.StageAnswer:
		x.answerRefused(ctx)
	default:
		x.allowed(ctx)
	}
	x.warnings()
	x.caches()
	x.strangers()
	x.hidden()
	x.standIn()
}

// allowed looks for what is wrong with a request that passes.
func (x *examination) allowed(ctx context.Context) {
	switch {
	case x.actual == nil:
	case x.actual.Status == 0:
		x.unreachable(x.actual)
		x.report.Verdict.Allowed, x.report.Verdict.Reason = false, ReasonNoAnswer
	case x.report.Verdict.Redirect != "":
		x.redirected(ctx)
	case x.actual.Status >= 400:
		x.readableError()
	}
	if p := x.report.Predicted; p != nil && !p.Allowed && x.report.Verdict.Allowed {
		x.unexpected(p)
	}
}

// unexpected tells of a request that passes although the rules do not allow it.
func (x *examination) unexpected(p *cors.Verdict) {
	if x.report.Rules == nil {
		x.add(Finding{
			Problem: 20, Code: "global-rules", Level: Note, Where: x.whereAnswered(),
			What: "The bucket has no rules, and the request is allowed all the same.",
			Why:  "The store, or something in front of it, allows it for all buckets" + x.hop(" (%s)") + ".",
			Fix:  "Nothing has to be done; to allow less, change that setting" + settingOf(x.serverName()) + ".",
		})
		return
	}
	x.add(Finding{
		Problem: 4, Code: "more-than-rules", Level: Warning, Where: x.whereAnswered(),
		What: "The answers allow more than the rules do.",
		Why:  "By the rules the request is refused (" + strings.TrimSpace(p.Reason+" "+p.Detail) + "): something in front of the store adds headers" + x.hop(" (%s)") + ", or these are not the rules that it goes by.",
		Fix:  "Find out who adds the headers of CORS, and leave it to one of the two.",
	})
}

// warnings passes on what the browser's judgement says beside it.
func (x *examination) warnings() {
	v := x.report.Verdict
	place := at(PlaceAnswer)
	if v.Stage == cors.StagePreflight || x.actual == nil {
		place = at(PlacePreflight)
	}
	for _, w := range v.Warnings {
		f := Finding{Code: "browser-note", Level: Note, What: sentence(w), Where: place}
		if strings.Contains(w, "Authorization is covered") {
			f = Finding{
				Problem: 6, Code: "authorization-wildcard", Level: Warning, What: sentence(w),
				Where: Where{Place: PlacePreflight, Rule: -1, Header: "Access-Control-Allow-Headers"},
				Fix:   "Have the answer name authorization.",
			}
		}
		x.add(f)
	}
}

// whereAnswered is the answer that the verdict is about.
func (x *examination) whereAnswered() Where {
	w := at(PlaceAnswer)
	if x.asks && (x.actual == nil || x.report.Verdict.Stage == cors.StagePreflight) {
		w.Place = PlacePreflight
	}
	w.Hop = x.hop("%s")
	return w
}

// judged is the exchange that the verdict is about.
func (x *examination) judged() *Exchange {
	if x.asks && (x.actual == nil || x.report.Verdict.Stage == cors.StagePreflight) {
		return x.preflight
	}
	return x.actual
}

// hop names who answered where that is no store, "" where nothing shows it.
func (x *examination) hop(format string) string {
	e := x.judged()
	if e == nil {
		return ""
	}
	name := hopOf(e.full)
	if name == "" {
		return ""
	}
	return fmt.Sprintf(format, x.censor.text(name))
}

// hopOf names a cache, CDN or proxy by the headers that it leaves.
func hopOf(h http.Header) string {
	for _, name := range [...]string{"Via", "X-Cache", "X-Served-By", "X-Varnish", "X-Cache-Status", "Cf-Cache-Status", "X-Amz-Cf-Pop", "Cf-Ray", "X-Cache-Lookup", "Age"} {
		if v := h.Get(name); v != "" {
			return name + ": " + v
		}
	}
	return ""
}

// fromCache says that an answer was stored before it was asked for.
func fromCache(e *Exchange) bool {
	if e == nil {
		return false
	}
	if age := strings.TrimSpace(e.full.Get("Age")); age != "" && strings.Trim(age, "0") != "" {
		return true
	}
	for _, name := range [...]string{"X-Cache", "X-Cache-Status", "Cf-Cache-Status", "X-Cache-Lookup"} {
		if v := strings.ToLower(strings.Join(e.full.Values(name), ",")); strings.Contains(v, "hit") {
			return true
		}
	}
	return len(strings.Fields(e.full.Get("X-Varnish"))) == 2
}

func (x *examination) serverName() string {
	for _, e := range []*Exchange{x.judged(), x.preflight, x.actual, x.stand} {
		if e != nil && e.full.Get("Server") != "" {
			return e.full.Get("Server")
		}
	}
	return ""
}

// settingOf names the setting of servers that have one for all buckets.
func settingOf(server string) string {
	if strings.HasPrefix(server, "MinIO") {
		return " (MINIO_API_CORS_ALLOW_ORIGIN)"
	}
	return ""
}

// finish puts the findings in order.
func (x *examination) finish() {
	if slices.ContainsFunc(x.report.Findings, func(f Finding) bool { return f.Code == "mixed-content" }) {
		x.report.Verdict = cors.Verdict{Stage: cors.StageRequest, Reason: ReasonMixedContent}
	}
	x.censor.verdict(&x.report.Verdict)
	order := map[Level]int{Error: 0, Warning: 1, Note: 2}
	findings := x.report.Findings
	if slices.ContainsFunc(findings, func(f Finding) bool { return f.Code == "expired-url" }) { // which the store says once more
		findings = slices.DeleteFunc(findings, func(f Finding) bool { return f.Code == "hidden-error" || f.Code == "store-error" })
	}
	findings = slices.DeleteFunc(findings, func(f Finding) bool { // what an error says already
		return f.Level != Error && f.Problem != 0 && slices.ContainsFunc(findings, func(e Finding) bool {
			return e.Level == Error && e.Problem == f.Problem && e.Where.Rule == f.Where.Rule && e.Where.Place == f.Where.Place && e.Where.Rule >= 0
		})
	})
	slices.SortStableFunc(findings, func(a, b Finding) int { return cmp.Compare(order[a.Level], order[b.Level]) })
	x.report.Findings = findings
}

// sentence begins with a capital and ends with a full stop.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(r)) + s[n:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}
