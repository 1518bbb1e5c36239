// SPDX-License-Identifier: Apache-2.0

package cors

// profile is what one provider answers: the words of a refusal and the headers
// of a grant. The table is the only place where providers differ.
type profile struct {
	id string
	// title is the provider's name in a sentence.
	title string
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
	// asked answers with the origin, the method and the headers that were asked
	// for, as they were spelled, and without credentials.
	asked bool
	// listed lets a request ask for methods in a list, of which a rule allows
	// some, and a rule allow all by "*".
	listed bool
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
	// Limits of a stored configuration: rules, bytes of an ID and bytes of the
	// document; 0 for none.
	maxRules, maxID, maxBytes int
	// manyRules is the code of the refusal of more than maxRules.
	manyRules string
	// nameless stores have no ID for a rule.
	nameless bool
	// json says that the rules are a JSON document of the provider's own, and
	// not the XML document of S3.
	json bool
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
// have them; limits (rules, IDs, 64 KB) from the S3 model's documentation of
// PutBucketCors.
var s3 = profile{
	id:              "s3",
	title:           "S3",
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
	maxBytes:  64 << 10,
	manyRules: "InvalidRequest",
}

// gateway is S3 as gateways before other stores answer it, where that differs
// from AWS: a missing bucket has its own code, credentials are spelled out
// beside "*", and the ETag is always exposed, because browsers that upload in
// parts must read it. Source: recorded answers, see docs/adr/0007.
var gateway = func() profile {
	p := s3
	p.id, p.title = "s3-gateway", "an S3 gateway"
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
	p.id, p.title = "cos", "COS"
	p.noBucket = refusal{status: 404, code: "NoSuchBucket", message: "The specified bucket does not exist."}
	p.noRule = refusal{status: 403, code: "AccessForbidden", message: misspelt}
	p.noConfiguration = p.noRule
	p.separator = ","
	p.ruleHeaders = true
	p.vary, p.responseVary = "", "Origin"
	p.lenient = true
	return p
}()

// misspelt are the words of a refusal as COS and OSS spell them.
const misspelt = "CORSResponse: This CORS request is not allowed. " +
	"This is usually because the evalution of Origin, request method / Access-Control-Request-Method or " +
	"Access-Control-Requet-Headers are not whitelisted by the resource's CORS spec"

// oss is Alibaba's OSS. Sources: the pages "Options" (32004), for the method and
// the headers that come back as they were asked for and a refusal without any
// header of CORS; "PutBucketCors" (32001, of February 2026), for 20 rules, 16 KB,
// no "*" among exposed headers, no names of rules, and ResponseVary, which adds
// Vary to every answer; the list of 403 errors, whose one text serves for rules
// that do not match and for none, and ends with a full stop; CORSRuleBeyondLimit
// and NoSuchBucket from its list of codes. The sample has neither credentials nor
// a rule for every origin: here the origin that asks is named always. Not
// witnessed either: a preflight without an origin, for a method that no rule can
// name or to a missing bucket (as S3 and COS have them), and separators.
var oss = func() profile {
	p := s3
	p.id, p.title = "oss", "OSS"
	p.noBucket = refusal{status: 404, code: "NoSuchBucket", message: "The specified bucket does not exist."}
	p.noRule = refusal{status: 403, code: "AccessForbidden", message: misspelt + "."}
	p.noConfiguration = p.noRule
	p.asked = true
	p.vary, p.responseVary = "", "Origin"
	p.lenient = true
	p.maxRules, p.maxBytes, p.manyRules = 20, 16<<10, "CORSRuleBeyondLimit"
	p.maxID, p.nameless = 0, true
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
	title:           "QingStor",
	methods:         []string{"GET", "PUT", "POST", "DELETE", "HEAD"},
	noOrigin:        refusal{status: 400, code: "invalid_argument", message: "The request has no Origin."},
	noBucket:        refusal{status: 404, code: "bucket_not_exists", message: "The bucket does not exist."},
	badMethod:       refusal{status: 200},
	badHeader:       refusal{status: 200},
	noRule:          refusal{status: 200},
	asked:           true,
	listed:          true,
	maxAge:          5,
	separator:       ",",
	responseVary:    "Origin",
	lenient:         true,
	noConfiguration: refusal{status: 200},
	nameless:        true,
	json:            true,
}

// profiles is the table; a provider without a row is answered by the first.
var profiles = [...]*profile{&s3, &gateway, &cos, &qingstor, &oss}

func profileOf(provider string) *profile {
	for _, p := range profiles {
		if p.id == provider {
			return p
		}
	}
	return profiles[0]
}
