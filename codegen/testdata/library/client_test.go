// SPDX-License-Identifier: Apache-2.0

// Package library_test calls the generated client. The tests of codegen run
// it: ./... leaves testdata out.
package library_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	library "github.com/seed-40dc4ce0/pail/codegen/testdata/library/want"
	"github.com/seed-40dc4ce0/pail/rest"
)

// answers is a transport that keeps what is sent, and answers with one body
// after the other.
type answers struct {
	status int
	header http.Header
	bodies []string
	sent   []string
}

func (a *answers) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
	}
	a.sent = append(a.sent, r.Method+" "+r.URL.String()+"\n"+string(body))
	text := a.bodies[0]
	a.bodies = a.bodies[1:]
	return &http.Response{StatusCode: a.status, Header: a.header, Body: io.NopCloser(strings.NewReader(text)), Request: r}, nil
}

// client is a client whose requests a answers.
func client(t *testing.T, a *answers) *library.Client {
	t.Helper()
	c, err := library.New(rest.Config{
		Endpoint: "https://library.example/v1", Transport: a, IdempotencyToken: func() string { return "fresh" },
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhatIsNotSetIsSentAsItsDefault(t *testing.T) {
	t.Parallel()
	a := &answers{status: 200, bodies: []string{"<Entry rank='2' bought='1970-01-02T00:00:00Z'><last/><pages>9</pages><copies>4</copies><where><room>3</room></where></Entry>"}}
	out, err := client(t, a).PutBook(t.Context(), &library.PutBookInput{
		ShelfID: new("a"), Branch: new("north"), Format_: new("pdf"),
		Entry: &library.Entry{Pages: new(int64(7)), Grade: new(library.GradeVeryBad), Where: &library.Place{Box: &library.Client_{UserID_: new("u")}}, Rank: new(1)},
	})
	if err != nil {
		t.Fatal(err)
	}
	sent := "PUT https://north.books.library.example/v1/shelves/a?token=fresh\n" +
		`<PutBookInput><entry rank="1" rare="false"><copies>1</copies><lent>false</lent><language xmlns:l="https://language.example">en</language>` +
		`<since>1970-01-02T00:00:00Z</since><notes></notes><pages>7</pages><grade xmlns="https://grade.example">6</grade>` +
		`<where><box><userId>u</userId></box></where></entry></PutBookInput>`
	if diff := cmp.Diff(sent, a.sent[0]); diff != "" {
		t.Errorf("sent -want +got:\n%s", diff)
	}
	day := time.Unix(86400, 0).UTC()
	want := &library.PutBookOutput{
		Copies: new(4), Language: new("en"), Since: &day, Notes: []string{}, Pages: new(int64(9)), Where: &library.Place{Room: new(3)},
		Rank: new(2), Bought: &day, Last: new(library.Taken),
	}
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestEveryBadMemberIsToldAndNothingIsSent(t *testing.T) {
	t.Parallel()
	a := &answers{}
	_, err := client(t, a).PutBook(t.Context(), &library.PutBookInput{
		Branch: new("a.b"), Entry: &library.Entry{Where: &library.Place{Room: new(1), Box: new(library.Client_)}},
	})
	var bad *rest.InputError
	if !errors.As(err, &bad) {
		t.Fatalf("got %v", err)
	}
	var fields []string
	for _, f := range bad.Fields {
		fields = append(fields, f.Field)
	}
	if diff := cmp.Diff([]string{"Branch", "ShelfID", "Entry.Pages", "Entry.Where"}, fields); diff != "" || len(a.sent) > 0 {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestPagesAndItemsEndWithTheLastToken(t *testing.T) {
	t.Parallel()
	page := func(copies int, token string) string {
		return fmt.Sprintf("<ListBooksOutput><page><books><member><copies>%d</copies></member></books></page>%s</ListBooksOutput>", copies, token)
	}
	a := &answers{status: 200, bodies: []string{page(1, "<next><token>t</token></next>"), "<ListBooksOutput><next><token>u</token></next></ListBooksOutput>", page(2, "<next/>")}}
	in := &library.ListBooksInput{ShelfID: new("a")}
	var copies []int
	for book, err := range client(t, a).ListBooksItems(t.Context(), in) {
		if err != nil {
			t.Fatal(err)
		}
		copies = append(copies, *book.Copies)
	}
	if diff := cmp.Diff([]int{1, 2}, copies); diff != "" || len(a.sent) != 3 || !strings.Contains(a.sent[2], "token=u") || in.Token != nil {
		t.Errorf("sent %q; -want +got:\n%s", a.sent, diff)
	}
}

func TestErrorsOfTheModelHaveTypes(t *testing.T) {
	t.Parallel()
	a := &answers{status: 503, header: http.Header{"Retry-After": {"5"}}, bodies: []string{"<ErrorResponse><Error><Code>Closed</Code><Message>Later.</Message><error>e</error></Error><RequestId>r</RequestId></ErrorResponse>"}}
	_, err := client(t, a).ListBooks(t.Context(), &library.ListBooksInput{ShelfID: new("a")})
	var closed *library.Closed
	var general *rest.Error
	if !errors.As(err, &closed) || !errors.As(err, &general) {
		t.Fatalf("got %v", err)
	}
	if *closed.RetryAfter != 5 || *closed.Error_ != "e" || general.StatusCode != 503 || general.Code != "Closed" || general.Message != "Later." || general.RequestID != "r" {
		t.Errorf("got %+v, %+v", closed, general)
	}
}

func TestListsOfSecretsAreNotPrinted(t *testing.T) {
	t.Parallel()
	in := &library.PutBookInput{Pin: []string{"canary"}}
	if text := fmt.Sprintf("%+v %v %s", in, *in, in); strings.Contains(text, "canary") || in.Pin[0] != "canary" {
		t.Errorf("printed %s", text)
	}
}
