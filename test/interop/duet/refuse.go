// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// denial is a reason why nothing that is signed may be served.
type denial struct {
	server func(*emulator.Options)
	// clock says that it is the time that is wrong, of which presigned URLs
	// have their own notion.
	clock   bool
	place   func(*Place)
	refused Failure
}

func wrongSecret(p Plan) denial {
	return denial{place: func(at *Place) { at.Key = "not-the-secret-access-key" }, refused: p.refusal(Failure{Status: 403, Code: "SignatureDoesNotMatch"})}
}

func unknownKey(p Plan) denial {
	return denial{place: func(at *Place) { at.ID = "NOBODYSACCESSKEYID" }, refused: p.refusal(Failure{Status: 403, Code: "InvalidAccessKeyId"})}
}

// wrongToken is for stores that know session tokens.
func wrongToken(p Plan) denial {
	return denial{
		server: func(o *emulator.Options) { o.SessionToken = token },
		place:  func(at *Place) { at.Token = "another-token" }, refused: p.refusal(Failure{Status: 400, Code: "InvalidToken"}),
	}
}

func skewedClock(p Plan) denial {
	return denial{
		clock:   true,
		server:  func(o *emulator.Options) { o.Now = func() time.Time { return time.Now().Add(-40 * time.Minute) } },
		refused: p.refusal(Failure{Status: 403, Code: "RequestTimeTooSkewed"}),
	}
}

// refuse runs the whole program with both SDKs where every signed request must
// be refused, with the one code. Were there an operation that the emulator
// served without looking at the signature, it would succeed here.
func (v Vendor) refuse(t *testing.T, why denial) {
	t.Helper()
	session := v.start(t, v.Settings[0], why.server)
	refused := map[string]int{}
	for _, step := range v.Plan.steps() {
		if step.unsigned || step.forged || why.clock && step.presigned {
			continue
		}
		theirs, ours := v.pair(t, session, v.Plan.Bucket+"9"+v.Plan.Suffix, why.place)
		stores := map[string]Store{v.Name: theirs, "pail": ours}
		if why.clock {
			delete(stores, "pail") // see learn
		}
		for name, s := range stores {
			if v.denied(t, name+": "+step.name, session, step, s, why.refused) {
				refused[name]++
			}
		}
	}
	for name, n := range refused {
		t.Logf("%s: %d steps of the program were refused, each with %d %s", name, n, why.refused.Status, why.refused.Code)
	}
	for _, r := range []*Recorder{session.theirs, session.ours} {
		for _, x := range r.Exchanges() {
			if x.Signed && (x.Status != why.refused.Status || x.Code != why.refused.Code && x.Request.Method != http.MethodHead) {
				t.Errorf("%s %s was answered %d %s, want %d %s", x.Call, x.Request.URL.Path, x.Status, x.Code, why.refused.Status, why.refused.Code)
			}
		}
	}
}

// learn runs the program with pail where the clock is wrong: pail takes the
// server's time from the first refusal, and is not refused again.
func (v Vendor) learn(t *testing.T, why denial) {
	t.Helper()
	session := v.start(t, v.Settings[0], why.server)
	bucket := v.Plan.Bucket + "7" + v.Plan.Suffix
	_, ours := v.pair(t, session, bucket, why.place)
	at := session.place(bucket, session.ours)
	at.Transport = session.ours.Base
	for _, l := range Perform(t.Context(), v.Plan, at, ours, ours) {
		if l.Wrong != "" {
			t.Errorf("pail: %s: %s", l.Step, l.Wrong)
		}
	}
	for i, x := range session.ours.Exchanges() {
		if skewed := x.Status == why.refused.Status && x.Signed; skewed != (i == 0) {
			t.Errorf("pail's request %d, %s, was answered %d %s", i, x.Call, x.Status, x.Code)
		}
	}
}

func (v Vendor) denied(t *testing.T, name string, session *session, step step, s Store, want Failure) bool {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	d := &duo{plan: v.Plan, write: s, read: s, bare: client(session.theirs.Base), lone: true}
	_, err := step.run(ctx, d)
	if errors.Is(err, ErrLacks) {
		return false
	}
	f, ok := failure(err, s)
	switch {
	case err == nil:
		t.Errorf("%s: was not refused", name)
	case !ok:
		t.Errorf("%s: %T is not the SDK's type of error: %v", name, err, err)
	case f.RequestID == "" && !(v.Plan.Mute && f.Code == ""):
		t.Errorf("%s: the error has no request id: %v", name, err)
	case f.Status != want.Status:
		t.Errorf("%s: status %d, want %d: %v", name, f.Status, want.Status, err)
	case f.Code != want.Code && !step.bodiless:
		t.Errorf("%s: code %s, want %s: %v", name, f.Code, want.Code, err)
	default:
		return true
	}
	return false
}
