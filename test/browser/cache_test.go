// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/cors"
)

// Waits of the scenarios: longer than the five seconds for which a preflight is
// remembered whose answer says nothing, and longer than the three of brief.
const (
	afterDefault = 6 * time.Second
	afterBrief   = 4500 * time.Millisecond
	brief        = "3"
)

// step is a request of a scenario, after a wait.
type step struct {
	wait time.Duration
	row
}

// scenario is requests to one URL, one after the other. What is compared is
// which of them had a preflight.
type scenario struct {
	name  string
	steps []step
}

// remembered is an answer to a preflight that may be remembered as some lines
// say.
func remembered(age []string, headers ...[]string) []stop {
	return []stop{{Preflight: granted(home, append(headers, lines(acma, age...))...), Actual: granted(home)}}
}

// TestCache has the browser judge cors.Cache.
func TestCache(t *testing.T) {
	l := newLab(t)
	for _, page := range []string{home, "http://www.app.example", sandboxed} {
		l.tab(t, page)
	}
	all := append(ageScenarios(), scopeScenarios()...)
	differences := make([]string, len(all))
	var group sync.WaitGroup
	for i, s := range all {
		group.Go(func() { differences[i] = l.play(t, s) })
	}
	group.Wait()
	requests, exceptions := 0, 0
	for i, s := range all {
		requests += len(s.steps)
		if why := excused(s.name, nil); why != "" {
			if exceptions++; differences[i] == "" {
				t.Errorf("%s is no exception any more: %s", s.name, why)
			}
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			if differences[i] != "" {
				t.Error(differences[i])
			}
		})
	}
	t.Logf("%d scenarios of %d requests, %d of them a documented exception", len(all), requests, exceptions)
}

// play makes the requests of a scenario and says where cors.Cache and the
// browser disagree.
func (l *lab) play(t *testing.T, s scenario) string {
	t.Helper()
	id, now := newID(), time.Now()
	cache := &cors.Cache{MaxAge: cors.MaxAgeChromium, Now: func() time.Time { return now }}
	var theirs, ours []string
	for _, st := range s.steps {
		time.Sleep(st.wait)
		now = now.Add(st.wait)
		l.world.script.tell(id, st.stops...)
		a := st.attempt(id, or(st.url, "http://"+scriptHost+"/$ID/1"))
		before := len(l.world.of(id))
		seen, err := l.tabs[st.at()].run(t.Context(), []*attempt{a})
		if err != nil {
			return err.Error()
		}
		asked := false
		for _, x := range seen[0].Exchanges[before:] {
			asked = asked || x.preflight()
		}
		theirs = append(theirs, fmt.Sprintf("asked: %t, allowed: %t", asked, seen[0].allowed()))
		f := st.fetch(a)
		f.Partition = st.at()
		p := predictCached(cache, f, told(id, st.stops))
		ours = append(ours, fmt.Sprintf("asked: %t, allowed: %t", p.exchanges[0].preflight, p.allowed))
	}
	if a, b := strings.Join(theirs, "; "), strings.Join(ours, "; "); a != b {
		return "the browser " + a + "; cors " + b
	}
	return ""
}

// predictCached is predict with a cache, for a request that is not redirected.
func predictCached(cache *cors.Cache, f cors.Fetch, ask answers) *prediction {
	r, needs, err := f.Request()
	p := &prediction{}
	if err != nil {
		p.fail(err)
		return p
	}
	var permission *cors.Answer
	if needs && !cache.Covers(f) {
		permission = ask(f.URL, r, true)
		p.exchanges = append(p.exchanges, predicted{preflight: true, answer: permission})
		cache.Keep(f, permission)
	}
	answer := ask(f.URL, r, false)
	p.exchanges = append(p.exchanges, predicted{answer: answer})
	v := cors.Browser(r, permission, answer)
	p.end(&v)
	return p
}

