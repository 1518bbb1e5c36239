// SPDX-License-Identifier: Apache-2.0

package doctor_test

import (
	"net/http"
	"time"

	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/doctor"
)

const (
	s3URL  = "https://photos-1250000000.s3.us-east-1.amazonaws.com/cat.png"
	cosURL = "https://photos-1250000000.cos.ap-guangzhou.myqcloud.com/cat.png"
)

// url gives a request a URL of its own.
func url(address string, f cors.Fetch) cors.Fetch {
	f.URL = address
	return f
}

func cacheProblems() []seeded {
	get, two := page("GET"), one(app+" https://other.example", "GET", "", "ETag")
	varying := func(c *cors.Configuration) *cors.Configuration { c.ResponseVary = true; return c }
	return []seeded{
		{problem: 2, name: "2 curl shows no header", rules: two, fetch: get, levels: noted},
		{problem: 2, name: "2 curl shows no header, seen from outside", provider: "cos", rules: two, fetch: get, blind: true, levels: noted},
		{problem: 2, name: "2 curl shows no header at QingStor", provider: "qingstor", rules: varying(one(app, "GET", "")), fetch: get, levels: noted},
		{problem: 2, name: "2 no page is named", rules: two, fetch: from("", get)},
		{problem: 3, name: "3 a cacheable object without Vary", rules: two, fetch: get, front: changing("GET", cacheable), levels: warned},
		{problem: 3, name: "3 a cacheable object without ResponseVary, COS", provider: "cos", rules: two, fetch: get, front: changing("GET", cacheable), levels: warned, mended: true},
		{problem: 3, name: "3 a cacheable object without ResponseVary, QingStor", provider: "qingstor", rules: two, fetch: get, front: changing("GET", cacheable), levels: warned, mended: true},
		{problem: 3, name: "3 the cache has the answer to an <img>", rules: two, fetch: url(s3URL, get), front: cache(true, "GET "+s3URL)},
		{problem: 3, name: "3 the cache has it and says nothing, seen from outside", rules: two, fetch: url(s3URL, get), blind: true, front: cache(false, "GET "+s3URL)},
		{problem: 3, name: "3 an object that expires next year", rules: two, fetch: get, blind: true, levels: warned,
			front: changing("", func(h http.Header) { h.Set("Expires", "Sat, 20 Nov 2027 00:00:00 GMT") }), options: clocked},
	}
}

var clocked = []doctor.Option{doctor.WithClock(func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) })}

func wayProblems() []seeded {
	put, get, two := page("PUT", "Content-Type", "image/png"), page("GET"), one(app+" https://other.example", "GET PUT", "content-type", "ETag")
	return []seeded{
		{problem: 4, name: "4 the CDN drops the Origin of all", rules: two, fetch: put, front: without("Origin")},
		{problem: 4, name: "4 the CDN drops the Origin, seen from outside", rules: two, fetch: put, blind: true, front: without("Origin")},
		{problem: 4, name: "4 the CDN drops what the preflight asks for", rules: two, fetch: put, front: without("Access-Control-Request-Method", "Access-Control-Request-Headers")},
		{problem: 4, name: "4 the CDN drops the Origin of what is read", rules: one(app, "GET", "range", "ETag"), fetch: page("GET", "Range", "bytes=0-1,3-4"), front: without("real", "Origin")},
		{problem: 4, name: "4 the cache gives one page the answer of another", rules: two, fetch: url(s3URL, get), front: cache(true, "GET "+s3URL+" https://other.example")},
		{problem: 4, name: "4 the same, silently, COS", provider: "cos", rules: two, fetch: url(cosURL, get), front: cache(false, "GET "+cosURL+" https://other.example")},
		{problem: 4, name: "4 the cache will give others this page's answer", rules: two, fetch: url(s3URL, get), front: cache(true), levels: warned},
		{problem: 4, name: "4 the same, silently, by the rules", rules: two, fetch: url(s3URL, get), front: cache(false), levels: warned},
		{problem: 4, name: "4 the CDN refuses OPTIONS with a page", rules: two, fetch: put, front: answering("OPTIONS", "", 403, page403, "Content-Type", "text/html", "X-Cache", "Error from cloudfront")},
		{problem: 4, name: "4 the CDN takes the headers out of answers", rules: two, fetch: get, front: changing("GET", without1("Access-Control-Allow-Origin"))},
		{problem: 4, name: "4 a proxy allows what the rules do not", rules: one("https://other.example", "GET", ""), fetch: get, levels: warned,
			front: changing("GET", func(h http.Header) { h.Set("Access-Control-Allow-Origin", "*") })},
	}
}

