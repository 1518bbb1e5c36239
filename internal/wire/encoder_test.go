// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// encoder is a fresh one for a GET of the bucket's root.
func encoder() *Encoder {
	e := new(Encoder)
	e.Reset(nil)
	e.Start("GET", "/")
	return e
}

func TestPathIsEscapedByteForByte(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, key, path, rawPath string }{
		{"no key is the root", "", "/", ""},
		{"a plain key needs no raw path", "a/b-c_d.e~f", "/a/b-c_d.e~f", ""},
		{"a leading slash is kept", "/a", "//a", ""},
		{"doubled slashes are kept", "a//b///", "/a//b///", ""},
		{"dots are not cleaned", "a/../b/./..", "/a/../b/./..", ""},
		{"a space is %20", "a b", "/a b", "/a%20b"},
		{"a plus is escaped", "a+b", "/a+b", "/a%2Bb"},
		{"a percent sign is escaped once", "100%/%41", "/100%/%41", "/100%25/%2541"},
		{"sub-delimiters are escaped", "!$&'()*,;=:@", "/!$&'()*,;=:@", "/%21%24%26%27%28%29%2A%2C%3B%3D%3A%40"},
		{"query and fragment marks are escaped", "a?b#c", "/a?b#c", "/a%3Fb%23c"},
		{"a lone star is escaped", "*", "/*", "/%2A"},
		{"UTF-8 is escaped by byte", "\u00fc/\u65e5", "/\u00fc/\u65e5", "/%C3%BC/%E6%97%A5"},
		{"emoji are escaped by byte", "\U0001f41f", "/\U0001f41f", "/%F0%9F%90%9F"},
		{"control characters are escaped", "a\nb\x7f", "/a\nb\x7f", "/a%0Ab%7F"},
		{"brackets and backslashes are escaped", `[a]\{b}|^"<>` + "`", `/[a]\{b}|^"<>` + "`", "/%5Ba%5D%5C%7Bb%7D%7C%5E%22%3C%3E%60"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			e := encoder()
			e.GreedyLabel("Key", test.key)
			path, rawPath := e.Path()
			if path != test.path || rawPath != test.rawPath {
				t.Errorf("Path() = %q, %q, want %q, %q", path, rawPath, test.path, test.rawPath)
			}
			if e.Key() != test.key || len(e.Issues) > 0 {
				t.Errorf("Key() = %q, issues %v", e.Key(), e.Issues)
			}
			checkWire(t, path, rawPath)
		})
	}
}

// checkWire checks that net/url sends exactly our escaped form.
func checkWire(t *testing.T, path, rawPath string) {
	t.Helper()
	want := rawPath
	if want == "" {
		want = path
	}
	u := url.URL{Scheme: "http", Host: "s3.test", Path: path, RawPath: rawPath}
	if got := u.EscapedPath(); got != want {
		t.Errorf("EscapedPath() = %q, want %q", got, want)
	}
	if got := u.RequestURI(); got != want {
		t.Errorf("RequestURI() = %q, want %q", got, want)
	}
}

