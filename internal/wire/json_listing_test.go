// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// keys is what the tests read out of a listing of QingStor's.
type keys struct {
	Name           string   `json:"name"`
	Limit          int      `json:"limit"`
	Keys           []key    `json:"keys"`
	CommonPrefixes []string `json:"common_prefixes"`
	NextMarker     string   `json:"next_marker"`
	HasMore        bool     `json:"has_more"`
}

type key struct {
	Key          string    `json:"key"`
	MimeType     string    `json:"mime_type"`
	ETag         string    `json:"etag"`
	Size         int64     `json:"size"`
	Modified     time.Time `json:"-"`
	Created      time.Time `json:"created"`
	Encrypted    bool      `json:"encrypted"`
	StorageClass string    `json:"storage_class"`
}

// keysDocument is a listing of n keys as QingStor writes it.
func keysDocument(n int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"name":"photos","limit":1000,"owner":{"id":"usr-1","name":"o"},"keys":[`)
	for i := range n {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, `{"key":"2026/08/holiday/IMG_%06d.jpeg","mime_type":"image/jpeg","etag":"\"%032x\"","size":%d,"modified":%d,`+
			`"created":"2026-08-%02dT12:%02d:%02d.000Z","encrypted":false,"storage_class":"STANDARD"}`, i, i*7919, i*4096, 1785582000+i, i%28+1, i%60, i%60)
	}
	b.WriteString(`],"common_prefixes":["2026/raw/"],"next_marker":"","has_more":false}`)
	return b.Bytes()
}

// readKeys reads as generated code does.
func readKeys(x *JSONReader, v *keys) {
	for d := x.Enter(); x.Next(d); {
		switch string(x.Name()) {
		case "name":
			v.Name = x.String()
		case "limit":
			v.Limit = x.Int()
		case "keys":
			v.Keys = make([]key, 0, v.Limit)
			for d := x.Enter(); x.Next(d); {
				v.Keys = append(v.Keys, key{})
				readKey(x, &v.Keys[len(v.Keys)-1])
			}
		case "common_prefixes":
			v.CommonPrefixes = []string{}
			for d := x.Enter(); x.Next(d); {
				v.CommonPrefixes = append(v.CommonPrefixes, x.String())
			}
		case "next_marker":
			v.NextMarker = x.String()
		case "has_more":
			v.HasMore = x.Bool()
		}
	}
}

func readKey(x *JSONReader, v *key) {
	for d := x.Enter(); x.Next(d); {
		switch string(x.Name()) {
		case "key":
			v.Key = x.String()
		case "mime_type":
			v.MimeType = x.Token()
		case "etag":
			v.ETag = x.String()
		case "size":
			v.Size = x.Long()
		case "modified":
			v.Modified = x.Time(EpochSeconds)
		case "created":
			v.Created = x.Time(DateTime)
		case "encrypted":
			v.Encrypted = x.Bool()
		case "storage_class":
			v.StorageClass = x.Token()
		}
	}
}

// decodeKeys reads a listing through a Decoder.
func decodeKeys(tb testing.TB, r io.Reader) *keys {
	tb.Helper()
	d := Decoder{Body: io.NopCloser(r)}
	v := new(keys)
	readKeys(d.JSON(), v)
	if err := d.Finish(); err != nil {
		tb.Fatal(err)
	}
	return v
}

func TestAListingIsWhatEncodingJSONReads(t *testing.T) {
	t.Parallel()
	doc := keysDocument(1000)
	var std keys
	if err := json.Unmarshal(doc, &std); err != nil {
		t.Fatal(err)
	}
	for i := range std.Keys {
		std.Keys[i].Modified = time.Unix(1785582000+int64(i), 0).UTC()
	}
	if diff := cmp.Diff(&std, decodeKeys(t, bytes.NewReader(doc))); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkKeys(b *testing.B) {
	doc := keysDocument(1000)
	b.Run("wire", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(doc)))
		for b.Loop() {
			decodeKeys(b, bytes.NewReader(doc))
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(doc)))
		for b.Loop() {
			if err := json.NewDecoder(bytes.NewReader(doc)).Decode(new(keys)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
