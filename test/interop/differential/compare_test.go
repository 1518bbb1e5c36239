// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// example is a request with something in each of its parts.
func example() *sent {
	return &sent{
		method: "PUT", scheme: "https", host: "s3.example", path: "/bucket/key",
		query:  map[string][]string{"partNumber": {"1"}, "x-id": {"UploadPart"}},
		header: map[string][]string{"X-Amz-Acl": {"private"}, "Content-Length": {"20"}, "User-Agent": {"one"}},
		body:   []byte("<a><b>1</b><c/></a>\n"),
	}
}

func TestEveryPartOfARequestIsCompared(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		change func(s *sent)
		want   string // the fault's place; empty for none
	}{
		{"nothing", func(*sent) {}, ""},
		{"the method", func(s *sent) { s.method = "POST" }, "method"},
		{"the scheme", func(s *sent) { s.scheme = "http" }, "scheme"},
		{"the host", func(s *sent) { s.host = "bucket.s3.example" }, "host"},
		{"the path's escapes", func(s *sent) { s.path = "/bucket/%6Bey" }, "path"},
		{"a parameter", func(s *sent) { s.query["partNumber"] = []string{"2"} }, "query partNumber"},
		{"a parameter's count", func(s *sent) { s.query["partNumber"] = []string{"1", "1"} }, "query partNumber"},
		{"a parameter more", func(s *sent) { s.query["acl"] = []string{""} }, "query acl"},
		{"a parameter less", func(s *sent) { delete(s.query, "partNumber") }, "query partNumber"},
		{"an allowed parameter less", func(s *sent) { delete(s.query, "x-id") }, ""},
		{"an allowed parameter's value", func(s *sent) { s.query["x-id"] = []string{"GetObject"} }, "query x-id"},
		{"a header", func(s *sent) { s.header["X-Amz-Acl"] = []string{"public-read"} }, "header X-Amz-Acl"},
		{"a header more", func(s *sent) { s.header["Expect"] = []string{"100-continue"} }, "header Expect"},
		{"a header less", func(s *sent) { delete(s.header, "X-Amz-Acl") }, "header X-Amz-Acl"},
		{"an allowed header", func(s *sent) { s.header["User-Agent"] = []string{"other"} }, ""},
		{"a length that is wrong", func(s *sent) { s.header["Content-Length"] = []string{"21"} }, "header Content-Length"},
		{"how XML is written", func(s *sent) { s.body = []byte("<a><b>1</b><c></c></a>\n") }, "header Content-Length"},
		{"text in XML", func(s *sent) { s.body = []byte("<a><b>2</b><c/></a>\n") }, "body /a/b"},
		{"an element more", func(s *sent) { s.body = []byte("<a><b>1</b><c/><c/></a>") }, "body /a children"},
		{"an element's name", func(s *sent) { s.body = []byte("<a><b>1</b><d/></a>\n") }, "body /a/c"},
		{"an attribute", func(s *sent) { s.body = []byte(`<a d="e"><b>1</b><c/></a>`) }, "body /a attributes"},
		{"a namespace", func(s *sent) { s.body = []byte(`<a xmlns="urn:x"><b>1</b><c/></a>`) }, "body /a"},
		{"what is no XML", func(s *sent) { s.body = []byte("text") }, "body"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			ours, theirs := example(), example()
			tt.change(theirs)
			var places []string
			for _, fault := range compare(ours, theirs).faults {
				places = append(places, fault.path)
			}
			if tt.want == "" && places != nil || tt.want != "" && (len(places) == 0 || places[0] != tt.want) {
				t.Errorf("faults at %s, want %q", strings.Join(places, "; "), tt.want)
			}
		})
	}
}

func TestOrderOfMembersIsNoFaultButThatOfAListIs(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, ours, theirs string
		reordered          bool
		faults             int
	}{
		{"members", "<a><b/><c/></a>", "<a><c/><b/></a>", true, 0},
		{"a list", "<a><b>1</b><b>2</b></a>", "<a><b>2</b><b>1</b></a>", false, 1},
		{"a list among members", "<a><c/><b>1</b><b>2</b></a>", "<a><b>2</b><b>1</b><c/></a>", false, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			v := compare(&sent{body: []byte(tt.ours)}, &sent{body: []byte(tt.theirs)})
			if v.reordered != tt.reordered || len(v.faults) != tt.faults {
				t.Errorf("reordered %t, faults %v", v.reordered, v.faults)
			}
		})
	}
}

func TestValuesDifferUnlessABlankHidesIt(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name         string
		ours, theirs any
		want         []string
	}{
		{"equal", record{"A": "1", "B": []any{int64(1)}}, record{"A": "1", "B": []any{int64(1)}}, nil},
		{"other text", record{"A": "1"}, record{"A": "2"}, []string{"v.A"}},
		{"absent and empty text", record{}, record{"A": ""}, []string{"v.A"}},
		{"absent and zero", record{}, record{"A": int64(0)}, []string{"v.A"}},
		{"absent and an empty list", record{}, record{"A": []any{}}, []string{"v.A"}},
		{"a shorter list", []any{"1"}, []any{"1", "2"}, []string{"len(v)"}},
		{"an entry of a map", table{"a": "1"}, table{"a": "2"}, []string{`v["a"]`}},
		{"a moment of another zone", moment, moment.Local(), nil},
		{"another moment", moment, moment.Add(1), []string{"v"}},
		{"a blank and absence", record{"A": blank{""}}, record{}, nil},
		{"a blank and its zero", record{}, record{"A": blank{false}}, nil},
		{"a blank and another value", record{"A": blank{""}}, record{"A": "1"}, []string{"v.A"}},
		{"a number and its text", "1", int64(1), []string{"v"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, d := range differences("v", tt.ours, tt.theirs) {
				got = append(got, d.path)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("places (-want +got):\n%s", diff)
			}
		})
	}
}
