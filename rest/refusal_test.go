// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/seed-40dc4ce0/pail/rest"
)

// noSuchThing is a modelled error.
type noSuchThing struct{ Code, Thing, Header string }

func (e *noSuchThing) Error() string { return e.Code + " " + e.Thing }

// failure reads noSuchThing, as generated code does.
func failure(code string, d *rest.Decoder) error {
	if code != "NoSuchThing" && code != "NotFound" {
		return nil
	}
	e := &noSuchThing{Code: code, Header: d.Header("X-Detail")}
	x := d.ErrorXML()
	for at := x.Enter(); x.Next(at); {
		if string(x.Name()) == "Thing" {
			e.Thing = x.String()
		}
	}
	return e
}

// refuse makes a call that gets this answer.
func refuse(t *testing.T, r *http.Response) (*rest.Error, error) {
	t.Helper()
	c := client(t, rest.Config{Transport: transport(func(*http.Request) (*http.Response, error) { return r, nil })})
	out, err := rest.Invoke(t.Context(), c, rest.Operation[nothing, nothing]{
		Name:    "GetThing",
		Encode:  func(e *rest.Encoder, _ *nothing) { get(e) },
		Decode:  func(d *rest.Decoder, _ *nothing) { d.XML("Thing").Skip() },
		Failure: failure,
	}, nil, nil)
	e, ok := errors.AsType[*rest.Error](err)
	if !ok || out != nil {
		t.Fatalf("got %v, %T: %v", out, err, err)
	}
	return e, err
}

func TestAnswersThatAreRefusals(t *testing.T) {
	t.Parallel()
	const bare = "<Error><Code>NoSuchThing</Code><Message>It is gone</Message><Thing>7</Thing><RequestId>42</RequestId></Error>"
	gone := &noSuchThing{Code: "NoSuchThing", Thing: "7"}
	for name, test := range map[string]struct {
		answer *http.Response
		want   rest.Error
		text   string
	}{
		"bare": {
			answer(404, bare), rest.Error{StatusCode: 404, Code: "NoSuchThing", Message: "It is gone", RequestID: "42", Detail: gone},
			"GetThing: 404 NoSuchThing: It is gone (request id 42)",
		},
		"wrapped": {
			answer(404, "<ErrorResponse><Error><Code>NoSuchThing</Code><Thing>7</Thing></Error><RequestId>43</RequestId></ErrorResponse>"),
			rest.Error{StatusCode: 404, Code: "NoSuchThing", RequestID: "43", Detail: gone}, "GetThing: 404 NoSuchThing (request id 43)",
		},
		"a header of the error's": {
			answer(404, bare, "X-Detail", "h", "X-Amz-Request-Id", "other"),
			rest.Error{StatusCode: 404, Code: "NoSuchThing", Message: "It is gone", RequestID: "42", Detail: &noSuchThing{"NoSuchThing", "7", "h"}},
			"GetThing: 404 NoSuchThing: It is gone (request id 42)",
		},
		"a code that is not modelled": {
			answer(500, "<Error><Code>Boom</Code></Error>", "X-Amzn-Requestid", "44"),
			rest.Error{StatusCode: 500, Code: "Boom", RequestID: "44"}, "GetThing: 500 Boom (request id 44)",
		},
		"an error that claims success": {
			answer(200, bare), rest.Error{StatusCode: 200, Code: "NoSuchThing", Message: "It is gone", RequestID: "42", Detail: gone},
			"GetThing: 200 NoSuchThing: It is gone (request id 42)",
		},
		"a redirect": {
			answer(307, "<Error><Code>TemporaryRedirect</Code></Error>", "Location", "https://other.example"),
			rest.Error{StatusCode: 307, Code: "TemporaryRedirect"}, "GetThing: 307 TemporaryRedirect",
		},
		"no body": {
			answer(404, "", "X-Request-Id", "45"), rest.Error{StatusCode: 404, Code: "NotFound", RequestID: "45", Detail: &noSuchThing{Code: "NotFound"}},
			"GetThing: 404 NotFound (request id 45)",
		},
		"no body, a code of its own":      {answer(418, ""), rest.Error{StatusCode: 418, Code: "Imateapot", Message: "I'm a teapot"}, "GetThing: 418 Imateapot"},
		"not modified":                    {answer(304, ""), rest.Error{StatusCode: 304, Code: "NotModified", Message: "Not Modified"}, "GetThing: 304 NotModified"},
		"a status that nobody knows":      {answer(599, ""), rest.Error{StatusCode: 599}, "GetThing: 599"},
		"HTML":                            {answer(502, "<html>oops</html>"), rest.Error{StatusCode: 502}, "GetThing: 502 Bad Gateway"},
		"an error cut short":              {answer(502, "<Error><Code>NoSuchThing"), rest.Error{StatusCode: 502}, "GetThing: 502 Bad Gateway"},
		"an error that says nothing":      {answer(502, "<Error/>"), rest.Error{StatusCode: 502}, "GetThing: 502 Bad Gateway"},
		"neither a header nor a body set": {&http.Response{StatusCode: http.StatusServiceUnavailable}, rest.Error{StatusCode: 503, Code: "ServiceUnavailable", Message: "Service Unavailable"}, "GetThing: 503 ServiceUnavailable"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := refuse(t, test.answer)
			test.want.Operation = "GetThing"
			if diff := cmp.Diff(&test.want, got, cmpopts.IgnoreFields(rest.Error{}, "Header", "Body")); diff != "" {
				t.Error(diff)
			}
			if err.Error() != test.text || got.Header == nil {
				t.Errorf("the text is %s, the header %v", err, got.Header)
			}
			if detail, ok := errors.AsType[*noSuchThing](err); ok != (test.want.Detail != nil) {
				t.Errorf("errors.As finds %v", detail)
			}
		})
	}
}

