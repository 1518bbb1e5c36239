// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// listing is what the tests read out of a ListBucketResult.
type listing struct {
	Name        string    `xml:"Name"`
	Prefix      string    `xml:"Prefix"`
	KeyCount    int       `xml:"KeyCount"`
	MaxKeys     int       `xml:"MaxKeys"`
	IsTruncated bool      `xml:"IsTruncated"`
	Contents    []listed  `xml:"Contents"`
	Prefixes    []listDir `xml:"CommonPrefixes"`
}

type listDir struct {
	Prefix string `xml:"Prefix"`
}

type listed struct {
	Key          string    `xml:"Key"`
	LastModified time.Time `xml:"LastModified"`
	ETag         string    `xml:"ETag"`
	Size         int64     `xml:"Size"`
	StorageClass string    `xml:"StorageClass"`
}

// listDocument is a listing of n keys as S3 writes it.
func listDocument(n int) []byte {
	var b bytes.Buffer
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
		`<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>photos</Name><Prefix>2026/</Prefix>`)
	fmt.Fprintf(&b, `<KeyCount>%d</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>`, n)
	for i := range n {
		fmt.Fprintf(&b, `<Contents><Key>2026/08/holiday/IMG_%06d.jpeg</Key><LastModified>2026-08-%02dT12:%02d:%02d.000Z</LastModified>`+
			`<ETag>&quot;%032x&quot;</ETag><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>`+
			`<Size>%d</Size><StorageClass>STANDARD</StorageClass></Contents>`, i, i%28+1, i%60, i%60, i*7919, i*4096)
	}
	b.WriteString(`<CommonPrefixes><Prefix>2026/raw/</Prefix></CommonPrefixes></ListBucketResult>`)
	return b.Bytes()
}

// readListing reads as generated code does.
func readListing(x *XMLReader, v *listing) {
	for d := x.Enter(); x.Next(d); {
		switch string(x.Name()) {
		case "Name":
			v.Name = x.String()
		case "Prefix":
			v.Prefix = x.String()
		case "KeyCount":
			v.KeyCount = x.Int()
		case "MaxKeys":
			v.MaxKeys = x.Int()
		case "IsTruncated":
			v.IsTruncated = x.Bool()
		case "Contents":
			if v.Contents == nil {
				v.Contents = make([]listed, 0, v.KeyCount)
			}
			v.Contents = append(v.Contents, listed{})
			readListed(x, &v.Contents[len(v.Contents)-1])
		case "CommonPrefixes":
			v.Prefixes = append(v.Prefixes, listDir{})
			for d := x.Enter(); x.Next(d); {
				v.Prefixes[len(v.Prefixes)-1].Prefix = x.String()
			}
		}
	}
}

func readListed(x *XMLReader, v *listed) {
	for d := x.Enter(); x.Next(d); {
		switch string(x.Name()) {
		case "Key":
			v.Key = x.String()
		case "LastModified":
			v.LastModified = x.Time(DateTime)
		case "ETag":
			v.ETag = x.String()
		case "Size":
			v.Size = x.Long()
		case "StorageClass":
			v.StorageClass = x.Token()
		}
	}
}

// decode reads a listing through a Decoder.
func decode(tb testing.TB, r io.Reader) *listing {
	tb.Helper()
	d := Decoder{Body: io.NopCloser(r)}
	v := new(listing)
	readListing(d.XML("ListBucketResult"), v)
	if err := d.Finish(); err != nil {
		tb.Fatal(err)
	}
	return v
}

func BenchmarkListing(b *testing.B) {
	doc := listDocument(1000)
	b.Run("wire", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(doc)))
		for b.Loop() {
			decode(b, bytes.NewReader(doc))
		}
	})
	b.Run("encoding-xml", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(doc)))
		for b.Loop() {
			if err := xml.NewDecoder(bytes.NewReader(doc)).Decode(new(listing)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkFault(b *testing.B) {
	doc := []byte(strings.ReplaceAll(faultDocument, "\n", ""))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadXMLFault(doc); err != nil {
			b.Fatal(err)
		}
	}
}

const faultDocument = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed.</Message>
<Method>PUT</Method><ResourceType>OBJECT</ResourceType><RequestId>4442587FB7D0A2F9</RequestId>
<HostId>vlR7PnpV2Ce81l0PRw6jlUpck7Jo5ZsQjryTjKlc5aLWGVHPZLj5NeC6qMa0emYBDXOo6QBU0Wo=</HostId></Error>`
