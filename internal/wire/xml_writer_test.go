// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/xml"
	"math"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestXMLDocument(t *testing.T) {
	t.Parallel()
	n, long, yes, float, double, text := 0, int64(1)<<40, true, float32(math.Inf(-1)), math.NaN(), ""
	at := time.Date(2014, 4, 29, 18, 30, 38, 0, time.UTC)
	e := encoder()
	x := e.XML()
	x.Root("Root", "http://s3.amazonaws.com/doc/2006-03-01/")
	x.String("Skipped", "")
	x.String("Written", "v")
	x.Text("Empty", "")
	x.StringPtr("Nil", nil)
	x.StringPtr("Ptr", &text)
	x.Int("Int", 3)
	x.IntPtr("IntPtr", &n)
	x.IntPtr("Nil", nil)
	x.Long("Long", -1)
	x.LongPtr("LongPtr", &long)
	x.Bool("Bool", false)
	x.BoolPtr("BoolPtr", &yes)
	x.Float("Float", 5.5)
	x.FloatPtr("FloatPtr", &float)
	x.Double("Double", 6.5e21)
	x.DoublePtr("DoublePtr", &double)
	x.Time("Time", at, DateTime)
	x.Time("Nil", time.Time{}, DateTime)
	x.TimePtr("TimePtr", &at, EpochSeconds)
	x.Bytes("Bytes", []byte("value"))
	x.Bytes("Nil", nil)
	x.OpenAttr("Grantee", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance", "xsi:type", "Canonical\"User", "odd")
	x.Attr("more", "1")
	x.Close()
	x.Attr("late", "ignored")
	x.Open("Left")
	x.Open("Open")
	x.End()
	want := `<Root xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Written>v</Written><Empty></Empty><Ptr></Ptr><Int>3</Int>` +
		`<IntPtr>0</IntPtr><Long>-1</Long><LongPtr>1099511627776</LongPtr><Bool>false</Bool><BoolPtr>true</BoolPtr><Float>5.5</Float>` +
		`<FloatPtr>-Infinity</FloatPtr><Double>6.5e+21</Double><DoublePtr>NaN</DoublePtr><Time>2014-04-29T18:30:38Z</Time>` +
		`<TimePtr>1398796238</TimePtr><Bytes>dmFsdWU=</Bytes>` +
		`<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Canonical&#34;User" more="1"></Grantee>` +
		`<Left><Open></Open></Left></Root>`
	if diff := cmp.Diff(want, string(e.Data)); diff != "" {
		t.Error(diff)
	}
	if !e.HasData || len(e.Issues) > 0 {
		t.Errorf("HasData %v, issues %v", e.HasData, e.Issues)
	}
	if diff := cmp.Diff(http.Header{"Content-Type": {"application/xml"}}, e.Head); diff != "" {
		t.Error(diff)
	}
}

func TestXMLKeepsTheContentTypeThatIsSet(t *testing.T) {
	t.Parallel()
	e := encoder()
	e.Header("ContentType", "Content-Type", "text/xml")
	x := e.XML()
	x.Root("A", "")
	x.End()
	if got := e.Head.Get("Content-Type"); got != "text/xml" || string(e.Data) != "<A></A>" {
		t.Errorf("Content-Type %q, body %s", got, e.Data)
	}
}

func TestXMLTextIsEscaped(t *testing.T) {
	t.Parallel()
	e := encoder()
	x := e.XML()
	x.Text("T", "a<b>&\"'\r\n\t]]>\u0085\u2028\u00e9\U0001f41f")
	x.End()
	want := "<T>a&lt;b&gt;&amp;&#34;&#39;&#xD;&#xA;&#x9;]]&gt;&#x85;&#x2028;\u00e9\U0001f41f</T>"
	if diff := cmp.Diff(want, string(e.Data)); diff != "" {
		t.Error(diff)
	}
}

func TestXMLIssuesNameTheMember(t *testing.T) {
	t.Parallel()
	e := encoder()
	x := e.XML()
	x.Field("Configuration")
	x.Root("CORSConfiguration", "")
	for i, bad := range []string{"fine", "\x01"} {
		x.Item("Rules", i)
		x.Open("CORSRule")
		x.String("ID", bad)
		for j, origin := range []string{"*", "a\xffb" + bad} {
			x.Item("AllowedOrigins", j)
			x.Text("AllowedOrigin", origin)
			x.Done()
		}
		x.Required("AllowedMethods", i == 0)
		x.Refuse("MaxAgeSeconds", i == 1, "no such thing")
		x.Fail("", "is odd")
		x.Close()
		x.Done()
	}
	x.Done()
	x.Done()
	x.Fail("Top", "is odd")
	x.End()
	x = e.XML()
	x.Root("Delete", "")
	x.Text("Quiet", "\ufffe")
	x.Field("Owner")
	x.Text("ID", "\x02")
	x.Done()
	x.End()
	carry := "contains a character that XML cannot carry"
	want := []Issue{
		{Field: "Configuration.Rules[0].AllowedOrigins[1]", Problem: carry},
		{Field: "Configuration.Rules[0]", Problem: "is odd"},
		{Field: "Configuration.Rules[1].ID", Problem: carry},
		{Field: "Configuration.Rules[1].AllowedOrigins[1]", Problem: carry},
		{Field: "Configuration.Rules[1].AllowedMethods", Problem: "is required"},
		{Field: "Configuration.Rules[1].MaxAgeSeconds", Problem: "no such thing", Unsupported: true},
		{Field: "Configuration.Rules[1]", Problem: "is odd"},
		{Field: "Top", Problem: "is odd"},
		{Field: "Quiet", Problem: carry},
		{Field: "Owner.ID", Problem: carry},
	}
	if diff := cmp.Diff(want, e.Issues); diff != "" {
		t.Error(diff)
	}
}

func FuzzXMLText(f *testing.F) {
	f.Add("a<b>&\"'\r\n\t]]>\u0085")
	f.Add("\x00\xff\ufffe")
	f.Fuzz(func(t *testing.T, text string) {
		e := encoder()
		x := e.XML()
		x.Root("Root", "")
		x.Attr("a", text)
		x.Text("T", text)
		x.End()
		if len(e.Issues) > 0 {
			return
		}
		var std struct {
			A string `xml:"a,attr"`
			T string `xml:"T"`
		}
		if err := xml.Unmarshal(e.Data, &std); err != nil {
			t.Fatalf("encoding/xml cannot read %q: %v", e.Data, err)
		}
		if std.A != text || std.T != text {
			t.Errorf("%q came back from encoding/xml as %q and %q", text, std.A, std.T)
		}
		d := document(string(e.Data))
		r := d.XML("Root")
		if got := r.Attr("a"); got != text {
			t.Errorf("%q came back in an attribute as %q", text, got)
		}
		for at := r.Enter(); r.Next(at); {
			if got := r.String(); got != text {
				t.Errorf("%q came back as %q", text, got)
			}
		}
		if err := d.Finish(); err != nil {
			t.Error(err)
		}
	})
}

func TestCharsGoIntoTheElementThatIsOpen(t *testing.T) {
	t.Parallel()
	e := encoder()
	x := e.XML()
	x.Root("R", "")
	x.Open("A")
	x.Attr("xmlns:b", "https://b.example")
	x.Chars("<1>")
	x.Close()
	x.End()
	if want := `<R><A xmlns:b="https://b.example">&lt;1&gt;</A></R>`; string(e.Data) != want {
		t.Errorf("got %s, want %s", e.Data, want)
	}
}