func redirectProblems() []seeded {
	put, get, rules := page("PUT", "Content-Type", "image/png"), page("GET"), one(app, "GET PUT", "content-type", "ETag")
	elsewhere := "https://photos-1250000000.s3.eu-central-1.amazonaws.com/cat.png?X-Amz-Signature=0123456789abcdef"
	return []seeded{
		{problem: 15, name: "15 another region, 307", rules: rules, fetch: put, front: answering("OPTIONS", "", 307, refusal("TemporaryRedirect", "Please re-send this request to the specified temporary endpoint.",
			"<Endpoint>photos-1250000000.s3.eu-central-1.amazonaws.com</Endpoint>"), "Location", elsewhere)},
		{problem: 15, name: "15 another region, 301, seen from outside", rules: rules, fetch: put, blind: true,
			front: answering("OPTIONS", "", 301, refusal("PermanentRedirect", "The bucket you are attempting to access must be addressed using the specified endpoint."), "Location", elsewhere, "X-Amz-Bucket-Region", "eu-central-1")},
		{problem: 15, name: "15 http is redirected to https", rules: rules, fetch: url("http://photos-1250000000.s3.us-east-1.amazonaws.com/cat.png", from("http://app.example", put)), blind: true,
			front: answering("OPTIONS", "http://", 308, "", "Location", s3URL)},
		{problem: 15, name: "15 the object is elsewhere", rules: rules, fetch: url("https://cdn.example/cat.png", get), blind: true, levels: warned,
			front: answering("GET", "cdn.example", 302, "", "Location", s3URL, "Access-Control-Allow-Origin", app)},
		{problem: 15, name: "15 the page wants no redirect", rules: rules, fetch: url("https://cdn.example/cat.png", get), blind: true, redirect: "error",
			front: answering("GET", "cdn.example", 302, "", "Location", s3URL, "Access-Control-Allow-Origin", app)},
		{problem: 15, name: "15 where it leads the page is not allowed", rules: one("https://other.example", "GET", ""), fetch: url("https://cdn.example/cat.png", get), blind: true,
			front: answering("GET", "cdn.example", 302, "", "Location", s3URL, "Access-Control-Allow-Origin", app)},
	}
}

func errorProblems() []seeded {
	put, get, rules := page("PUT", "Content-Type", "image/png"), page("GET"), one(app, "GET PUT", "content-type", "ETag")
	signed := s3URL + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=EMULATORACCESSKEY%2F20261120%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20261120T120000Z" +
		"&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=00000000000000000000000000000000000000000000000000000000deadbeef"
	return []seeded{
		{problem: 16, name: "16 the URL of an upload expired", rules: rules, fetch: url(signed, put), options: clocked},
		{problem: 16, name: "16 the signature is wrong", rules: rules, fetch: get, blind: true, levels: warned,
			front: answering("GET", "", 403, refusal("SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided."), "Access-Control-Allow-Origin", app)},
		{problem: 16, name: "16 access denied, and no header", rules: rules, fetch: get, front: answering("GET", "", 403, refusal("AccessDenied", "Access Denied"))},
		{problem: 16, name: "16 access denied, and no header, seen from outside", provider: "cos", rules: rules, fetch: get, blind: true, front: answering("GET", "", 403, refusal("AccessDenied", "Access Denied."))},
		{problem: 16, name: "16 no such key", rules: rules, fetch: url(s3URL+"2", get), blind: true, levels: warned},
		{problem: 16, name: "16 the clock is wrong, seen by a GET in place of the PUT", rules: rules, fetch: put, front: answering("GET", "", 403, refusal("RequestTimeTooSkewed", "The difference between the request time and the current time is too large."))},
		{problem: 16, name: "16 a signed header is not sent", rules: rules, fetch: url(s3URL+"?X-Amz-SignedHeaders=content-type%3Bhost%3Bx-amz-acl", put)},
		{problem: 16, name: "16 no such bucket", fetch: url("https://nowhere-1250000000.s3.us-east-1.amazonaws.com/cat.png", put), blind: true},
		{problem: 16, name: "16 QingStor has no such key", provider: "qingstor", rules: rules, fetch: url("https://pek3a.qingstor.com/photos-1250000000/dog.png", get), blind: true, levels: warned},
		{problem: 16, name: "16 the server fails", rules: rules, fetch: get, front: answering("GET", "", 503, refusal("SlowDown", "Please reduce your request rate."))},
	}
}