// ageScenarios are about Access-Control-Max-Age.
func ageScenarios() (all []scenario) {
	for _, v := range []struct {
		what  string
		lines []string
	}{
		{"absent", nil},
		{"empty", []string{""}},
		{"0", []string{"0"}},
		{"-1", []string{"-1"}},
		{"-0", []string{"-0"}},
		{"600", []string{"600"}},
		{"600 between blanks", []string{"  600  "}},
		{"600 with zeros before it", []string{"000600"}},
		{"600 with a plus", []string{"+600"}},
		{"600.5", []string{"600.5"}},
		{"600s", []string{"600s"}},
		{"600 in quotes", []string{`"600"`}},
		{"600 twice", []string{"600, 600"}},
		{"600 and a blank and 600", []string{"600 600"}},
		{"600 on two lines", []string{"600", "600"}},
		{"600 and 0 on two lines", []string{"600", "0"}},
		{"600 in hexadecimal", []string{"0x258"}},
		{"more than the browser's most", []string{"86400"}},
		{"ten digits", []string{"9999999999"}},
		{"more digits than a number has", []string{"99999999999999999999999"}},
		{"a word", []string{"forever"}},
		{"a minus", []string{"-"}},
		{"a minus and a word", []string{"-x"}},
	} {
		put := func(wait time.Duration) step {
			return step{wait, row{method: "PUT", headers: [][2]string{{"X-A", "1"}}, stops: remembered(v.lines)}}
		}
		all = append(all, scenario{"Max-Age is " + v.what + ": at once and after six seconds", []step{put(0), put(0), put(afterDefault)}})
	}
	put := func(wait time.Duration, age string) step {
		return step{wait, row{method: "PUT", stops: remembered([]string{age})}}
	}
	return append(all,
		scenario{"a Max-Age of three seconds is over after more", []step{put(0, brief), put(afterBrief, brief), put(0, brief)}},
		scenario{"a Max-Age of 600 seconds is not renewed by use, nor is it shortened", []step{put(0, "600"), put(0, "0"), put(afterBrief, "0")}},
		scenario{"a Max-Age of 0 is of no help the third time either", []step{put(0, "0"), put(0, "0"), put(0, "0")}},
	)
}

