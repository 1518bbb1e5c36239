// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFaultsAreRead(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       Fault
	}{
		{"S3's refusal of a preflight", faultDocument, Fault{
			Code: "AccessForbidden", Message: "CORSResponse: This CORS request is not allowed.", Method: "PUT", ResourceType: "OBJECT",
			RequestID: "4442587FB7D0A2F9", HostID: "vlR7PnpV2Ce81l0PRw6jlUpck7Jo5ZsQjryTjKlc5aLWGVHPZLj5NeC6qMa0emYBDXOo6QBU0Wo=",
		}},
		{"COS's, with a trace id and single quotes in its declaration", "<?xml version='1.0' encoding='utf-8' ?>\n<Error>\n\t<Code>AccessForbidden</Code>\n\t<Message>a &lt; b</Message>\n\t" +
			"<Resource>b.cos.test/k</Resource>\n\t<RequestId>r</RequestId>\n\t<TraceId>t</TraceId>\n</Error>", Fault{
			Code: "AccessForbidden", Message: "a < b", Resource: "b.cos.test/k", RequestID: "r", TraceID: "t",
		}},
		{"a redirect's, with the place to go", "<Error><Code>PermanentRedirect</Code><Endpoint>b.s3.eu.test</Endpoint><Region>eu</Region><BucketName>b</BucketName><New><Code>no</Code></New></Error>", Fault{
			Code: "PermanentRedirect", Endpoint: "b.s3.eu.test", Region: "eu", BucketName: "b",
		}},
		{"a wrapped one", `<ErrorResponse xmlns="urn:x"><Error><Type>Sender</Type><Code>C</Code><Message>M</Message></Error><RequestId>r</RequestId></ErrorResponse>`, Fault{
			Code: "C", Message: "M", RequestID: "r",
		}},
		{"an empty one", "<Error/>", Fault{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := ReadXMLFault([]byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatIsNoFault(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "<html><h1>403</h1></html>", "<Error><Code>A</Code>", "<Fault/>", `{"code":"a"}`, "403 Forbidden", "<Error/>x"} {
		got, err := ReadXMLFault([]byte(text))
		var bad *BodyError
		if got != nil || !errors.As(err, &bad) {
			t.Errorf("%q gives %+v, %v", text, got, err)
		}
	}
}

func TestBodyErrorsSayWhere(t *testing.T) {
	t.Parallel()
	_, err := ReadXMLFault([]byte("<Error><Code>A</Co"))
	if want := `the body ends inside the element "Code" at byte 14: unexpected EOF`; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	if got := (&BodyError{Problem: "is odd", Offset: -1}).Error(); got != "the body is odd" {
		t.Errorf("error %s", got)
	}
}

func FuzzReadXMLFault(f *testing.F) {
	f.Add([]byte(faultDocument))
	f.Add([]byte("<Error><Error><Code/></Error>"))
	f.Add([]byte(strings.Repeat("<Error>", 70)))
	f.Add([]byte("<ErrorResponse><Error a='&#1;'><![CDATA[]]>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		fault, err := ReadXMLFault(body)
		if (fault == nil) == (err == nil) {
			t.Errorf("fault %+v and error %v", fault, err)
		}
	})
}

func TestTheErrorElementIsFoundWithAndWithoutAWrapper(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, text, code, fault string }{
		{"bare", "<Error><Code>A</Code></Error>", "A", ""},
		{"wrapped", "<ErrorResponse><Other/><Error><Code>A</Code></Error><RequestId>1</RequestId></ErrorResponse>", "A", ""},
		{"another root", "<Fault/>", "", `"Fault"`},
		{"a wrapper with nothing in it", "<ErrorResponse/>", "", "Error"},
		{"cut short", "<ErrorResponse><Error><Code>A</Code>", "A", "end"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := document(test.text)
			x, code := d.ErrorXML(), ""
			for at := x.Enter(); x.Next(at); {
				if string(x.Name()) == "Code" {
					code = x.String()
				}
			}
			err := d.Finish()
			if code != test.code || (err == nil) != (test.fault == "") || err != nil && !strings.Contains(err.Error(), test.fault) {
				t.Errorf("got %q, %v", code, err)
			}
		})
	}
}
