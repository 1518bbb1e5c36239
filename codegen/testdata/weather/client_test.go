// SPDX-License-Identifier: Apache-2.0

// Package weather_test calls the generated client. The tests of codegen run
// it: ./... leaves testdata out.
package weather_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	weather "github.com/seed-40dc4ce0/pail/codegen/testdata/weather/want"
	"github.com/seed-40dc4ce0/pail/rest"
)

// serve answers every request with status and body, and keeps the request.
func serve(t *testing.T, status int, header http.Header, body string) (c *weather.Client, seen *string) {
	t.Helper()
	seen = new(string)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		*seen = fmt.Sprintf("%s %s\nToken: %s\nSince: %s\n%s", r.Method, r.RequestURI, r.Header.Get("X-Token"), r.Header.Get("X-Since"), sent)
		for name, lines := range header {
			w.Header()[name] = lines
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(s.Close)
	c, err := weather.New(rest.Config{Endpoint: s.URL})
	if err != nil {
		t.Fatal(err)
	}
	return c, seen
}

func TestARequestIsWrittenMemberByMember(t *testing.T) {
	t.Parallel()
	c, seen := serve(t, http.StatusNoContent, nil, "")
	at := time.Date(2026, 11, 21, 4, 5, 6, 0, time.UTC)
	_, err := c.PutStation(t.Context(), &weather.PutStationInput{
		ID: "a/b", Path: "2026//x ü", Token: new("t"), Since: &at, Numbers: []int{1, 2}, Name: "Sonnblick",
		Labels: map[string]string{"b": "2", "a": "<1>"}, Readings: []weather.Reading{{At: &at, Celsius: new(-3.5)}},
		Parent: &weather.Station{Kind: new(weather.KindAutomatic), ByYear: map[string][]weather.Reading{"2025": {{}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "PUT /stations/a%2Fb/readings/2026//x%20%C3%BC?replace&mode=full&n=1&n=2\nToken: t\nSince: Sat, 21 Nov 2026 04:05:06 GMT\n" +
		`<PutStationInput xmlns="https://weather.example/2026/"><name>Sonnblick</name>` +
		`<labels><entry><key>a</key><value>&lt;1&gt;</value></entry><entry><key>b</key><value>2</value></entry></labels>` +
		`<reading><at>1795233906</at><celsius>-3.5</celsius></reading>` +
		`<parent kind="auto"><byYear><entry><year>2025</year><readings><member></member></readings></entry></byYear></parent></PutStationInput>`
	if diff := cmp.Diff(want, *seen); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestAnAnswerIsReadMemberByMember(t *testing.T) {
	t.Parallel()
	c, seen := serve(t, http.StatusOK, http.Header{"X-Total": {"7"}}, `<ListStationsOutput><stations><other/>
		<station kind="manned"><name>A</name><readings><member><celsius>1</celsius></member></readings>
		<byYear><entry><year>2025</year><readings><member><at>0</at></member></readings></entry></byYear></station></stations></ListStationsOutput>`)
	out, err := c.ListStations(t.Context(), &weather.ListStationsInput{PageSize: new(5), Filters: map[string]string{"q": "a&b"}})
	if err != nil {
		t.Fatal(err)
	}
	epoch := time.Unix(0, 0).UTC()
	want := &weather.ListStationsOutput{Status: new(200), Total: new(int64(7)), Stations: []weather.Station{{
		Kind: new(weather.KindMannedByPeople), Name: new("A"), Readings: []weather.Reading{{Celsius: new(1.0)}},
		ByYear: map[string][]weather.Reading{"2025": {{At: &epoch}}},
	}}}
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if !strings.HasPrefix(*seen, "GET /stations?size=5&q=a%26b\n") {
		t.Errorf("sent %s", *seen)
	}
}

func TestAStreamBelongsToTheCaller(t *testing.T) {
	t.Parallel()
	c, _ := serve(t, http.StatusOK, http.Header{"X-Note-A": {"b"}}, "picture")
	out, err := c.GetPicture(t.Context(), &weather.GetPictureInput{Number: 3})
	if err != nil {
		t.Fatal(err)
	}
	defer out.Picture.Close()
	if got, err := io.ReadAll(out.Picture); err != nil || string(got) != "picture" || out.Notes["a"] != "b" {
		t.Errorf("got %q, %v, %v", got, out.Notes, err)
	}
}

func TestBadInputIsToldAtOnceAndNotSent(t *testing.T) {
	t.Parallel()
	c, err := weather.New(rest.Config{Endpoint: "http://127.0.0.1:1"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.PutStation(t.Context(), &weather.PutStationInput{Name: strings.Repeat("x", 81), Token: new("a\nb")})
	var bad *rest.InputError
	if !errors.As(err, &bad) || len(bad.Fields) != 4 {
		t.Errorf("got %v, want an InputError with four fields", err)
	}
}

func TestAnErrorKeepsWhatTheServerSaid(t *testing.T) {
	t.Parallel()
	c, _ := serve(t, http.StatusConflict, nil, "<Error><Code>Taken</Code><Message>Not yours.</Message></Error>")
	_, err := c.ListStations(t.Context(), nil)
	var bad *rest.Error
	if !errors.As(err, &bad) || bad.StatusCode != http.StatusConflict || bad.Code != "Taken" || bad.Message != "Not yours." {
		t.Errorf("got %v", err)
	}
}

func TestSecretsAreNotPrinted(t *testing.T) {
	t.Parallel()
	in := weather.PutStationInput{ID: "x", Token: new("canary")}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if text := fmt.Sprintf(verb, in) + fmt.Sprintf(verb, &in); strings.Contains(text, "canary") {
			t.Errorf("%s prints %s", verb, text)
		}
	}
	if *in.Token != "canary" {
		t.Error("printing changed the input")
	}
}
