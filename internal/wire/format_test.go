// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestTimesAreRead(t *testing.T) {
	t.Parallel()
	at := time.Date(2000, 1, 2, 20, 34, 56, 0, time.UTC)
	half := at.Add(500 * time.Millisecond)
	tests := []struct {
		name   string
		format Format
		text   string
		want   time.Time
	}{
		{"an HTTP date", HTTPDate, "Sun, 02 Jan 2000 20:34:56 GMT", at},
		{"an HTTP date in the obsolete form of RFC 850", HTTPDate, "Sunday, 02-Jan-00 20:34:56 GMT", at},
		{"an HTTP date in the form of asctime", HTTPDate, "Sun Jan  2 20:34:56 2000", at},
		{"an HTTP date with half a second", HTTPDate, "Sun, 02 Jan 2000 20:34:56.5 GMT", half},
		{"an HTTP date amid white space", HTTPDate, " Sun, 02 Jan 2000 20:34:56 GMT\n", at},
		{"a date-time", DateTime, "2000-01-02T20:34:56Z", at},
		{"a date-time with half a second", DateTime, "2000-01-02T20:34:56.500Z", half},
		{"a date-time with more digits than a nanosecond has", DateTime, "2000-01-02T20:34:56.50000000099Z", half},
		{"a date-time east of Greenwich", DateTime, "2000-01-02T22:04:56+01:30", at},
		{"a date-time west of Greenwich", DateTime, "2000-01-02T19:34:56.5-01:00", half},
		{"a date-time in small letters", DateTime, "2000-01-02t20:34:56z", at},
		{"a leap day", DateTime, "2024-02-29T00:00:00Z", time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)},
		{"epoch seconds", EpochSeconds, "946845296", at},
		{"epoch seconds with half a second", EpochSeconds, "946845296.5", half},
		{"epoch seconds with an exponent", EpochSeconds, "9.46845296e8", at},
		{"epoch seconds before 1970", EpochSeconds, "-1.5", time.Unix(-2, 5e8).UTC()},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, ok := test.format.Parse([]byte(test.text))
			if !ok || !got.Equal(test.want) || got.Location() != time.UTC {
				t.Errorf("Parse(%q) = %v, %v, want %v", test.text, got, ok, test.want)
			}
		})
	}
}

func TestTimesThatAreNone(t *testing.T) {
	t.Parallel()
	tests := []struct {
		format Format
		text   string
	}{
		{HTTPDate, ""},
		{HTTPDate, "Sun, 31 Feb 2000 20:34:56 GMT"},
		{HTTPDate, "Sun, 02 Foo 2000 20:34:56 GMT"},
		{HTTPDate, "Sun, 02 Jan 2000 24:34:56 GMT"},
		{HTTPDate, "2000-01-02T20:34:56Z"},
		{DateTime, "2023-02-29T00:00:00Z"},
		{DateTime, "2000-13-02T20:34:56Z"},
		{DateTime, "2000-01-02T20:34:56"},
		{DateTime, "2000-01-02T20:34:56.Z"},
		{DateTime, "2000-01-02T20:34:60Z"},
		{DateTime, "2000-01-02T20:34:56+24:00"},
		{DateTime, "2000-01-02T20:34:56x01:00"},
		{DateTime, "2000-01-02 20:34:56Z"},
		{DateTime, "20000102T203456Z........"},
		{EpochSeconds, "soon"},
		{EpochSeconds, "NaN"},
		{EpochSeconds, "1e300"},
	}
	for _, test := range tests {
		if got, ok := test.format.Parse([]byte(test.text)); ok {
			t.Errorf("%d.Parse(%q) = %v, want a refusal", test.format, test.text, got)
		}
	}
}

func TestTimesAreWritten(t *testing.T) {
	t.Parallel()
	at := time.Date(2019, 12, 16, 22, 48, 18, 123e6, time.FixedZone("", -3600))
	got := []string{string(HTTPDate.Append(nil, at)), string(DateTime.Append([]byte("at "), at)), string(EpochSeconds.Append([]byte("at "), at))}
	want := []string{"Mon, 16 Dec 2019 23:48:18 GMT", "at 2019-12-16T23:48:18.123Z", "at 1576540098.123"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzTimes compares with the standard library. Beyond it we take small letters,
// white space around a time and more than nine digits of a fraction.
func FuzzTimes(f *testing.F) {
	f.Add("Sun, 02 Jan 2000 20:34:56 GMT")
	f.Add("2000-01-02T20:34:56.123+01:00")
	f.Fuzz(func(t *testing.T, text string) {
		if want, err := time.Parse(time.RFC3339Nano, text); err == nil {
			if got, ok := DateTime.Parse([]byte(text)); !ok || !got.Equal(want) {
				// time.Parse lets an offset have 24 hours and a comma before a fraction.
				if ok {
					t.Errorf("%q is %v, want %v", text, got, want)
				}
			}
		}
		if want, err := http.ParseTime(text); err == nil {
			if got, ok := HTTPDate.Parse([]byte(text)); !ok || !got.Equal(want) {
				t.Errorf("%q is %v, %v, want %v", text, got, ok, want)
			}
		}
	})
}
