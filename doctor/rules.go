// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

// readRules takes the rules from the caller, or from the bucket if it tells.
func (x *examination) readRules(ctx context.Context) {
	r := x.report
	switch {
	case x.patient.Rules != nil:
		x.known, r.RulesSource, r.Rules = true, RulesGiven, x.patient.Rules
		return
	case x.patient.Bucket == nil:
		return
	}
	ctx, cancel := context.WithTimeout(ctx, x.options.timeout)
	defer cancel()
	out, err := x.patient.Bucket.GetCORS(ctx, nil)
	var said *bucket.Error
	switch {
	case err == nil:
		x.known, r.RulesSource, r.Rules = true, RulesRead, out.Configuration
		if len(out.Configuration.Rules) == 0 {
			r.RulesSource, r.Rules = RulesNone, nil
		}
	case errors.Is(err, bucket.ErrNoSuchCORSConfiguration):
		x.known, r.RulesSource = true, RulesNone
	case errors.Is(err, bucket.ErrUnsupported):
		r.RulesSource = RulesUnread
		x.noRules = x.said(err)
	case errors.As(err, &said) && said.StatusCode != 0:
		x.unread(said)
	default:
		r.RulesSource = RulesUnread
		x.unasked(err)
	}
}

// unasked notes that the bucket could not even be asked, as without credentials.
// What is wrong with the network the probes tell.
func (x *examination) unasked(err error) {
	if lost, ok := errors.AsType[*bucket.TransportError](err); ok && lost.Attempts > 0 || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return
	}
	x.add(Finding{
		Code: "rules-unread", Level: Note, Where: at(PlaceRules),
		What: "The rules cannot be read, so they are judged by what the store answers.", Why: x.said(err) + ".",
		Fix: "Use credentials that may read the bucket's CORS configuration.",
	})
}

// unread notes that the bucket does not tell its rules.
func (x *examination) unread(said *bucket.Error) {
	x.report.RulesSource = RulesUnread
	f := Finding{
		Code: "rules-unread", Level: Note, Where: at(PlaceRules),
		What: "The rules cannot be read, so they are judged by what the store answers.", Why: "The store says: " + x.said(said) + ".",
		Fix: "Use credentials that may read the bucket's CORS configuration.",
	}
	if errors.Is(said, bucket.ErrNoSuchBucket) {
		f.Problem, f.Level, f.Code, f.What = 16, Error, "no-bucket", "The bucket does not exist."
		f.Fix = "Check the bucket's name, the endpoint and the region."
	}
	x.add(f)
}

// said are a server's words for an error, without what is secret.
func (x *examination) said(err error) string {
	var said *bucket.Error
	if !errors.As(err, &said) {
		return x.censor.text(err.Error())
	}
	return x.censor.text(strings.TrimSpace(fmt.Sprintf("%d %s %s", said.StatusCode, said.Code, said.Message)))
}

// predict judges the answers that the rules lead to.
func (x *examination) predict() {
	if !x.known {
		return
	}
	var preflight *cors.Answer
	if x.asks {
		d := cors.Evaluate(x.patient.Provider, x.report.Rules, x.request)
		preflight = answerOf(&d)
	}
	plain := x.request
	plain.Headers = nil
	d := cors.EvaluateActual(x.patient.Provider, x.report.Rules, plain)
	actual := answerOf(&d)
	if actual.Status == 0 {
		actual.Status = 200
	}
	v := cors.Browser(x.request, preflight, actual)
	x.report.Predicted = &v
}

// answerOf is a decision as it comes over the wire.
func answerOf(d *cors.Decision) *cors.Answer {
	a := &cors.Answer{Status: d.Status, Header: map[string][]string{}}
	for name, value := range d.Headers() {
		a.Header[name] = append(a.Header[name], value)
	}
	return a
}
