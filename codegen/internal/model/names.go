// SPDX-License-Identifier: Apache-2.0

package model

// Traits of Smithy that more than one package of the generator reads.
const (
	Documentation  ID = "smithy.api#documentation"
	Required       ID = "smithy.api#required"
	Default        ID = "smithy.api#default"
	Sensitive      ID = "smithy.api#sensitive"
	Streaming      ID = "smithy.api#streaming"
	RequiresLength ID = "smithy.api#requiresLength"
	Length         ID = "smithy.api#length"
	Range          ID = "smithy.api#range"
	Pattern        ID = "smithy.api#pattern"
	MediaType      ID = "smithy.api#mediaType"
	EnumValue      ID = "smithy.api#enumValue"
	TimeFormat     ID = "smithy.api#timestampFormat"
	Auth           ID = "smithy.api#auth"
	Idempotent     ID = "smithy.api#idempotent"
	ContentMD5     ID = "smithy.api#httpChecksumRequired"
	Endpoint       ID = "smithy.api#endpoint"
	HostLabel      ID = "smithy.api#hostLabel"
	Token          ID = "smithy.api#idempotencyToken"
	Compression    ID = "smithy.api#requestCompression"
	Paginated      ID = "smithy.api#paginated"
	Error          ID = "smithy.api#error"
	HTTPError      ID = "smithy.api#httpError"
	Retryable      ID = "smithy.api#retryable"
	Deprecated     ID = "smithy.api#deprecated"
	Input          ID = "smithy.api#input"
	Output         ID = "smithy.api#output"
	ClientOptional ID = "smithy.api#clientOptional"
	Sparse         ID = "smithy.api#sparse"
	Enum           ID = "smithy.api#enum"
	TraitDef       ID = "smithy.api#trait"

	HTTP             ID = "smithy.api#http"
	HTTPHeader       ID = "smithy.api#httpHeader"
	HTTPQuery        ID = "smithy.api#httpQuery"
	HTTPQueryParams  ID = "smithy.api#httpQueryParams"
	HTTPLabel        ID = "smithy.api#httpLabel"
	HTTPPayload      ID = "smithy.api#httpPayload"
	HTTPPrefix       ID = "smithy.api#httpPrefixHeaders"
	HTTPResponseCode ID = "smithy.api#httpResponseCode"

	JSONName     ID = "smithy.api#jsonName"
	XMLName      ID = "smithy.api#xmlName"
	XMLFlattened ID = "smithy.api#xmlFlattened"
	XMLAttribute ID = "smithy.api#xmlAttribute"
	XMLNamespace ID = "smithy.api#xmlNamespace"

	RestXML         ID = "aws.protocols#restXml"
	RestJSON        ID = "aws.protocols#restJson1"
	HTTPChecksum    ID = "aws.protocols#httpChecksum"
	UnwrappedOutput ID = "aws.customizations#s3UnwrappedXmlOutput"
	SigV4           ID = "aws.auth#sigv4"
	Unsigned        ID = "aws.auth#unsignedPayload"
	AWSService      ID = "aws.api#service"
)

// Traits of pail; specs/traits.json says what they mean.
const (
	Provider      ID = "pail.api#provider"
	Only          ID = "pail.api#only"
	Unsupported   ID = "pail.api#unsupported"
	Body          ID = "pail.api#body"
	Element       ID = "pail.api#element"
	SubResource   ID = "pail.api#subResource"
	GoType        ID = "pail.api#goType"
	ZeroIsUnset   ID = "pail.api#zeroIsUnset"
	MayFailInside ID = "pail.api#mayFailInside"
	NotFound      ID = "pail.api#notFound"
	Adapter       ID = "pail.api#adapter"
	Bytes         ID = "pail.api#bytes"
)

// Bindings are the traits that say where in a message a top-level member is;
// a member has at most one of them.
var Bindings = []ID{HTTPHeader, HTTPQuery, HTTPQueryParams, HTTPLabel, HTTPPayload, HTTPPrefix, HTTPResponseCode, SubResource, Adapter}

// Place returns the trait that says where the member is in a request or, with
// output, in an answer; "" if it is in the document. A binding that has no
// meaning in that direction is none: an answer has no query, a request no
// status.
func (m *Member) Place(output bool) ID {
	id := m.Binding()
	switch id {
	case HTTPQuery, HTTPQueryParams, HTTPLabel, SubResource:
		if output {
			return ""
		}
	case HTTPResponseCode:
		if !output {
			return ""
		}
	}
	return id
}

// FieldName is the name of the member in an object of JSON.
func (m *Member) FieldName() string {
	if name := m.Traits.Text(JSONName); name != "" {
		return name
	}
	return m.Name
}

// SpeaksJSON says whether the documents of the service s are JSON, and not XML.
func (s *Shape) SpeaksJSON() bool { return s.Traits.Has(RestJSON) && !s.Traits.Has(RestXML) }

// Binding returns the first trait that says where the member is in either
// direction, "" if there is none.
func (m *Member) Binding() ID {
	for _, id := range Bindings {
		if m.Traits.Has(id) {
			return id
		}
	}
	return ""
}
