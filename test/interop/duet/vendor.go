// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// Vendor is an SDK, and how to use it.
type Vendor struct {
	// Name is the SDK's, for people; Module is the path of its module.
	Name, Module string
	Plan         Plan
	// Packages are the import paths of the package that has the clients.
	Packages []string
	// Settings are where the program runs.
	Settings []Setting
	// Open opens a bucket.
	Open func(at Place) (Store, error)
	// Clients are new values of everything that has calls, for a [Survey].
	Clients func(at Place) ([]any, error)
	// Refusals are codes that say, like the statuses 405 and 501, that the
	// emulator does not serve a call at all, and why.
	Refusals map[string]string
	// OnlyTheirs and OnlyOurs are names of headers and parameters that only the
	// vendor's SDK, or only pail, sends in the whole program, and why: "header
	// Date".
	OnlyTheirs, OnlyOurs map[string]string
	// Understood are the calls that the program does not use and that the
	// emulator serves all the same, with the reason why it may.
	Understood map[string]string
}

// Setting is one way to reach a server.
type Setting struct {
	Name                string
	TLS, Virtual, Token bool
}

// Version is that of the SDK's module, as go.mod has it. (The build information
// of a test does not say.)
func (v Vendor) Version() string {
	text, err := os.ReadFile(filepath.Join("..", "go.mod"))
	if err != nil {
		return err.Error()
	}
	for line := range strings.Lines(string(text)) {
		if words := strings.Fields(line); len(words) >= 2 && words[0] == v.Module {
			return words[1]
		}
	}
	return "of an unknown version"
}

// session is an emulator and the two recorders of one setting.
type session struct {
	server       *emulator.Server
	options      emulator.Options
	setting      Setting
	theirs, ours *Recorder
}

const token = "a/session+token=="

func (v Vendor) start(t testing.TB, s Setting, change func(*emulator.Options)) *session {
	t.Helper()
	o := emulator.Options{Provider: v.Plan.Provider, TLS: s.TLS, BaseDomain: v.Plan.Domain, FetchTransport: web{}}
	if s.Token {
		o.SessionToken = token
	}
	if change != nil {
		change(&o)
	}
	server := emulator.Start(t, o)
	transport := server.Transport()
	t.Cleanup(transport.CloseIdleConnections)
	return &session{
		server: server, options: o, setting: s,
		theirs: &Recorder{Base: transport, Packages: v.Packages},
		ours:   &Recorder{Base: transport, Packages: PailPackages()},
	}
}

func (s *session) place(bucket string, r *Recorder) Place {
	return Place{
		Bucket: bucket, Server: s.server, ID: s.server.AccessKeyID, Key: s.server.SecretAccessKey, Token: s.options.SessionToken,
		TLS: s.setting.TLS, Virtual: s.setting.Virtual, Transport: r, Note: r.Note,
	}
}

// web is all of the web that an emulator may fetch: one page whose text is its
// own address.
type web struct{}

const webPage = "http://web.test/page.html?a=b"

// RoundTrip answers for the page.
func (web) RoundTrip(r *http.Request) (*http.Response, error) {
	text := r.URL.String()
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"text/html"}}, Request: r, ContentLength: int64(len(text)),
		Body: io.NopCloser(strings.NewReader(text)), ProtoMajor: 1, ProtoMinor: 1,
	}, nil
}

// pair opens one bucket with both SDKs; change is for both places.
func (v Vendor) pair(t testing.TB, s *session, bucket string, change func(*Place)) (theirs, ours Store) {
	t.Helper()
	at, to := s.place(bucket, s.theirs), s.place(bucket, s.ours)
	if change != nil {
		change(&at)
		change(&to)
	}
	theirs, err := v.Open(at)
	if err != nil {
		t.Fatal(err)
	}
	ours, err = Pail(v.Plan.Provider, to)
	if err != nil {
		t.Fatal(err)
	}
	return theirs, ours
}

