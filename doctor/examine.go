// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

// Examine finds out what stands in the way of a page's request, and what will.
//
// The error is non-nil only when there is nothing to tell: a [*PatientError], a
// [*bucket.InputError] for a key or a name that the bucket's client refuses, and
// what ended the context. A host that cannot be reached, rules that may not be
// read and a request that no browser sends are findings.
//
// It sends one request after the other and starts nothing that outlives it. It
// is safe for concurrent use.
func Examine(ctx context.Context, p Patient, opts ...Option) (*Report, error) {
	if ctx == nil {
		return nil, &PatientError{"ctx", "is nil: pass context.Background() if there is none"}
	}
	x := &examination{patient: p, options: newOptions(opts), report: &Report{Provider: p.Provider}}
	if err := x.admit(ctx); err != nil {
		return nil, err
	}
	if x.ask() {
		x.readRules(ctx)
		x.lint()
		x.predict()
		x.probe(ctx)
		x.judge(ctx)
		x.mend()
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	x.finish()
	return x.report, nil
}

// examination is one run of Examine.
type examination struct {
	patient Patient
	options *options
	report  *Report
	sender  sender
	censor  *censor

	fetch   cors.Fetch   // with its URL
	request cors.Request // what a browser makes of it
	asks    bool         // a preflight comes first
	reading string       // the URL by which a GET or HEAD reads the object; "" for none
	known   bool         // the rules are known, none being nil rules
	noRules string       // why the store has no rules of its buckets, "" if it has
	mending mending

	// What was sent, nil for what was not.
	preflight, actual, stand, without, other, uncached *Exchange
}

// admit checks the patient and finds the URL.
func (x *examination) admit(ctx context.Context) error {
	p := &x.patient
	switch p.Redirect {
	case "", "follow", "error", "manual":
	default:
		return &PatientError{"Redirect", "is neither follow, error nor manual"}
	}
	x.fetch = p.Fetch
	if p.Bucket == nil {
		if p.Fetch.URL == "" {
			return &PatientError{"Fetch.URL", "is empty, and there is no Bucket"}
		}
		x.sender = direct{x.transport()}
	} else {
		l := lent{p.Bucket}
		x.sender = l
		if p.Fetch.URL == "" {
			at, err := l.place(ctx, p.Key)
			if err != nil {
				return err
			}
			x.fetch.URL = at
			x.reading = x.presigned(ctx)
		}
	}
	x.censor = newCensor(x.fetch.URL, x.fetch.Headers)
	x.censor.learn(x.reading)
	x.report.URL = bare(x.fetch.URL)
	return nil
}

func (x *examination) transport() http.RoundTripper {
	if x.options.transport != nil {
		return x.options.transport
	}
	return http.DefaultTransport
}

// presigned is a URL that reads the key, "" where the client has no credentials
// or the page brings its own.
func (x *examination) presigned(ctx context.Context) string {
	if hasHeader(x.fetch.Headers, "authorization") {
		return ""
	}
	var input any = &bucket.GetObjectInput{Key: x.patient.Key}
	switch head := strings.EqualFold(x.fetch.Method, http.MethodHead); {
	case head && x.patient.Key == "":
		input = new(bucket.HeadInput)
	case x.patient.Key == "":
		input = new(bucket.ListObjectsInput)
	case head:
		input = &bucket.HeadObjectInput{Key: x.patient.Key}
	}
	signed, err := x.patient.Bucket.Presign(ctx, input, 5*time.Minute)
	if err != nil {
		return ""
	}
	return signed.URL
}

// ask has the request made as a browser makes it. It is false where no browser
// sends anything, or CORS has no say.
func (x *examination) ask() bool {
	r, asks, err := x.fetch.Request()
	if err != nil {
		x.impossible(err)
		return false
	}
	r.Key = x.patient.Key
	x.request, x.asks = r, asks
	x.report.Request, x.report.Preflight = r, asks
	if x.fetch.SameOrigin() {
		x.report.Verdict = cors.Verdict{Allowed: true, Stage: cors.StageRequest}
		x.add(Finding{Code: "same-origin", Level: Note, What: "The URL is of the page's own origin, where CORS has no say.", Where: at(PlaceRequest)})
		return false
	}
	if r.Method == http.MethodPost && !asks && !x.options.writing {
		x.asks = true // to learn from a preflight what sending it would show
		x.add(Finding{
			Code: "no-preflight", Level: Note, Where: at(PlaceRequest), What: "A browser sends this POST without a preflight.",
			Why: "So the store acts on it whatever its rules say; they decide whether script may read the answer. It was not sent here, and is judged by a preflight.",
		})
	}
	x.surroundings()
	return true
}

// impossible tells why no browser sends the request.
func (x *examination) impossible(err error) {
	f := Finding{Code: "impossible-request", Level: Error, Where: at(PlaceRequest), What: "No browser sends this request: " + err.Error() + "."}
	x.report.Verdict = cors.Verdict{Stage: cors.StageRequest}
	if refused, ok := errors.AsType[*cors.RequestError](err); ok {
		x.report.Verdict.Reason, x.report.Verdict.Detail = refused.Reason, refused.Error()
		f.Where.Field = refused.Field
		x.explainRequest(&f, refused)
	}
	x.add(f)
}

// at is a place without a rule.
func at(place string) Where { return Where{Place: place, Rule: -1} }

// add keeps a finding, the first of those that say the same.
func (x *examination) add(f Finding) {
	for _, text := range []*string{&f.What, &f.Why, &f.Fix, &f.Where.Field, &f.Where.Header, &f.Where.Hop} {
		*text = x.censor.scrub(*text)
	}
	for _, had := range x.report.Findings {
		if had.Code == f.Code && had.Where == f.Where && had.What == f.What {
			return
		}
	}
	x.report.Findings = append(x.report.Findings, f)
}
