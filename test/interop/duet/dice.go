// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"math/rand/v2"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Dice makes requests at random, the same ones again for the same seed.
type Dice struct{ *rand.Rand }

// NewDice takes its seed from PAIL_INTEROP_SEED, else from the clock, and logs
// it.
func NewDice(t testing.TB) Dice {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if text := os.Getenv("PAIL_INTEROP_SEED"); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("seed %d; PAIL_INTEROP_SEED=%d repeats it", seed, seed)
	return Dice{rand.New(rand.NewPCG(seed, 1))} //nolint:gosec // nothing to keep secret
}

// alphabet has what is spelled differently in paths, queries and headers.
var alphabet = []rune("aZ09 -_.~!*'();:@&=+$,/?%#[]{}<>\"\\^`|é中🚀\u00a0")

// Text is up to n characters of the alphabet.
func (d Dice) Text(n int) string {
	var b strings.Builder
	for range d.IntN(n + 1) {
		b.WriteRune(alphabet[d.IntN(len(alphabet))])
	}
	return b.String()
}

// ASCII is a Text of characters that a header carries as they are, without
// spaces at its ends.
func (d Dice) ASCII(n int) string {
	text := strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		return -1
	}, d.Text(n))
	return strings.TrimSpace(text)
}

// Word is 1 to n letters, digits and hyphens, a letter first.
func (d Dice) Word(n int) string {
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789-"
	b := []byte{letters[d.IntN(26)]}
	for range d.IntN(n) {
		b = append(b, letters[d.IntN(len(letters))])
	}
	return string(b)
}

// Pick is one of several.
func (d Dice) Pick(texts ...string) string { return texts[d.IntN(len(texts))] }

// Time is a second of this century.
func (d Dice) Time() time.Time { return time.Unix(946684800+d.Int64N(3_000_000_000), 0).UTC() }

// Query is a query of up to n parameters whose names name makes; some have no
// value, some come twice.
func (d Dice) Query(n int, name func() string) string {
	var parts []string
	for range d.IntN(n + 1) {
		part := url.QueryEscape(name())
		if d.IntN(4) > 0 {
			part += "=" + url.QueryEscape(d.Text(8))
		}
		parts = append(parts, part)
		if d.IntN(8) == 0 {
			again, _, _ := strings.Cut(part, "=")
			parts = append(parts, again+"="+url.QueryEscape(d.Text(8)))
		}
	}
	d.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	return strings.Join(parts, "&")
}