// Run runs everything for an SDK: the program in each setting, the refusals,
// and the survey, whose table it logs.
func Run(t *testing.T, v Vendor) {
	t.Helper()
	total := &tally{}
	for _, s := range v.Settings {
		t.Run("the program, "+s.Name, func(t *testing.T) { total.add(v.play(t, s)) })
	}
	t.Run("a wrong secret", func(t *testing.T) { v.refuse(t, wrongSecret(v.Plan)) })
	t.Run("an unknown key", func(t *testing.T) { v.refuse(t, unknownKey(v.Plan)) })
	if slices.ContainsFunc(v.Settings, func(s Setting) bool { return s.Token }) {
		t.Run("a wrong session token", func(t *testing.T) { v.refuse(t, wrongToken(v.Plan)) })
	}
	t.Run("a skewed clock", func(t *testing.T) { v.refuse(t, skewedClock(v.Plan)) })
	t.Run("a skewed clock that pail learns", func(t *testing.T) { v.learn(t, skewedClock(v.Plan)) })
	var survey *Survey
	t.Run("the survey", func(t *testing.T) { survey = v.survey(t, total) })
	if survey != nil {
		t.Log(survey.String())
	}
}

// play performs the program four times and compares the transcripts.
func (v Vendor) play(t *testing.T, s Setting) *tally {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	session := v.start(t, s, nil)
	var first []Line
	sum := &tally{}
	for i, name := range []string{"all by the vendor's SDK", "all by pail", "the vendor's writes, pail reads", "pail writes, the vendor's reads"} {
		bucket := fmt.Sprintf("%s%d%s", v.Plan.Bucket, i, v.Plan.Suffix)
		theirs, ours := v.pair(t, session, bucket, nil)
		pairs := [][2]Store{{theirs, theirs}, {ours, ours}, {theirs, ours}, {ours, theirs}}
		at := session.place(bucket, session.theirs)
		at.Transport = session.theirs.Base
		lines := Perform(ctx, v.Plan, at, pairs[i][0], pairs[i][1])
		for _, l := range lines {
			if l.Wrong != "" {
				t.Errorf("%s: %s: %s", name, l.Step, l.Wrong)
			}
		}
		if first == nil {
			first = lines
			sum.lines = lines
			continue
		}
		sum.compared += compare(t, name, first, lines)
	}
	sum.theirs, sum.ours = session.theirs.Exchanges(), session.ours.Exchanges()
	sum.noted = session.theirs.Noted()
	v.verify(t, sum)
	return sum
}

// compare reports the steps that two transcripts do not have in common, and
// returns how many
// were equal.
func compare(t *testing.T, name string, first, lines []Line) int {
	t.Helper()
	n := 0
	for i, l := range lines {
		if l.Lacks || first[i].Lacks || l.Wrong != "" || first[i].Wrong != "" { // the last two are failures by themselves
			continue
		}
		diff := cmp.Diff(first[i], l)
		if diff == "" {
			n++
			continue
		}
		t.Errorf("%s: %s (-vendor's +this)\n%s", name, l.Step, diff)
	}
	return n
}

// verify checks who signed: the vendor's SDK everything, pail everything but
// preflights.
func (v Vendor) verify(t *testing.T, sum *tally) {
	t.Helper()
	for _, x := range slices.Concat(sum.theirs, sum.ours) {
		if x.Call == "" {
			t.Errorf("%s %s was sent by no call that is known", x.Request.Method, x.Request.URL.Path)
		}
	}
	for _, x := range sum.theirs {
		if !x.Signed {
			t.Errorf("%s sent %s %s without a signature", x.Call, x.Request.Method, x.Request.URL.Path)
		}
	}
	for _, x := range sum.ours {
		if preflight := x.Call == "Bucket.OptionsObject"; x.Signed == preflight {
			t.Errorf("pail's %s: signed is %v", x.Call, x.Signed)
		}
	}
}
