// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"math"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/signer"
)

// clock is the time of the client's endpoint: this machine's, and what has to
// be added to it, as learnt from refusals. It is safe for concurrent use.
type clock struct {
	now    func() time.Time
	offset atomic.Int64 // a time.Duration
}

// time is what to sign with, and how far it is from this machine's.
func (c *clock) time() (now time.Time, offset time.Duration) {
	offset = time.Duration(c.offset.Load())
	return c.now().Add(offset), offset
}

// tolerance is what clocks may differ by without being corrected: a Date
// header has whole seconds, and answers take their time.
const tolerance = time.Minute

// learn takes over an offset unless it is the known one. Of many calls that
// learn the same at once, one does.
func (c *clock) learn(offset time.Duration) {
	for {
		known := c.offset.Load()
		if (offset-time.Duration(known)).Abs() <= tolerance || c.offset.CompareAndSwap(known, int64(offset)) {
			return
		}
	}
}

// adjust reports whether err says that the request came at a wrong time, so
// that another one, signed with the server's time, may succeed. That happens
// once in a call, whatever the retry policy says: the server has looked at
// nothing but the clock. Later calls know its time, even where this one cannot
// be made again.
func (x *exchange) adjust(err error) bool {
	x.behind = 0
	e := answered(err)
	if e == nil || x.op.spec.Unsigned || x.client.anonymous {
		return false
	}
	offset, ok := x.client.clock.offsetOf(e.Response.Header)
	if !ok {
		return false
	}
	behind := offset - x.offset
	if behind.Abs() <= x.client.allowance(e) {
		return false
	}
	x.behind = behind
	x.client.clock.learn(offset)
	if x.adjusted || x.isBodySpent() {
		return false
	}
	x.adjusted = true
	return true
}

// offsetOf is how far the Date of an answer is ahead of this machine's clock.
func (c *clock) offsetOf(h http.Header) (offset time.Duration, ok bool) {
	date, err := http.ParseTime(first(h, "Date"))
	if err != nil || len(h["Age"]) > 0 { // a cache repeats the time of another answer
		return 0, false
	}
	return date.Sub(c.now()), true
}

// allowance is by how much the clock may be off without being the reason of a
// refusal. Not every refusal for the clock says so: HEAD has no words, and to
// some vendors a signature from the past is one that has expired, to others
// just a wrong one. Of these the Date decides, by what servers allow.
func (c *Client) allowance(e *bucket.Error) time.Duration {
	switch {
	case c.provider.reason(e.Code) == reasonClock:
		return tolerance
	case e.StatusCode == http.StatusForbidden, e.StatusCode == http.StatusUnauthorized:
		return signer.MaxSkew
	}
	return math.MaxInt64
}
