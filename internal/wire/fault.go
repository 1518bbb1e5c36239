// SPDX-License-Identifier: Apache-2.0

package wire

import "bytes"

// Fault is what an error document says. Fields that it lacks are "".
// Names: Amazon S3 API Reference, "Error responses"; TraceId is Tencent COS's, and url,
// a page that explains the code, is QingStor's.
type Fault struct {
	Code, Message, Resource      string
	RequestID, HostID, TraceID   string
	Method, ResourceType         string
	BucketName, Region, Endpoint string
	URL                          string
}

// ReadXMLFault reads an error document: a root Error, or ErrorResponse with an Error
// in it. Anything else (HTML, nothing at all, a document cut short) is a *BodyError.
func ReadXMLFault(body []byte) (*Fault, error) {
	x := newXMLReader(bytes.NewReader(body), 0)
	defer x.release()
	x.open("")
	if name := string(x.Name()); x.err == nil && name != "Error" && name != "ErrorResponse" {
		x.wrongRoot("Error")
	}
	f := readFault(x)
	x.finish()
	if x.err != nil {
		return nil, x.err
	}
	return f, nil
}

// readFault reads the current element.
func readFault(x *XMLReader) *Fault {
	f := new(Fault)
	f.read(x)
	return f
}

func (f *Fault) read(x *XMLReader) {
	for d := x.Enter(); x.Next(d); {
		switch string(x.Name()) {
		case "Error":
			if x.depth == 2 {
				f.read(x)
			}
		case "Code":
			f.Code = x.String()
		case "Message":
			f.Message = x.String()
		case "Resource":
			f.Resource = x.String()
		case "RequestId", "RequestID":
			f.RequestID = x.String()
		case "HostId":
			f.HostID = x.String()
		case "TraceId":
			f.TraceID = x.String()
		case "Method":
			f.Method = x.String()
		case "ResourceType":
			f.ResourceType = x.String()
		case "BucketName":
			f.BucketName = x.String()
		case "Region":
			f.Region = x.String()
		case "Endpoint":
			f.Endpoint = x.String()
		}
	}
}