func TestTheBodyOfARefusalIsKept(t *testing.T) {
	t.Parallel()
	long := "<Error><Code>NoSuchThing</Code><Pad>" + strings.Repeat("x", 100<<10) + "</Pad><Thing>7</Thing></Error>"
	e, _ := refuse(t, answer(404, long))
	if string(e.Body) != long[:4096] || cmp.Diff(e.Detail, &noSuchThing{Code: "NoSuchThing", Thing: "7"}) != "" {
		t.Errorf("%d bytes, %v", len(e.Body), e.Detail)
	}
	e, _ = refuse(t, answer(404, strings.Replace(long, "x", strings.Repeat("x", 1<<20), 1)))
	if len(e.Body) != 4096 || e.Code != "" || e.Detail != nil {
		t.Errorf("of more than 1 MiB: %d bytes, code %q, %v", len(e.Body), e.Code, e.Detail)
	}
	e, _ = refuse(t, answer(200, "<Error><Code>Boom</Code></Error>"))
	if string(e.Body) != "<Error><Code>Boom</Code></Error>" {
		t.Errorf("of a success: %q", e.Body)
	}
}

func TestARefusalWhoseBodyBreaks(t *testing.T) {
	t.Parallel()
	r := answer(404, "")
	r.Body = io.NopCloser(io.MultiReader(strings.NewReader("<Error>"), iotest.ErrReader(context.DeadlineExceeded)))
	e, err := refuse(t, r)
	if !errors.Is(err, context.DeadlineExceeded) || e.StatusCode != http.StatusNotFound || string(e.Body) != "<Error>" {
		t.Errorf("%v: %v", err, e.Detail)
	}
	r = answer(101, "")
	r.Body = io.NopCloser(iotest.ErrReader(errors.New("read"))) // a connection without an end
	if e, _ := refuse(t, r); e.Detail != nil || e.Code != "SwitchingProtocols" {
		t.Errorf("a 101 was read: %v, %v", e, e.Detail)
	}
}

func TestTextsOfServersStayOnOneLine(t *testing.T) {
	t.Parallel()
	for name, bad := range map[string]string{
		"controls":      strings.Repeat("\x1b[2J\n\x00", 1000),
		"broken UTF-8":  strings.Repeat("\xff", 5000),
		"long":          strings.Repeat("long", 5000),
		"long and wide": strings.Repeat("ü", 5000),
		"bidirectional": strings.Repeat("\u202e", 5000),
	} {
		e := &rest.Error{Operation: bad, StatusCode: 500, Code: bad, Message: bad, RequestID: bad}
		text := e.Error()
		if len(text) >= 1024 || strings.ContainsAny(text, "\x00\n\x1b\u202e") || strings.ToValidUTF8(text, "") != text {
			t.Errorf("%s: %d bytes: %q", name, len(text), text)
		}
	}
}

func TestEveryVerbPrintsTheTextOfARefusal(t *testing.T) {
	t.Parallel()
	e := &rest.Error{
		Operation: "GetThing", StatusCode: 404, Code: "NoSuchThing",
		Header: http.Header{"Set-Cookie": {"secret"}}, Body: []byte("secret"),
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d", "%x"} {
		if got := fmt.Sprintf(verb, e); got != "GetThing: 404 NoSuchThing" {
			t.Errorf("%s: %s", verb, got)
		}
	}
	if got := fmt.Sprintf("%q", e); got != `"GetThing: 404 NoSuchThing"` {
		t.Error(got)
	}
	if got := fmt.Sprint((*rest.Error)(nil)); got != "<nil>" {
		t.Error(got)
	}
}
