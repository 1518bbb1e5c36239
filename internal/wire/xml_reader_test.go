// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// document is a Decoder over text.
func document(text string) *Decoder {
	return &Decoder{Status: 200, Body: io.NopCloser(strings.NewReader(text))}
}

// texts reads every child of the root as a string, "name=text".
func texts(x *XMLReader) []string {
	var got []string
	for d := x.Enter(); x.Next(d); {
		name := string(x.Name())
		got = append(got, name+"="+x.String())
	}
	return got
}

func TestXMLIsRead(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{"children in their order", "<R><A>1</A><B>2</B><A>3</A></R>", []string{"A=1", "B=2", "A=3"}},
		{"a declaration, comments and white space around", "\ufeff<?xml version=\"1.0\" encoding='utf-8'?>\n<!-- a < b --><?go::on?> <R> <A>1</A> </R>\n<!--b--><?go?>\t", []string{"A=1"}},
		{"keep-alive spaces before the declaration", " \r\n \t<?xml version=\"1.0\"?><R><A/></R>", []string{"A="}},
		{"self-closing elements and space within tags", "<R ><A/><A /><B a='/>'\n/><C\t></C\n></R >", []string{"A=", "A=", "B=", "C="}},
		{"prefixes are cut", `<s:R xmlns:s="urn:x"><s:A>1</s:A></s:R>`, []string{"A=1"}},
		{"the five names and numbers", "<R><A>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x1F41F;&#xA;</A></R>", []string{"A=<>&\"'AB\U0001f41f\n"}},
		{"control characters as S3 writes them", "<R><A>a&#x1;b&#12;</A></R>", []string{"A=a\x01b\x0c"}},
		{"what is no character, written as one", "<R><A>a&#xFFFE;b&#xffff;</A></R>", []string{"A=a\ufffeb\uffff"}},
		{"text joined over comments and sections", "<R><A>a<!-- no -->b<![CDATA[<c>&amp;]]]]><![CDATA[>]]>d<?x y?>e</A></R>", []string{"A=ab<c>&amp;]]>de"}},
		{"line ends made one", "<R><A>a\r\nb\rc\n<![CDATA[\r\n]]></A></R>", []string{"A=a\nb\nc\n\n"}},
		{"text beyond ASCII", "<R><\u00e9l\u00e9ment>\u65e5\u672c \U0001f41f]]</\u00e9l\u00e9ment></R>", []string{"\u00e9l\u00e9ment=\u65e5\u672c \U0001f41f]]"}},
		{"children of a text are no part of it", "<R><A>a<B>no<A>no</A></B>b<C/></A><D>1</D></R>", []string{"A=ab", "D=1"}},
		{"white space is text", "<R><A> a\tb </A></R>", []string{"A= a\tb "}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, slow := range []bool{false, true} {
				d := document(test.text)
				if slow {
					d.Body = io.NopCloser(iotest.OneByteReader(strings.NewReader(test.text)))
				}
				got := texts(d.XML("R"))
				if err := d.Finish(); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

func TestXMLIsRefused(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("<R>", 65) + strings.Repeat("</R>", 65)
	tests := []struct{ name, text, problem string }{
		{"nothing", "", "is empty"},
		{"only white space", " \n ", "is empty"},
		{"JSON", `{"message":"no"}`, "is JSON, not XML"},
		{"plain text", "upstream timed out", "is not XML"},
		{"UTF-16", "\xff\xfe<\x00R\x00", "is UTF-16, of which only UTF-8 is read"},
		{"an HTML page", "<html><body>502</body></html>", "is HTML, not XML"},
		{"an HTML page with a document type", "<!DOCTYPE HTML PUBLIC>\n<html/>", "is HTML, not XML"},
		{"a document type", `<?xml version="1.0"?><!DOCTYPE R [<!ENTITY a "b">]><R/>`, "has a document type declaration, which is refused"},
		{"another root", "<Other/>", `has the root element "Other", not "R"`},
		{"another encoding", `<?xml version="1.0" encoding="latin1"?><R/>`, `is encoded in "latin1", of which only UTF-8 is read`},
		{"a wrong end tag", "<R><A>1</B></R>", `ends the element "A" with the tag of "B"`},
		{"an end tag with another prefix", "<R><a:A>1</b:A></R>", `ends the element "a:A" with the tag of "b:A"`},
		{"an end tag with more", "<R><A>1</A b></R>", "has an end tag with more than a name"},
		{"an end tag without a name", "<R></></R>", `has "</" without a name`},
		{"a second root", "<R/><R/>", "has more than one root element"},
		{"text after the root", "<R/>x", "has text after the root element"},
		{"a section after the root", "<R/><![CDATA[x]]>", "has text outside the root element"},
		{"elements too deep", deep, "has more than 64 elements within each other"},
		{"a stray bracket", "<R>a < b</R>", `has a "<" that begins no tag`},
		{"a name of two colons", "<R><a:b:c/></R>", `has a "<" that begins no tag`},
		{"a stray slash", "<R><A / ></A></R>", `has a tag with a stray "/"`},
		{"an attribute without quotes", "<R><A b=c/></R>", "has an attribute without quotes"},
		{"an attribute without a value", "<R><A b/></R>", "has an attribute without a value"},
		{"an attribute with a bracket", "<R><A b='<'/></R>", `has an attribute with "<" in it`},
		{"no attribute", "<R><A =''/></R>", "has a tag with something that is no attribute"},
		{"two hyphens in a comment", "<R><!-- a -- b --></R>", `has a comment with "--" in it`},
		{"an instruction without a name", "<R><? ?></R>", `has "<?" without a name`},
		{"an unknown entity", "<R><A>&nbsp;</A></R>", "has a reference to something that is unknown"},
		{"a character that does not exist", "<R><A>&#x110000;</A></R>", "has a reference to something that is unknown"},
		{"half a surrogate", "<R><A>&#xD800;</A></R>", "has a reference to something that is unknown"},
		{"a NUL", "<R><A>&#0;</A></R>", "has a reference to something that is unknown"},
		{"a number without digits", "<R><A>&#x;</A></R>", "has a reference to something that is unknown"},
		{"a lone ampersand", "<R><A>a & b" + strings.Repeat(" ", 100) + "</A></R>", `has an "&" that begins no reference`},
		{"a raw control character", "<R><A>\x01</A></R>", "has a control character"},
		{"bytes that are no UTF-8", "<R><A>\xff</A></R>", "has bytes that are no UTF-8 or no character of XML"},
		{"the end of a section in a text", "<R><A>]]></A></R>", `has "]]>" in a text`},
		{"a tag that is too long", "<R><A b='" + strings.Repeat("x", 40<<10) + "'/></R>", "has a tag that is longer than 32 KiB"},
		{"a text that is too long", "<R><A>" + strings.Repeat("x", 5<<20) + "</A></R>", "has a text that is longer than 4 MiB"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := document(test.text)
			texts(d.XML("R"))
			err := d.Finish()
			var bad *BodyError
			if !errors.As(err, &bad) || bad.Problem != test.problem {
				t.Fatalf("error %v, want %q", err, test.problem)
			}
			if first := string(d.First()); first == "" && test.text != "" || !strings.HasPrefix(test.text, first) {
				t.Errorf("First() = %q", first)
			}
		})
	}
}

func TestXMLThatIsCutShort(t *testing.T) {
	t.Parallel()
	whole := `<?xml version="1.0"?><!-- c --><R a="b"><A>1&amp;<![CDATA[x]]>` + "\u65e5" + `</A><B b="c"/><?p i?></R >`
	for i := range len(whole) - 1 {
		d := document(whole[:i])
		texts(d.XML("R"))
		err := d.Finish()
		var bad *BodyError
		if !errors.As(err, &bad) || !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%q gives %v, want io.ErrUnexpectedEOF", whole[:i], err)
		}
	}
}

func TestReadErrorsAreKept(t *testing.T) {
	t.Parallel()
	reset := errors.New("connection reset")
	for _, text := range []string{"", "<R><A>1</A>", "<R><A>1", "<R/>"} {
		d := &Decoder{Body: io.NopCloser(io.MultiReader(strings.NewReader(text), iotest.ErrReader(reset)))}
		texts(d.XML("R"))
		if err := d.Finish(); !errors.Is(err, reset) {
			t.Errorf("%q gives %v, want the reset", text, err)
		}
	}
	d := &Decoder{Body: io.NopCloser(stuck{})}
	d.XML("R")
	if err := d.Finish(); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("a reader without progress gives %v", err)
	}
}

