// SPDX-License-Identifier: Apache-2.0

// Package workshop_test calls the generated client. The tests of codegen run
// it: ./... leaves testdata out.
package workshop_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	workshop "github.com/seed-40dc4ce0/pail/codegen/testdata/workshop/want"
	"github.com/seed-40dc4ce0/pail/rest"
)

// answer is a transport that keeps what is sent, and answers with one body.
type answer struct {
	status int
	header http.Header
	body   string
	sent   string // method, path and query, media type, body
	head   http.Header
}

func (a *answer) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
	}
	a.head = r.Header
	a.sent = r.Method + " " + r.URL.RequestURI() + " " + r.Header.Get("Content-Type") + "\n" + string(body)
	return &http.Response{StatusCode: max(a.status, 200), Header: a.header, Body: io.NopCloser(strings.NewReader(a.body)), Request: r}, nil
}

// client is a client whose requests a answers.
func client(t *testing.T, a *answer) *workshop.Client {
	t.Helper()
	c, err := workshop.New(rest.Config{Endpoint: "https://workshop.example", Transport: a, IdempotencyToken: func() string { return "fresh" }})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEveryTypeIsWritten(t *testing.T) {
	t.Parallel()
	a := &answer{}
	at := time.Unix(1, 500e6)
	_, err := client(t, a).PutTool(t.Context(), &workshop.PutToolInput{
		Name: new("saws/one"), Weight: new(rest.Number("1.50")), Count: new(rest.Number("-0")), Counts: []rest.Number{"1", "2"},
		Price: new(rest.Number("1e3")), Prices: []rest.Number{"0.10", "2"}, Size: new(-128),
		Labels: []*string{nil, new("a"), new("")}, Media: []string{"{}"}, SomeDays: []*time.Time{nil, new(time.Unix(0, 0))},
		More: map[string][]*string{"more": {nil, new("x")}, "price": {new("no")}},
		Tool: &workshop.Tool{Secret: "s"}, Tiny: new(127), Low: new(-32768), Plain: new(2147483647), Wide: new(int64(-9223372036854775808)),
		Level: new(workshop.LevelHigh), Kind: new(workshop.KindPen), Ratio: new(float32(0.1)), Exact: new(1e21), Sharp: new(false),
		Bought: &at, Sold: &at, Lent: &at, Picture: []byte("abc"), Big: new(rest.Number("123456789012345678901234567890")),
		Fine: new(rest.Number("0.10")), Notes: map[string]any{"a": []any{nil, 1, "x"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "PUT /tools/1.50/saws/one?price=1e3&prices=0.10&prices=2&day=1970-01-01T00%3A00%3A00Z&more=x application/json\n" +
		`{"token":"fresh","tool":{"title":"tool","count":1,"used":0,"limit":100000000000000000000,"price":0,"free":true,"list":[],` +
		`"table":{},"text":"text","whole":7,"part":0.5,"stamp":"YWJj","marks":[],"secret":"s"},"tiny":127,"low":-32768,"plain":2147483647,` +
		`"wide":-9223372036854775808,"level":2,"sort":"pen","ratio":0.1,"exact":1e+21,"sharp":false,"bought":1.5,` +
		`"sold":"1970-01-01T00:00:01.5Z","lent":"Thu, 01 Jan 1970 00:00:01 GMT","picture":"YWJj",` +
		`"big":123456789012345678901234567890,"veryFine":0.10,"remarks":{"a":[null,1,"x"]}}`
	if diff := cmp.Diff(want, a.sent); diff != "" {
		t.Errorf("sent -want +got:\n%s", diff)
	}
	heads := a.head["X-Count"][0] + " " + a.head["X-Counts"][0] + " " + a.head["X-Size"][0] + " " + a.head["X-Labels"][0] + " " + a.head["X-Media"][0]
	if heads != `-0 1, 2 -128 a, "" e30=` {
		t.Errorf("headers %q", heads)
	}
}

func TestEveryTypeIsRead(t *testing.T) {
	t.Parallel()
	a := &answer{
		status: 201, header: http.Header{"X-Count": {"12345678901234567890"}, "X-Total": {"0.10"}, "X-Counts": {"1,2"}, "X-Prices": {"0.5"}, "X-Size": {"127"}, "X-Sizes": {"-32768, 1"}, "X-Labels": {"a, b"}, "X-Media": {"e30="}},
		body: `{"unknown":{"a":[1]},"tool":{"count":4,"free":null,"table":{"a":1},"secret":null},"tiny":-128,"low":32767,"plain":-2147483648,
			"wide":9223372036854775807,"level":2,"sort":"pen","ratio":"NaN","exact":"-Infinity","sharp":true,"bought":1.5,
			"sold":"1970-01-01T01:00:01+01:00","lent":"Thu, 01 Jan 1970 00:00:01.250 GMT","picture":"YWJj",
			"big":123456789012345678901234567890,"veryFine":0.10,"remarks":[null,1,1.5,0.10,true]}`,
	}
	out, err := client(t, a).PutTool(t.Context(), &workshop.PutToolInput{Name: new("a"), Weight: new(rest.Number("1"))})
	if err != nil {
		t.Fatal(err)
	}
	if *out.Ratio == *out.Ratio || *out.Exact > 0 {
		t.Errorf("got %v and %v, want NaN and -Infinity", *out.Ratio, *out.Exact)
	}
	out.Ratio, out.Exact = nil, nil
	want := &workshop.PutToolOutput{
		Count: new(rest.Number("12345678901234567890")), Total: "0.10", Counts: []rest.Number{"1", "2"}, Prices: []rest.Number{"0.5"}, Status: new(201),
		Size: new(127), Sizes: []int{-32768, 1}, Labels: []*string{new("a"), new("b")}, Media: []string{"{}"}, Parts: []string{}, Made: time.Unix(0, 0).UTC(),
		Needed: &workshop.Needed{
			Texts: []string{}, Counts: map[string]int{}, Data: []byte{}, Since: time.Unix(0, 0).UTC(), Number: "0", Pin: "0", Deep: &workshop.Deep{Text: new("deep")},
		},
		Tool: &workshop.Tool{
			Title: new("tool"), Count: new(4), Limit: new(rest.Number("100000000000000000000")), Price: new(rest.Number("0")), Free: true,
			List: []any{}, Map: map[string]any{"a": int64(1)}, Text: "text", Whole: int64(7), Part: 0.5, Stamp: []byte("abc"), Marks: []string{},
		},
		Tiny: new(-128), Low: new(32767), Plain: new(-2147483648), Wide: new(int64(9223372036854775807)), Level: 2, Kind: new("pen"),
		Sharp: new(true), Bought: new(time.Unix(1, 500e6).UTC()), Sold: new(time.Unix(1, 0).UTC()), Lent: new(time.Unix(1, 250e6).UTC()),
		Picture: []byte("abc"), Big: new(rest.Number("123456789012345678901234567890")), Fine: "0.10",
		Notes: []any{nil, int64(1), 1.5, 0.1, true},
	}
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// tree has something of everything, as it goes and comes.
const tree = `{"texts":["a",""],"need":[-128,127],"days":[0,1.5],"blobs":["YQ==",""],"documents":[null,1,{"a":[]}],"numbers":[0.10],` +
	`"rows":[["a"],[]],"trees":[{"need":[]}],"choices":[{"string":""},{"count":0},{"data":""},{"at":0},{"texts":[]},{"table":{"saw":1}},` +
	`{"tree":{"need":[]}},{"choice":{"count":1}},{"paper":false},{"nothing":{}}],"named":{"a":{"need":[]}},"counts":{"pen":1},"papers":{"a":null,"b":2},` +
	`"inner":{"texts":[],"need":[1]},"someTexts":["a",null,""],"someCounts":{"a":null,"b":0},"someDays":[null,1],"someBlobs":[null,"","YQ=="],` +
	`"someTrees":[null,{"need":[]}],"someRows":[null,[],["a",null]],"somePapers":{"a":null,"b":[]},"someNumbers":[null,1],` +
	`"someNamed":{"a":null,"b":{"need":[]}},"someLists":{"a":null,"b":{"saw":2}},"keys":{"k":"v"},"locks":[{"k":"v"}]}`

func TestCollectionsGoAndComeAsTheyAre(t *testing.T) {
	t.Parallel()
	leaf := workshop.Tree{Need: []int{}}
	zero := time.Unix(0, 0).UTC()
	want := &workshop.PutTreeOutput{
		Texts: []string{"a", ""}, Need: []int{-128, 127}, Days: []time.Time{zero, time.Unix(1, 500e6).UTC()}, Blobs: [][]byte{[]byte("a"), {}},
		Documents: []any{nil, int64(1), map[string]any{"a": []any{}}}, Numbers: []rest.Number{"0.10"}, Rows: [][]string{{"a"}, {}}, Trees: []workshop.Tree{leaf},
		Choices: []workshop.Choice{
			{Text: new("")}, {Count: new(0)}, {Data: []byte{}}, {At: &zero}, {Texts: []string{}}, {Table: map[string]int{"saw": 1}},
			{Tree: &leaf}, {Choice: &workshop.Choice{Count: new(1)}}, {Paper: false}, {Nothing: new(workshop.Unit)},
		},
		Named: map[string]workshop.Tree{"a": leaf}, Counts: map[string]int{"pen": 1}, Papers: map[string]any{"a": nil, "b": int64(2)},
		Inner: &workshop.Tree{Texts: []string{}, Need: []int{1}}, SomeTexts: []*string{new("a"), nil, new("")}, SomeCounts: map[string]*int{"a": nil, "b": new(0)},
		SomeDays: []*time.Time{nil, new(time.Unix(1, 0).UTC())}, SomeBlobs: [][]byte{nil, {}, []byte("a")}, SomeTrees: []*workshop.Tree{nil, &leaf},
		SomeRows: [][]*string{nil, {}, {new("a"), nil}}, SomePapers: map[string]any{"a": nil, "b": []any{}}, SomeNumbers: []*rest.Number{nil, new(rest.Number("1"))},
		SomeNamed: map[string]*workshop.Tree{"a": nil, "b": &leaf}, SomeLists: map[string]map[string]int{"a": nil, "b": {"saw": 2}},
		Keys: map[string]string{"k": "v"}, Locks: []map[string]string{{"k": "v"}},
	}
	a := &answer{body: tree}
	out, err := client(t, a).PutTree(t.Context(), new(workshop.PutTreeInput(*want)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("PUT /tree application/json\n"+tree, a.sent); diff != "" {
		t.Errorf("sent -want +got:\n%s", diff)
	}
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestNullAndUnknownAreNothing(t *testing.T) {
	t.Parallel()
	a := &answer{body: `{"__type":"x","texts":null,"days":[null,1],"counts":{"a":null,"b":2},"choices":[{"__type":"y","count":null,"string":"a"},{"later":[{}]},{}],"inner":null,"rows":[null,["a",null]]}`}
	out, err := client(t, a).PutTree(t.Context(), &workshop.PutTreeInput{Need: []int{}})
	want := &workshop.PutTreeOutput{
		Need: []int{}, Days: []time.Time{time.Unix(1, 0).UTC()}, Counts: map[string]int{"b": 2}, Choices: []workshop.Choice{{Text: new("a")}, {}, {}}, Rows: [][]string{{"a"}},
	}
	if diff := cmp.Diff(want, out); diff != "" || err != nil {
		t.Errorf("%v; -want +got:\n%s", err, diff)
	}
}

func TestMalformedAnswersNameTheMember(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"need":[1,"2"]}`:                 `element "need[1]" that is not a number`,
		`{"need":[1.5]}`:                   `element "need[0]" that is not a whole number`,
		`{"need":[128]}`:                   `element "need[0]" that is out of range`,
		`{"inner":{"counts":{"a":32768}}}`: `member "inner.counts.a" that is out of range`,
		`{"trees":[{},{"days":["x"]}]}`:    `element "trees[1].days[0]" that is not a number of seconds`,
		`{"blobs":["?"]}`:                  `element "blobs[0]" that is not base64`,
		`{"texts":{"a":"b"}}`:              `member "texts" that is not a list`,
		`{"someNumbers":[1.0]}`:            `element "someNumbers[0]" that is not a whole number`,
		`{"numbers":["1"]}`:                `element "numbers[0]" that is not a number`,
		`{"texts":["a"`:                    `ends inside the member "texts"`,
		`[]`:                               `root that is not an object`,
		`{"texts":{}}`:                     `member "texts" that is not a list`,
		`{"named":[]}`:                     `member "named" that is not an object`,
		`{"inner":[]}`:                     `member "inner" that is not an object`,
		`{"someRows":[{}]}`:                `element "someRows[0]" that is not a list`,
		`{"locks":[{"canary":1}]}`:         `member "locks[0][...]" that is not a string`,
		`{"choices":[{"count":null,"string":"a","count":1}]}`: `member "choices[0].count" that is a second member of a union`,
		`{"texts":["a"]} {}`: `text after the root value`,
		`<html>`:             `is HTML, not JSON`,
	} {
		a := &answer{body: body}
		_, err := client(t, a).PutTree(t.Context(), &workshop.PutTreeInput{Need: []int{}})
		var bad *rest.BodyError
		if !errors.As(err, &bad) || !strings.Contains(bad.Problem, want) {
			t.Errorf("%s gives %v, want %s", body, err, want)
		}
	}
}

func TestEveryBadMemberIsToldByItsField(t *testing.T) {
	t.Parallel()
	a := &answer{}
	bad := &workshop.Tree{
		Need: []int{-129}, Texts: []string{"a", "longer"}, Rows: [][]string{{}, {"a", "longer"}}, Numbers: []rest.Number{"1x"}, SomeNumbers: []*rest.Number{new(rest.Number("1.0"))},
		Counts: map[string]int{"saw": 40000}, Choices: []workshop.Choice{{}, {Count: new(1 << 40)}}, Documents: []any{struct{}{}},
		Keys: map[string]string{"canary": "longer"}, Locks: []map[string]string{{"canary": "longer"}}, Named: map[string]workshop.Tree{"longer": {Need: []int{}}},
		SomeTexts: []*string{new("\xff")},
	}
	_, err := client(t, a).PutTree(t.Context(), &workshop.PutTreeInput{Inner: bad})
	if got := fields(t, err); cmp.Diff([]string{
		"Need", "Inner.Texts[1]", "Inner.Need[0]", "Inner.Documents[0]", "Inner.Numbers[0]", "Inner.Rows[1][1]", "Inner.Choices[0]", "Inner.Choices[1].Count",
		`Inner.Named["longer"]`, `Inner.Counts["saw"]`, "Inner.SomeTexts[0]", "Inner.SomeNumbers[0]", "Inner.Keys[...]", "Inner.Locks[0][...]",
	}, got) != "" || a.sent != "" || strings.Contains(err.Error(), "canary") {
		t.Errorf("got %q, sent %q", got, a.sent)
	}
	_, err = client(t, a).PutTool(t.Context(), &workshop.PutToolInput{
		Name: new("a"), Weight: new(rest.Number("")), Count: new(rest.Number("1.0")), Counts: []rest.Number{"01"}, Price: new(rest.Number("1.")),
		Prices: []rest.Number{"1e"}, Size: new(128), Tiny: new(128), Low: new(32768), Plain: new(1 << 31), Kind: new("\xff"), Big: new(rest.Number("-")),
		Fine: new(rest.Number(".5")), Notes: make(chan int), Level: new(-1 << 32),
	})
	if diff := cmp.Diff([]string{"Weight", "Count", "Counts", "Price", "Prices", "Size", "Tiny", "Low", "Plain", "Level", "Kind", "big", "Fine", "Notes"}, fields(t, err)); diff != "" || a.sent != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// fields are the fields that an *rest.InputError names.
func fields(t *testing.T, err error) (names []string) {
	t.Helper()
	var bad *rest.InputError
	if !errors.As(err, &bad) {
		t.Fatalf("got %v", err)
	}
	for _, f := range bad.Fields {
		names = append(names, f.Field)
	}
	return names
}

func TestPayloadsOfEveryKind(t *testing.T) {
	t.Parallel()
	a := &answer{}
	c := client(t, a)
	call := func(_ any, err error) string {
		if err != nil {
			t.Error(err)
		}
		return a.sent
	}
	for _, test := range []struct{ got, want string }{
		{call(c.SetPlan(t.Context(), &workshop.SetPlanInput{Plan: "text", Type: new("application/vnd.plan+json")})), "POST /plan application/vnd.plan+json\n\"text\""},
		{call(c.SetPlan(t.Context(), &workshop.SetPlanInput{Plan: (*int)(nil)})), "POST /plan application/json\nnull"},
		{call(c.SetPlan(t.Context(), nil)), "POST /plan \n"},
		{call(c.SetNote(t.Context(), nil)), "POST /note application/json\n\"none\""},
		{call(c.SetPart(t.Context(), nil)), "POST /part application/json\n{}"},
		{call(c.SetCase(t.Context(), nil)), "POST /case \n"},
		{call(c.SetCase(t.Context(), &workshop.SetCaseInput{Choice: &workshop.Choice{Text: new("a")}})), "POST /case application/json\n{\"string\":\"a\"}"},
		{call(c.SetText(t.Context(), &workshop.SetTextInput{Kind: new("saw"), Media: new("{}")})), "POST /text text/plain\nsaw"},
		{call(c.SetText(t.Context(), nil)), "POST /text \n"},
		{call(c.OpenDoor(t.Context(), &workshop.OpenDoorInput{Filters: map[string]*string{"a": nil, "b": new("")}})), "POST /door?b= \n"},
		{call(c.OpenDoor(t.Context(), nil)), "POST /door \n"},
		{call(c.Rest(t.Context(), nil)), "POST /rest \n"},
		{call(c.PutTree(t.Context(), &workshop.PutTreeInput{Need: []int{}})), "PUT /tree application/json\n{\"need\":[]}"},
		{call(c.GetTool(t.Context(), &workshop.GetToolInput{Name: new("a")})), "GET /tools/a \n"},
	} {
		if test.got != test.want {
			t.Errorf("sent %q, want %q", test.got, test.want)
		}
	}
	if _, err := c.OpenDoor(t.Context(), nil); err != nil || cmp.Diff([]string{""}, a.head["X-Rings"]) != "" {
		t.Errorf("%v, header %q, want the empty list that is the default", err, a.head["X-Rings"])
	}
}

func TestPayloadsOfEveryKindAreRead(t *testing.T) {
	t.Parallel()
	a := &answer{header: http.Header{"X-Media": {"e30="}}, body: `{"string":"a"}`}
	c := client(t, a)
	kase, err := c.SetCase(t.Context(), nil)
	if err != nil || kase.Choice == nil || *kase.Choice.Text != "a" {
		t.Errorf("got %+v, %v", kase, err)
	}
	plan, err := c.SetPlan(t.Context(), nil)
	if diff := cmp.Diff(map[string]any{"string": "a"}, plan.Plan); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	a.body = "saw"
	if text, err := c.SetText(t.Context(), nil); err != nil || *text.Kind != "saw" || *text.Media != "{}" {
		t.Errorf("got %+v, %v", text, err)
	}
	for _, nothing := range []string{"", "null"} {
		a.body = nothing
		payloadsOfNothing(t, c)
	}
}

// payloadsOfNothing reads payloads from an answer that has none.
func payloadsOfNothing(t *testing.T, c *workshop.Client) {
	t.Helper()
	if kase, err := c.SetCase(t.Context(), nil); err != nil || kase.Choice != nil {
		t.Errorf("got %+v, %v", kase, err)
	}
	if plan, err := c.SetPlan(t.Context(), nil); err != nil || plan.Plan != nil {
		t.Errorf("got %+v, %v", plan, err)
	}
	if note, err := c.SetNote(t.Context(), nil); err != nil || note.Note != "none" {
		t.Errorf("got %+v, %v", note, err)
	}
	if tool, err := c.GetTool(t.Context(), &workshop.GetToolInput{Name: new("a")}); err != nil || tool.Tool != nil {
		t.Errorf("got %+v, %v", tool, err)
	}
	if part, err := c.SetPart(t.Context(), nil); err != nil || *part.Tool.Title != "tool" {
		t.Errorf("got %+v, %v", part, err)
	}
}

func TestSecretNumbersAreNotPrinted(t *testing.T) {
	t.Parallel()
	if text := fmt.Sprintf("%+v", workshop.Needed{Pin: "4711"}); strings.Contains(text, "4711") {
		t.Errorf("printed %s", text)
	}
}

func TestMalformedHeadersAreToldByTheirName(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]string{"X-Count": "1.0", "X-Total": "x", "X-Size": "128", "X-Sizes": "1, 32768", "X-Made": "now", "X-Media": "?"} {
		a := &answer{header: http.Header{name: {value}}}
		_, err := client(t, a).PutTool(t.Context(), &workshop.PutToolInput{Name: new("a"), Weight: new(rest.Number("1"))})
		var bad *rest.HeaderError
		if !errors.As(err, &bad) || bad.Name != name {
			t.Errorf("%s: %s gives %v", name, value, err)
		}
	}
}

func TestErrorsAreKnownByTheirHeaderAndTheirBody(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ header, body, code string }{
		{"Broken", `{}`, "Broken"},
		{"example.workshop#Broken:http://x.example/#y", ``, "Broken"},
		{"", `{"__type":"example.workshop#Broken"}`, "Broken"},
		{"", `{"__type":"Other","code":"Broken"}`, "Broken"},
		{"", `{"__type":"Broken","code":17}`, "Broken"},
		{"", `{"code":"Broken:http://x.example"}`, "Broken"},
		{"Broken", `{"__type":"Closed"}`, "Broken"},
		{"", `{"code":"Unheard"}`, "Unheard"},
		{"", `not JSON`, ""},
		{"", ``, "UnprocessableEntity"},
	} {
		a := &answer{status: 422, header: http.Header{"X-Amzn-Errortype": {test.header}, "X-Where": {"here"}, "X-Amzn-Requestid": {"r"}}, body: test.body}
		_, err := client(t, a).PutTree(t.Context(), &workshop.PutTreeInput{Need: []int{}})
		var general *rest.Error
		var broken *workshop.Broken
		if !errors.As(err, &general) || general.Code != test.code || general.RequestID != "r" || errors.As(err, &broken) != (test.code == "Broken") {
			t.Errorf("%q and %s give %v", test.header, test.body, err)
		}
		if broken != nil && (*broken.Where != "here" || *broken.Count != 3) {
			t.Errorf("%q and %s give %+v", test.header, test.body, broken)
		}
	}
}

func TestErrorsHaveWhatTheirModelSays(t *testing.T) {
	t.Parallel()
	a := &answer{status: 500, header: http.Header{"X-Amzn-Errortype": {"Spoilt"}, "X-Since": {"Thu, 01 Jan 1970 00:00:01 GMT"}}, body: `["a",{"b":null}]`}
	_, err := client(t, a).PutTool(t.Context(), &workshop.PutToolInput{Name: new("a"), Weight: new(rest.Number("1"))})
	spoilt, ok := errors.AsType[*workshop.Spoilt](err)
	if !ok || cmp.Diff([]any{"a", map[string]any{"b": nil}}, spoilt.Why) != "" || spoilt.Since.Unix() != 1 {
		t.Errorf("got %v, %+v", err, spoilt)
	}
	a.header, a.body = nil, `{"code":"Broken","Message":"It is.","tool":{"title":"saw"}}`
	_, err = client(t, a).PutTree(t.Context(), &workshop.PutTreeInput{Need: []int{}})
	broken, ok := errors.AsType[*workshop.Broken](err)
	general, _ := errors.AsType[*rest.Error](err)
	if !ok || *broken.Message != "It is." || *broken.Tool.Title != "saw" || general.Message != "It is." || *broken.Tool.Count != 1 {
		t.Errorf("got %v, %+v", err, broken)
	}
}

func TestTheSameCodeIsAnotherErrorOfAnotherOperation(t *testing.T) {
	t.Parallel()
	a := &answer{status: 400, body: `{"code":"Broken","floor":2}`}
	_, err := client(t, a).GetTool(t.Context(), &workshop.GetToolInput{Name: new("a")})
	if attic, ok := errors.AsType[*workshop.AtticBroken](err); !ok || attic.Floor != 2 {
		t.Errorf("got %v", err)
	}
	a.body = `{"code":"Closed"}`
	_, err = client(t, a).GetTool(t.Context(), &workshop.GetToolInput{Name: new("a")})
	if _, ok := errors.AsType[*workshop.Closed](err); !ok {
		t.Errorf("got %v", err)
	}
}