// scopeScenarios are about what a remembered preflight serves.
func scopeScenarios() []scenario {
	age := []string{"600"}
	allowed := remembered(age)
	req := func(method string, headers ...string) step {
		r := row{method: method, stops: allowed}
		for _, name := range headers {
			r.headers = append(r.headers, [2]string{name, "1"})
		}
		return step{0, r}
	}
	with := func(s step, change func(*row)) step {
		change(&s.row)
		return s
	}
	include := func(r *row) {
		r.credentials = "include"
	}
	to := func(url string) func(*row) { return func(r *row) { r.url = url } }
	from := func(page string) func(*row) {
		return func(r *row) {
			r.page = page
			r.stops = []stop{{granted(originOf(page), lines(acma, "600")), granted(originOf(page))}}
		}
	}
	says := func(stops []stop) func(*row) { return func(r *row) { r.stops = stops } }
	star := remembered(age, lines(acam, "*"), lines(acah, "*"))
	nothing := []stop{{Preflight: granted(home, lines(acam), lines(acah), lines(acma, "600")), Actual: granted(home)}}
	refusing := []stop{{Preflight: granted(home, lines(acma, "600")), Actual: cors.Answer{Status: http.StatusOK}}}
	upload := func(r *row) { r.xhr, r.body = true, new("text") }
	return []scenario{
		{"a method that was asked for and another that the answer allowed", []step{req("PUT"), req("DELETE")}},
		{"a method that the answer did not allow", []step{with(req("PUT"), says(remembered(age, lines(acam, "PUT")))), req("DELETE")}},
		{"a method in small letters", []step{req("PUT"), req("put")}},
		{"a header that was asked for, with a method that needs none", []step{req("GET", "X-A"), req("POST", "X-A"), req("HEAD", "X-A")}},
		{"a header that was asked for and another that the answer allowed", []step{req("PUT", "X-A"), req("PUT", "X-B")}},
		{"a header that the answer did not allow", []step{with(req("PUT", "X-A"), says(remembered(age, lines(acah, "x-a")))), req("PUT", "X-B")}},
		{"a header and none", []step{req("PUT", "X-A"), req("PUT")}},
		{"none and a header that the answer allowed", []step{req("PUT"), req("PUT", "X-A")}},
		{"a header in other letters", []step{req("PUT", "X-A"), req("PUT", "x-a")}},
		{"a method and a header that came apart", []step{
			with(req("PUT"), says(remembered(age, lines(acam, "PUT"), lines(acah)))), with(req("GET", "X-A"), says(remembered(age, lines(acam), lines(acah, "x-a")))), req("PUT", "X-A"),
		}},
		{"a simple request between", []step{req("PUT"), req("GET"), req("PUT")}},
		{"a star of methods and headers", []step{with(req("PUT", "X-A"), says(star)), with(req("FOO", "X-Z"), says(star))}},
		{"a star that was given without credentials, with credentials", []step{with(req("PUT", "X-A"), says(star)), with(req("PUT", "X-A"), include)}},
		{"Authorization under a star", []step{with(req("GET", "Authorization"), says(star)), with(req("GET", "Authorization"), says(star))}},
		{"a header under a star, then Authorization", []step{with(req("GET", "X-A"), says(star)), with(req("GET", "Authorization"), says(star))}},
		{"a method that needs no permission and none that the answer names", []step{with(req("POST", "X-A"), says(remembered(age, lines(acam)))), req("POST", "X-A")}},
		{"with credentials, then without", []step{with(req("PUT"), include), req("PUT")}},
		{"without credentials, then with", []step{req("PUT"), with(req("PUT"), include)}},
		{"with credentials twice", []step{with(req("PUT"), include), with(req("PUT"), include)}},
		{"without, with, and without credentials", []step{req("PUT"), with(req("PUT"), include), req("PUT")}},
		{"another query", []step{with(req("PUT"), to("http://"+scriptHost+"/$ID/1?a")), with(req("PUT"), to("http://"+scriptHost+"/$ID/1?b"))}},
		{"the same query", []step{with(req("PUT"), to("http://"+scriptHost+"/$ID/1?a")), with(req("PUT"), to("http://"+scriptHost+"/$ID/1?a"))}},
		{"no query and an empty one", []step{with(req("PUT"), to("http://"+scriptHost+"/$ID/1")), with(req("PUT"), to("http://"+scriptHost+"/$ID/1?"))}},
		{"another fragment", []step{with(req("PUT"), to("http://"+scriptHost+"/$ID/1#a")), with(req("PUT"), to("http://"+scriptHost+"/$ID/1#b"))}},
		{"the default port", []step{with(req("PUT"), to("http://"+scriptHost+"/$ID/1")), with(req("PUT"), to("http://"+scriptHost+":80/$ID/1"))}},
		{"the host in other letters", []step{with(req("PUT"), to("http://"+scriptHost+"/$ID/1")), with(req("PUT"), to("http://ANSWERS.test/$ID/1"))}},
		{"another port", []step{with(req("PUT"), to("http://"+scriptHost+"/$ID/1")), with(req("PUT"), to("http://"+scriptHost+":8080/$ID/1"))}},
		{"another host", []step{with(req("PUT"), to("http://"+scriptHost+"/$ID/1")), with(req("PUT"), to("http://"+secondHost+"/$ID/1"))}},
		{"another path", []step{with(req("PUT"), to("http://"+scriptHost+"/$ID/1")), with(req("PUT"), to("http://"+scriptHost+"/$ID/1/more"))}},
		{"another page", []step{req("PUT"), with(req("PUT"), from("http://www.app.example"))}},
		{"an opaque origin, twice", []step{with(req("PUT"), from(sandboxed)), with(req("PUT"), from(sandboxed))}},
		{"a page, then an opaque origin", []step{req("PUT"), with(req("PUT"), from(sandboxed))}},
		{"a preflight that was refused by its status", []step{with(req("PUT"), says([]stop{{cors.Answer{Status: 403, Header: allowed[0].Preflight.Header}, granted(home)}})), req("PUT"), req("PUT")}},
		{"a preflight that allowed no method", []step{with(req("PUT"), says(nothing)), req("PUT"), req("PUT")}},
		{"a refusal of what is not remembered leaves what is", []step{req("PUT"), with(req("FOO"), says(nothing)), req("PUT")}},
		{"a refusal of a header that is not remembered leaves what is", []step{req("PUT", "X-A"), with(req("PUT", "X-Z"), says(nothing)), req("PUT", "X-A")}},
		{"an answer that may not be read after a preflight that was allowed", []step{with(req("PUT"), says(refusing)), req("PUT")}},
		{"an answer that may not be read, of what was remembered", []step{req("PUT"), with(req("PUT"), says(refusing)), req("PUT")}},
		{"a later preflight that says less of the time", []step{
			with(req("PUT"), says(remembered(age, lines(acam, "PUT")))), with(req("DELETE"), says(remembered([]string{"0"}))), req("PUT"),
		}},
		{"an upload that is listened to, twice", []step{with(req("POST"), upload), with(req("POST"), upload)}},
		{"an upload that is listened to, twice, where no method is named", []step{with(req("POST"), func(r *row) { upload(r); r.stops = nothing }), with(req("POST"), upload)}},
		{"an upload that is listened to, after another request", []step{req("PUT"), with(req("POST"), upload)}},
	}
}
