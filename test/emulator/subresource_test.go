// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/specs"
)

// tagged is a model that has tagging and nothing else more: what a later
// specification may add.
const tagged = `{"smithy": "2.0", "shapes": {
	"test#Bucket": {"type": "service", "operations": [{"target": "test#PutTags"}, {"target": "test#GetTags"}, {"target": "test#DeleteTags"}], "traits": {"pail.emulator#onBucket": {}}},
	"test#PutTags": {"type": "operation", "input": {"target": "test#PutTagsInput"}, "output": {"target": "smithy.api#Unit"},
		"traits": {"smithy.api#http": {"method": "PUT", "uri": "/{Key+}?tagging", "code": 200}, "smithy.api#httpChecksumRequired": {}}},
	"test#GetTags": {"type": "operation", "input": {"target": "test#KeyInput"}, "output": {"target": "test#GetTagsOutput"},
		"traits": {"smithy.api#http": {"method": "GET", "uri": "/{Key+}?tagging", "code": 200}}},
	"test#DeleteTags": {"type": "operation", "input": {"target": "test#KeyInput"}, "output": {"target": "smithy.api#Unit"},
		"traits": {"smithy.api#http": {"method": "DELETE", "uri": "/{Key+}?tagging", "code": 204}}},
	"test#KeyInput": {"type": "structure", "members": {"Key": {"target": "smithy.api#String", "traits": {"smithy.api#httpLabel": {}, "smithy.api#required": {}}}}},
	"test#PutTagsInput": {"type": "structure", "members": {
		"Key": {"target": "smithy.api#String", "traits": {"smithy.api#httpLabel": {}, "smithy.api#required": {}}},
		"Tagging": {"target": "test#Tagging", "traits": {"smithy.api#httpPayload": {}, "smithy.api#required": {}, "smithy.api#xmlName": "Tagging"}}}},
	"test#GetTagsOutput": {"type": "structure", "members": {"Tags": {"target": "test#Tags", "traits": {"smithy.api#required": {}, "smithy.api#xmlName": "TagSet"}}}, "traits": {"smithy.api#xmlName": "Tagging"}},
	"test#Tagging": {"type": "structure", "members": {"Tags": {"target": "test#Tags", "traits": {"smithy.api#required": {}, "smithy.api#xmlName": "TagSet"}}}},
	"test#Tags": {"type": "list", "member": {"target": "test#Tag", "traits": {"smithy.api#xmlName": "Tag"}}},
	"test#Tag": {"type": "structure", "members": {"Key": {"target": "smithy.api#String"}, "Value": {"target": "smithy.api#String"}}}
}}`

func TestASubresourceNeedsItsModelOnly(t *testing.T) {
	t.Parallel()
	e := New(Options{Anonymous: true})
	if e.Err() != nil {
		t.Fatal(e.Err())
	}
	spec, err := fs.ReadFile(specs.Resolved(), e.dialect.id+".json")
	if err != nil {
		t.Fatal(err)
	}
	d, _ := dialectOf("")
	if err := e.speak(d, spec, d.extra, []byte(tagged)); err != nil {
		t.Fatal(err)
	}
	tags := func(list ...string) string {
		var all []pair
		for _, t := range list {
			key, value, _ := strings.Cut(t, "=")
			all = append(all, pair{key, value})
		}
		return tagDocument(all)
	}
	for _, step := range []struct {
		name, line, body string
		status           int
		want             string
	}{
		{"make a bucket", "PUT /photos", "", 200, ""},
		{"tags need an object", "PUT /photos/cat?tagging", tags("a=1"), 404, "NoSuchKey"},
		{"put the object", "PUT /photos/cat", "meow", 200, ""},
		{"an object has no tags at first", "GET /photos/cat?tagging", "", 200, "<TagSet></TagSet>"},
		{"put two tags", "PUT /photos/cat?tagging", tags("a=1", "b="), 200, ""},
		{"read them", "GET /photos/cat?tagging", "", 200, "<TagSet><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value></Value></Tag></TagSet>"},
		{"the object is as it was", "GET /photos/cat", "", 200, "meow"},
		{"one key once", "PUT /photos/cat?tagging", tags("a=1", "a=2"), 400, "InvalidTag"},
		{"ten at most", "PUT /photos/cat?tagging", tags(strings.Split("0 1 2 3 4 5 6 7 8 9 x", " ")...), 400, "BadRequest"},
		{"another document", "PUT /photos/cat?tagging", "<Tags/>", 400, "MalformedXML"},
		{"remove them", "DELETE /photos/cat?tagging", "", 204, ""},
		{"they are gone", "GET /photos/cat?tagging", "", 200, "<TagSet></TagSet>"},
		{"the object is not", "HEAD /photos/cat", "", 200, ""},
	} {
		method, target, _ := strings.Cut(step.line, " ")
		r := httptest.NewRequestWithContext(t.Context(), method, target, strings.NewReader(step.body))
		if method == http.MethodPut && strings.HasSuffix(target, "tagging") {
			crc := algorithmOf("x-amz-checksum-crc32")
			p := &payload{checksum: crc.make(), want: announced{algorithm: crc}}
			_, _ = p.checksum.Write([]byte(step.body))
			r.Header.Set(crc.header, p.sum())
		}
		w := httptest.NewRecorder()
		e.ServeHTTP(w, r)
		if w.Code != step.status || !strings.Contains(w.Body.String(), step.want) {
			t.Errorf("%s: answer %d %s", step.name, w.Code, w.Body)
		}
	}
}
