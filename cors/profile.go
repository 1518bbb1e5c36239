// SPDX-License-Identifier: Apache-2.0

package cors

// profile is what one provider answers: the words of a refusal and the headers
// of a grant. The table is the only place where providers differ.
type profile struct {
	id string
	// methods that a rule may name; any other in a preflight is a bad request.
	methods []string
	// Refusals, in the order in which they are looked for.
	noOrigin, badMethod, badHeader, noBucket, noConfiguration, noRule refusal
	// noMethod is what a bad request calls an absent method.
	noMethod string
	// separator stands between the elements of a list in a header.
	separator string
	// ruleHeaders allows the names of the rule, asked for or not, in place of
	// those that were asked for.
	ruleHeaders bool
	// asked answers with the origin, those methods and the headers that were
	// asked for, and without credentials: a request may ask for methods in a
	// list, of which the rule allows some, and a rule may allow all by "*".
	asked bool
	// maxAge stands in for that of a rule without one; 0 for none.
	maxAge int
	// explicitCredentials answers "false" beside an allowed origin of "*".
	explicitCredentials bool
	// exposed are names that every grant exposes besides the rule's.
	exposed []string
	// vary is sent with every grant; responseVary is sent with every answer of
	// a bucket whose configuration asks for it.
	vary, responseVary string
	// lenient serves a real request that asks like a preflight for what no rule
	// can allow; others refuse it.
	lenient bool
	// Limits of a stored configuration; 0 for none.
	maxRules, maxID int
}

// refusal is one answer that grants nothing. In message, $ stands for the
// value that is at fault.
type refusal struct {
	status        int
	code, message string
	// named adds the elements Method and ResourceType to the error document.
	named bool
	// bucket names BUCKET as the type even when the request names an object.
	bucket bool
}

// The words and headers of S3. Sources: answers recorded from AWS by
// localstack's test_s3_cors (2023 to 2025) for no origin, no bucket, no
// configuration, no rule, methods, headers, Vary and credentials; the bad
// method and header texts as Scality Arsenal's routeOPTIONS, Huawei OBS's
// error list ("Invalid Access-Control-Request-Method: null") and gateways
// have them; limits from the S3 model's documentation of PutBucketCors.
var s3 = profile{
	id:              "s3",
	methods:         []string{"GET", "PUT", "HEAD", "POST", "DELETE"},
	noOrigin:        refusal{status: 400, code: "BadRequest", message: "Insufficient information. Origin request header needed."},
	badMethod:       refusal{status: 400, code: "BadRequest", message: "Invalid Access-Control-Request-Method: $"},
	badHeader:       refusal{status: 400, code: "BadRequest", message: `Access-Control-Request-Headers "$" contains invalid character.`},
	noBucket:        refusal{status: 403, code: "AccessForbidden", message: "CORSResponse: Bucket not found", named: true, bucket: true},
	noConfiguration: refusal{status: 403, code: "AccessForbidden", message: "CORSResponse: CORS is not enabled for this bucket.", named: true, bucket: true},
	noRule: refusal{status: 403, code: "AccessForbidden", named: true, message: "CORSResponse: This CORS request is not allowed. " +
		"This is usually because the evalution of Origin, request method / Access-Control-Request-Method or " +
		"Access-Control-Request-Headers are not whitelisted by the resource's CORS spec."},
	noMethod:  "null",
	separator: ", ",
	vary:      "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
	maxRules:  100,
	maxID:     255,
}

// gateway is S3 as gateways before other stores answer it, where that differs
// from AWS: a missing bucket has its own code, credentials are spelled out
// beside "*", and the ETag is always exposed, because browsers that upload in
// parts must read it. Source: recorded answers, see docs/adr/0007.
var gateway = func() profile {
	p := s3
	p.id = "s3-gateway"
	p.noBucket = refusal{status: 404, code: "NoSuchBucket", message: "The specified bucket does not exist."}
	p.noMethod = ""
	p.explicitCredentials = true
	p.exposed = []string{"ETag"}
	return p
}()

// cos is Tencent COS. Sources: document 436/8288, "OPTIONS Object", with four
// exchanges, for grants, credentials, separators and the refusal, whose words
// are spelled as COS spells them; 436/8279, "PUT Bucket cors", for ResponseVary
// and limits; 436/13318 for real requests. Not witnessed, and so as S3: a
// preflight without an origin, one for a method that no rule can name, and the
// refusals of a configuration. Nor is what a "*" among the allowed headers is
// answered with: here it is the names that it covers. That a missing bucket is
// said to be missing is how Alibaba's OSS, whose words are the same, does it.
var cos = func() profile {
	p := s3
	p.id = "cos"
	p.noBucket = refusal{status: 404, code: "NoSuchBucket", message: "The specified bucket does not exist."}
	p.noRule = refusal{status: 403, code: "AccessForbidden", message: "CORSResponse: This CORS request is not allowed. " +
		"This is usually because the evalution of Origin, request method / Access-Control-Request-Method or " +
		"Access-Control-Requet-Headers are not whitelisted by the resource's CORS spec"}
	p.noConfiguration = p.noRule
	p.separator = ","
	p.ruleHeaders = true
	p.vary, p.responseVary = "", "Origin"
	p.lenient = true
	return p
}()

// qingstor is QingStor, which refuses in silence: 200, and no header of CORS.
// Sources: the pages "OPTIONS Object" and "PUT Bucket CORS" of the QingStor API
// documentation, for grants, "*" among methods, the age of 5 seconds, resp_vary
// and rules without limit; object.feature of qingstor-sdk-test-scenarios, for
// the status of a refusal; a guide of qingstor-sdk-python, for a list of methods
// that comes back filtered, and for headers, of which one that is not allowed
// refuses all. Not witnessed: a preflight without an origin or for a bucket
// that does not exist, which rule answers of several, the separators, whether
// names keep their letters, and the words for a configuration that is refused.
var qingstor = profile{
	id:              "qingstor",
	methods:         []string{"GET", "PUT", "POST", "DELETE", "HEAD"},
	noOrigin:        refusal{status: 400, code: "invalid_argument", message: "The request has no Origin."},
	noBucket:        refusal{status: 404, code: "bucket_not_exists", message: "The bucket does not exist."},
	badMethod:       refusal{status: 200},
	badHeader:       refusal{status: 200},
	noRule:          refusal{status: 200},
	asked:           true,
	maxAge:          5,
	separator:       ",",
	responseVary:    "Origin",
	lenient:         true,
	noConfiguration: refusal{status: 200},
}

// profiles is the table; a provider without a row is answered by the first.
var profiles = [...]*profile{&s3, &gateway, &cos, &qingstor}

func profileOf(provider string) *profile {
	for _, p := range profiles {
		if p.id == provider {
			return p
		}
	}
	return profiles[0]
}
