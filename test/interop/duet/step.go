// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"
)

// step is one line of the program.
type step struct {
	name string
	// refused is how the store must refuse; nil when it must not. One of no
	// status leaves the words to the store: the SDKs must agree on them.
	refused *Failure
	// bodiless says that the refusal has no document, so that the code is the
	// SDK's own guess and only the status counts.
	bodiless bool
	// unsigned says that a signature is not asked for, presigned that it is in
	// the URL, with a time of its own.
	unsigned, presigned bool
	// forged says that the signature is wrong by itself.
	forged bool
	run    func(ctx context.Context, d *duo) (any, error)
}

// duo are the two stores of one performance.
type duo struct {
	plan        Plan
	bucket      string
	write, read Store
	// bare sends presigned requests.
	bare *http.Client
	// streamed, encrypted, uploaded, appended, moved and fetched say that the steps of these names did something.
	streamed, encrypted, uploaded, appended, moved, fetched bool
	// tls says that nobody listens.
	tls bool
	// lone says that each step is performed by itself.
	lone bool
	// wrong is what the step found wrong with a result.
	wrong string
}

// want notes that a result is not the expected one.
func (d *duo) want(got, want any) {
	if diff := cmp.Diff(want, got); diff != "" && d.wrong == "" {
		d.wrong = "(-want +got)\n" + diff
	}
}

// Line is what came of one step.
type Line struct {
	Step   string
	Result any
	// Status and Code are those of a refusal.
	Status int
	Code   string
	// Lacks says that one of the SDKs has no such call.
	Lacks bool
	// Wrong is why the line is not what the step says; "" when it is.
	Wrong string
}

// Perform runs the program. It writes with one store and reads with the other.
func Perform(ctx context.Context, p Plan, at Place, write, read Store) []Line {
	d := &duo{plan: p, bucket: at.Bucket, write: write, read: read, bare: client(at.Transport), tls: at.TLS}
	var lines []Line
	for _, s := range p.steps() {
		lines = append(lines, d.perform(ctx, s))
	}
	return lines
}

func (d *duo) perform(ctx context.Context, s step) Line {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	d.wrong = ""
	result, err := s.run(ctx, d)
	l := Line{Step: s.name, Result: result, Wrong: d.wrong}
	switch {
	case errors.Is(err, ErrLacks):
		return Line{Step: s.name, Lacks: true}
	case err == nil && s.refused == nil:
		return l
	case err == nil:
		l.Wrong = fmt.Sprintf("was not refused, want %d %s", s.refused.Status, s.refused.Code)
		return l
	}
	l.Result = nil
	f, ok := failure(err, d.write, d.read)
	switch {
	case !ok:
		l.Wrong = fmt.Sprintf("%T is not the SDK's type of error: %v", err, err)
		return l
	case s.refused == nil:
		l.Wrong = err.Error()
	case f.RequestID == "" && !(d.plan.Mute && f.Code == ""):
		l.Wrong = "the error has no request id: " + err.Error()
	}
	if s.bodiless {
		f.Code = ""
	}
	l.Status, l.Code = f.Status, f.Code
	if s.refused != nil && s.refused.Status != 0 && l.Wrong == "" {
		want := d.plan.refusal(*s.refused)
		if s.bodiless {
			want.Code = ""
		}
		if l.Status != want.Status || l.Code != want.Code {
			l.Wrong = fmt.Sprintf("refused with %d %s, want %d %s: %v", l.Status, l.Code, want.Status, want.Code, err)
		}
	}
	return l
}

// failure asks both stores what an error says; either may have given it.
func failure(err error, stores ...Store) (Failure, bool) {
	if refused, ok := errors.AsType[*RefusedError](err); ok {
		return refused.Failure, true
	}
	for _, s := range stores {
		if f, ok := s.Failure(err); ok {
			return f, true
		}
	}
	return Failure{}, false
}

// RefusedError is a refusal of a request that no SDK sent, or one that the SDK
// takes for a success.
type RefusedError struct{ Failure }

// Error gives status and code.
func (e *RefusedError) Error() string { return fmt.Sprintf("%d %s", e.Status, e.Code) }

// send sends a presigned request and returns the answer's body. Where there is
// nothing that was put by one, the others have no object.
func (d *duo) send(ctx context.Context, s Store, p Presign, body string) (string, error) {
	if p.Method != http.MethodPut && !d.uploaded && !d.lone {
		return "", ErrLacks
	}
	r, err := s.Presign(ctx, p)
	if err != nil {
		return "", err
	}
	return d.sendRequest(ctx, r, body)
}

func (d *duo) sendRequest(ctx context.Context, r *http.Request, body string) (string, error) {
	r = r.WithContext(ctx)
	if body != "" {
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
	}
	answer, err := d.bare.Do(r)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return "", err
	}
	if answer.StatusCode >= http.StatusMultipleChoices {
		return "", &RefusedError{Failure{Status: answer.StatusCode, Code: codeOf(text), RequestID: requestID(answer.Header)}}
	}
	if disposition := answer.Header.Get("Content-Disposition"); disposition != "" {
		return disposition + "\n" + string(text), nil
	}
	return string(text), nil
}

func client(t http.RoundTripper) *http.Client { return &http.Client{Transport: t} }