// stuck gives nothing, for ever.
type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

func TestUnreadChildrenAreSkipped(t *testing.T) {
	t.Parallel()
	d := document(`<R><Skip><A>1</A><Skip/><![CDATA[<]]>&bogus;</Skip><In><A>2</A><Rest>x</Rest></In><A>3</A></R>`)
	x := d.XML("R")
	var got []string
	for at := x.Enter(); x.Next(at); {
		switch string(x.Name()) {
		case "A":
			got = append(got, x.String())
		case "In":
			for at := x.Enter(); x.Next(at); {
				if string(x.Name()) == "A" {
					got = append(got, x.String())
				}
			}
		}
	}
	if err := d.Finish(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"2", "3"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestLeavingALoopEarlyStillChecksTheRest(t *testing.T) {
	t.Parallel()
	d := document("<R><A><B>1</B><C>2</C></A></X>")
	x := d.XML("R")
	x.Next(x.Enter())
	x.Next(x.Enter())
	if err := d.Finish(); err == nil {
		t.Error("the wrong end tag was not told")
	}
}

func TestValuesOfEveryKind(t *testing.T) {
	t.Parallel()
	d := document(`<R><v> 42 </v><v>-7</v><v>true</v><v>0</v><v>1.5</v><v>NaN</v><v>2026-08-01T12:00:00Z</v><v>dmFs
dWU=</v><v>GLACIER</v><v/><v/><v/><v/><v/><v/><v/><v/><v>5</v><v>6</v><v>FALSE</v><v>s</v><v>-Infinity</v><v>2</v></R>`)
	x := d.XML("R")
	at := x.Enter()
	next := func() *XMLReader { x.Next(at); return x }
	got := []any{
		next().Int(), next().Long(), next().Bool(), next().Bool(), next().Double(), next().Double() != 0, next().Time(DateTime),
		next().Bytes(), next().Token(),
		next().IntPtr() == nil, next().LongPtr() == nil, next().BoolPtr() == nil, next().TimePtr(DateTime) == nil, next().Int(), next().Double(), next().Bytes(), next().Token(),
		*next().IntPtr(), *next().LongPtr(), *next().BoolPtr(), *next().StringPtr(), *next().FloatPtr() < 0, *next().DoublePtr(),
	}
	want := []any{
		42, int64(-7), true, false, 1.5, true, time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC), []byte("value"), "GLACIER",
		true, true, true, true, 0, 0.0, []byte{}, "", 5, int64(6), false, "s", true, 2.0,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if x.Next(at) || d.Finish() != nil {
		t.Error(d.Err)
	}
}

func TestMalformedValuesNameTheirElement(t *testing.T) {
	t.Parallel()
	reads := map[string]func(*XMLReader){
		"is not a number":      func(x *XMLReader) { x.IntPtr() },
		"is not a number ":     func(x *XMLReader) { x.DoublePtr() },
		"is not true or false": func(x *XMLReader) { x.Bool() },
		"is not a time":        func(x *XMLReader) { x.Time(HTTPDate) },
		"is not base64":        func(x *XMLReader) { x.Bytes() },
	}
	for want, read := range reads {
		d := document("<R><s:Size>12x!</s:Size><After>1</After></R>")
		x := d.XML("R")
		at := x.Enter()
		x.Next(at)
		read(x)
		if x.Next(at) || x.String() != "" || x.Long() != 0 || x.StringPtr() != nil || x.Attr("a") != "" || x.Bytes() != nil {
			t.Error("the reader went on after a fault")
		}
		err := d.Finish()
		if problem := `has an element "Size" that ` + strings.TrimSpace(want); err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("error %v, want %s", err, problem)
		}
	}
}

func TestAttributes(t *testing.T) {
	t.Parallel()
	d := document(`<R><G xmlns:xsi="urn:x" xmlns:type="no" xsi:type = 'a&lt;"b]]' other="2"><ID>1</ID></G><N/><B a="&no;"/></R>`)
	x := d.XML("R")
	at := x.Enter()
	x.Next(at)
	if got := x.Attr("xsi:type") + "," + x.Attr("other") + "," + x.Attr("none"); got != `a<"b]],2,` {
		t.Errorf("attributes %s", got)
	}
	x.Next(at)
	if got := x.Attr("other"); got != "" {
		t.Errorf("the next element has %q", got)
	}
	x.Next(at)
	if x.Attr("a"); d.Finish() == nil {
		t.Error("an unknown entity was taken")
	}
}

func TestAttributesAreGoneOnceTheElementIsRead(t *testing.T) {
	t.Parallel()
	for _, filler := range []string{"", strings.Repeat("<F/>", 20<<10)} {
		d := document("<R a='1'><T a='2'>x</T><A a='2'><B>x</B>" + filler + "</A><C/></R>")
		x := d.XML("R")
		at := x.Enter()
		x.Next(at)
		if got := x.String() + x.Attr("a"); got != "x" {
			t.Errorf("the text and the attribute after it are %q", got)
		}
		x.Next(at)
		for inner := x.Enter(); x.Next(inner); {
			x.Skip()
		}
		if got := x.Attr("a"); got != "" {
			t.Errorf("the attribute is %q after its element", got)
		}
		if x.Next(at); string(x.Name()) != "C" || x.Attr("a") != "" || d.Finish() != nil {
			t.Errorf("element %q, %v", x.Name(), d.Err)
		}
	}
}

func TestFaultsFarIntoADocumentSayWhere(t *testing.T) {
	t.Parallel()
	text := "<R>" + strings.Repeat("<A>1</A>", 20<<10)
	d := document(text + "</X>")
	texts(d.XML("R"))
	var bad *BodyError
	if err := d.Finish(); !errors.As(err, &bad) || bad.Offset != int64(len(text)) {
		t.Errorf("error %v, want offset %d", err, len(text))
	}
	d = document(text + "</R>")
	d.Limit = 100 << 10
	texts(d.XML("R"))
	if err := d.Finish(); err == nil || !strings.Contains(err.Error(), "longer than what is accepted") {
		t.Errorf("error %v", err)
	}
}

func TestDocumentsLongerThanTheWindow(t *testing.T) {
	t.Parallel()
	// Every offset of the pieces to the edge of the window is met once.
	piece := "<Item a='1'><Key>k&amp;\u65e5</Key><!-- c --><![CDATA[x]]></Item>"
	for pad := range len(piece) {
		text := "<R><Pad>" + strings.Repeat("p", pad) + "</Pad>" + strings.Repeat(piece, 1200) + "</R>"
		d := document(text)
		x := d.XML("R")
		items := 0
		for at := x.Enter(); x.Next(at); {
			if string(x.Name()) != "Item" {
				continue
			}
			if x.Attr("a") == "1" {
				items++
			}
			for at := x.Enter(); x.Next(at); {
				if got := x.String(); got != "k&\u65e5" {
					t.Fatalf("key %q", got)
				}
			}
		}
		if err := d.Finish(); err != nil || items != 1200 {
			t.Fatalf("%d items, %v", items, err)
		}
	}
	long := strings.Repeat("\u65e5]&lt;\r\n", 20<<10)
	d := document("<R><A>" + long + "</A></R>")
	got := texts(d.XML("R"))
	if want := "A=" + strings.NewReplacer("&lt;", "<", "\r\n", "\n").Replace(long); len(got) != 1 || got[0] != want || d.Finish() != nil {
		t.Error("a text longer than the window is not what it was")
	}
}