func FuzzKeyRoundTrip(f *testing.F) {
	for _, key := range []string{"a", "/a//b/../c", "a b+c%20", "\u65e5\U0001f41f", "*", "\x00\xff", "a?b=c&d#e;f:@[]"} {
		f.Add(key, "v")
	}
	f.Fuzz(func(t *testing.T, key, value string) {
		e := encoder()
		e.GreedyLabel("Key", key)
		e.QueryConst("prefix", value)
		e.QueryFlag("cors")
		path, rawPath := e.Path()
		checkWire(t, path, rawPath)
		text := "http://s3.test" + path
		if rawPath != "" {
			text = "http://s3.test" + rawPath
		}
		u, err := url.Parse(text + "?" + e.RawQuery())
		if err != nil {
			t.Fatal(err)
		}
		if u.Path != "/"+key {
			t.Errorf("key %q came back as %q", key, u.Path)
		}
		want := url.Values{"prefix": {value}, "cors": {""}}
		if diff := cmp.Diff(want, u.Query()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestLabelsAndLiterals(t *testing.T) {
	t.Parallel()
	e := new(Encoder)
	e.Reset(nil)
	e.Start("GET", "/v1:x")
	e.Literal("/")
	e.Label("Name", "a/b c")
	e.Literal("/")
	e.LabelInt("Int", -3)
	e.Literal("/")
	e.LabelBool("Bool", true)
	e.Literal("/")
	e.LabelDouble("Double", 0.5)
	e.Literal("/")
	e.LabelFloat("Float", 4.1)
	e.Literal("/")
	e.LabelTime("Time", time.Unix(1576540098, 0), DateTime)
	path, rawPath := e.Path()
	if want := "/v1:x/a%2Fb%20c/-3/true/0.5/4.1/2019-12-16T23%3A48%3A18Z"; rawPath != want {
		t.Errorf("raw path %q, want %q", rawPath, want)
	}
	if want := "/v1:x/a/b c/-3/true/0.5/4.1/2019-12-16T23:48:18Z"; path != want {
		t.Errorf("path %q, want %q", path, want)
	}
	checkWire(t, path, rawPath)
}

func TestQueryKeepsItsOrder(t *testing.T) {
	t.Parallel()
	yes, n, long, double := true, 0, int64(1)<<40, 1e21
	e := encoder()
	e.QueryFlag("uploads")
	e.QueryConst("list-type", "2")
	e.Query("Prefix", "prefix", "a b/+&=\u00e9")
	e.Query("Delimiter", "delimiter", "")
	e.QueryPtr("Marker", "marker", new(string))
	e.QueryPtr("Absent", "absent", nil)
	e.QueryInt("PageSize", "max-keys", &n)
	e.QueryInt("PageSize", "absent", nil)
	e.QueryLong("Long", "long", &long)
	e.QueryBool("Owner", "fetch-owner", &yes)
	e.QueryDouble("Double", "double", &double)
	e.QueryFloat("Float", "float", nil)
	e.QueryTimePtr("Nil", "nil", nil, DateTime)
	e.QueryTimePtr("At", "at", new(time.Time), DateTime)
	e.QueryTime("Zero", "zero", time.Time{}, DateTime)
	e.QueryTime("Expires", "expires", time.Unix(0, 0), HTTPDate)
	e.QueryList("Item", "item", []string{"a", "", "b"})
	e.QueryMap("More", map[string]string{"y": "2", "x": "1", "item": "lost", "uploads": "lost"})
	e.QueryListMap("Lists", map[string][]string{"z": {"3", "4"}, "y": {"lost"}})
	want := "uploads&list-type=2&prefix=a%20b%2F%2B%26%3D%C3%A9&marker=&max-keys=0&long=1099511627776&fetch-owner=true&double=1e%2B21&at=0001-01-01T00%3A00%3A00Z" +
		"&expires=Thu%2C%2001%20Jan%201970%2000%3A00%3A00%20GMT&item=a&item=&item=b&x=1&y=2&z=3&z=4"
	if got := e.RawQuery(); got != want {
		t.Errorf("RawQuery() =\n%s, want\n%s", got, want)
	}
}

func TestListsInTheQuery(t *testing.T) {
	t.Parallel()
	e := encoder()
	e.QueryIntList("I", "i", []int{1, 2})
	e.QueryLongList("L", "l", []int64{3})
	e.QueryBoolList("B", "b", []bool{true})
	e.QueryFloatList("F", "f", []float32{0.5})
	e.QueryDoubleList("D", "d", []float64{1.5})
	e.QueryTimeList("T", "t", []time.Time{time.Unix(1, 0)}, EpochSeconds)
	if got, want := e.RawQuery(), "i=1&i=2&l=3&b=true&f=0.5&d=1.5&t=1"; got != want {
		t.Errorf("RawQuery() = %s, want %s", got, want)
	}
}

func TestSubResource(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, value, query string
		bad                bool
	}{
		{"none asks for the object itself", "", "", false},
		{"a name stands alone", "lifecycle", "lifecycle", false},
		{"a name may have a value", "versionId=a b=c", "versionId=a%20b%3Dc", false},
		{"a name may have an empty value", "acl=", "acl=", false},
		{"a question mark is no part of it", "?lifecycle", "", true},
		{"two at once are refused", "a&b", "", true},
		{"a value alone is refused", "=1", "", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			e := encoder()
			e.SubResource("SubResource", test.value)
			if e.RawQuery() != test.query || (len(e.Issues) > 0) != test.bad {
				t.Errorf("query %q, issues %v", e.RawQuery(), e.Issues)
			}
		})
	}
}

func TestBodies(t *testing.T) {
	t.Parallel()
	e := encoder()
	if e.Payload(nil); e.HasData {
		t.Error("nil is a body")
	}
	if e.Payload([]byte{}); !e.HasData {
		t.Error("an empty payload is no body")
	}
	e.PayloadString("text")
	e.Stream(strings.NewReader("stream"))
	if b, _ := io.ReadAll(e.Body); string(e.Data) != "text" || string(b) != "stream" {
		t.Errorf("data %q, body %q", e.Data, b)
	}
	e.MarkSensitive("SSECustomerKey")
	e.MarkSensitive("Other")
	if e.Sensitive != "SSECustomerKey" {
		t.Errorf("Sensitive = %q", e.Sensitive)
	}
	e.Verbatim, e.Region = true, "eu"
	e.Reset(http.Header{})
	if !e.Verbatim || e.Region != "eu" || e.HasData || e.Body != nil || e.Sensitive != "" {
		t.Errorf("Reset left %+v", e)
	}
	if path, rawPath := e.Path(); path != "/" || rawPath != "" {
		t.Errorf("the path of nothing is %q, %q", path, rawPath)
	}
}

func TestEveryBadMemberIsReported(t *testing.T) {
	t.Parallel()
	n, long := 0, int64(-1)
	e := encoder()
	e.GreedyLabel("Key", "a\xff")
	e.Length("Key", 1025, 1, 1024)
	e.Length("Empty", 0, 1, 1024)
	e.Length("ID", 256, 0, 255)
	e.Label("Name", "a\x00b")
	e.Required("Origin", false)
	e.Required("Method", true)
	e.Range("PageSize", &n, 1, 1000)
	e.Range("Unset", nil, 1, 1000)
	e.RangeLong("Offset", &long, 0, 1<<63-1)
	e.Header("ContentType", "Content-Type", "a\r\nX-Evil: 1")
	e.Refuse("TrafficLimit", true, "S3 has no traffic limit")
	e.Refuse("Other", false, "")
	want := []Issue{
		{Field: "Key", Problem: "is not valid UTF-8"},
		{Field: "Key", Problem: "has length 1025, which must be between 1 and 1024"},
		{Field: "ID", Problem: "has length 256, which must be at most 255"},
		{Field: "Name", Problem: "contains a NUL byte"},
		{Field: "Origin", Problem: "is required"},
		{Field: "PageSize", Problem: "must be between 1 and 1000"},
		{Field: "Offset", Problem: "must be at least 0"},
		{Field: "ContentType", Problem: "contains a control byte, which a header cannot carry"},
		{Field: "TrafficLimit", Problem: "S3 has no traffic limit", Unsupported: true},
	}
	if diff := cmp.Diff(want, e.Issues); diff != "" {
		t.Error(diff)
	}
}

func TestVerbatimSendsWhatIsMissing(t *testing.T) {
	t.Parallel()
	e := encoder()
	e.Verbatim = true
	e.Required("Origin", false)
	if len(e.Issues) > 0 {
		t.Errorf("issues %v", e.Issues)
	}
}