func gatewayProblems() []seeded {
	put, get, rules := page("PUT", "Content-Type", "image/png"), page("GET"), one(app, "GET PUT", "content-type", "ETag")
	mismatch := refusal("SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.")
	return []seeded{
		{problem: 17, name: "17 the gateway checks signatures of OPTIONS", rules: rules, fetch: put, front: answering("OPTIONS", "", 403, mismatch)},
		{problem: 17, name: "17 it checks that of a presigned URL", rules: rules, fetch: url(s3URL+"?X-Amz-Signature=0123456789abcdef", put), blind: true, front: answering("OPTIONS", "X-Amz-Signature", 403, mismatch)},
		{problem: 17, name: "17 a gateway of JSON wants a token", provider: "cos", rules: rules, fetch: put, front: answering("OPTIONS", "", 403, `{"code":"MissingAuthenticationToken","message":"Missing Authentication Token"}`)},
		{problem: 17, name: "17 a bare 401", rules: rules, fetch: put, blind: true, front: answering("OPTIONS", "", 401, "")},
		{problem: 17, name: "17 access denied, seen from outside", provider: "qingstor", rules: rules, fetch: put, blind: true, front: answering("OPTIONS", "", 403, `{"code":"permission_denied","message":"Access denied"}`)},
		{problem: 7, name: "7 a store whose only word is AccessDenied, seen from outside", rules: one(app, "GET", "*"), fetch: put, blind: true, mended: true, front: worded("AccessDenied")},
		{problem: 6, name: "6 a store whose only word is AccessDenied, seen from outside", rules: one(app, "PUT", ""), fetch: put, blind: true, mended: true, front: worded("AccessDenied")},
		{problem: 17, name: "17 or it has no rules, which AccessDenied may mean", fetch: put, blind: true, mended: true, front: worded("AccessDenied")},
		{problem: 1, name: "1 a POST that needs no preflight", fetch: page("POST", "Content-Type", "text/plain"), mended: true},
		{problem: 20, name: "20 the store keeps no rules", fetch: put, front: both(answering("GET", "cors", 501, refusal("NotImplemented", "A header you provided implies functionality that is not implemented")), answering("OPTIONS", "", 204, ""))},
		{problem: 20, name: "20 the store knows no OPTIONS, seen from outside", fetch: put, blind: true, front: answering("OPTIONS", "", 405, refusal("MethodNotAllowed", "The specified method is not allowed against this resource."))},
		{problem: 20, name: "20 a page from a file", rules: rules, fetch: from("null", get)},
		{problem: 20, name: "20 a page from a file, COS, seen from outside", provider: "cos", rules: rules, fetch: from("null", put), blind: true},
		{problem: 20, name: "20 a store of one setting", fetch: get, front: both(answering("GET", "cors", 501, refusal("NotImplemented", "not implemented")), changing("", func(h http.Header) { h.Set("Server", "MinIO") }))},
	}
}
