// SPDX-License-Identifier: Apache-2.0

package emulator

// qingStorWords are by S3's codes, as those of every dialect; qingStorCodes has
// QingStor's for them. Codes and statuses are those of the page on error codes
// of the QingStor API documentation, in its version of 2020, the longer one.
// The page describes and does not quote, and no message is recorded but that
// of invalid_argument: the others are ours.
func qingStorWords() map[string]words {
	return map[string]words{
		"AccessDenied":             {403, "You have no permission for this request."},
		"BadDigest":                {400, "The Content-MD5 of the request is not the MD5 of what was received."},
		"BucketAlreadyOwnedByYou":  {409, "The bucket exists already."},
		"BucketNotEmpty":           {409, "The bucket is not empty."},
		"EntityTooLarge":           {400, "The object is greater than objects may be."},
		"IncompleteBody":           {400, "The body of the request is incomplete."},
		internalError:              {500, "Internal error of the object storage, please try again."},
		"InvalidArgument":          {400, "Invalid argument(s) or invalid argument value(s)"}, // the page's example
		"InvalidBucketName":        {400, "The name of the bucket is not as names have to be."},
		"InvalidDigest":            {400, "The Content-MD5 of the request is no MD5."},
		"InvalidLocation":          {400, "The zone of the request does not exist."},
		"InvalidRange":             {416, "The Range of the request is not as ranges have to be."},
		"InvalidRequest":           {400, "Invalid argument(s) or invalid argument value(s)"},
		"InvalidToken":             {401, "The access key of the request is wrong or does not exist."},
		"InvalidURI":               {400, "The URI of the request cannot be decoded."},
		"InvalidObjectName":        {400, "The name of the object is not as names have to be."},
		"KeyTooLongError":          {400, "The name of the object is longer than names may be."},
		"MalformedJSON":            {400, "The body of the request is no JSON."},
		malformedDocument:          {400, "The body of the request is not as it has to be."},
		"MaxMessageLengthExceeded": {400, "The body of the request is too long."},
		"MetadataTooLarge":         {400, "The metadata of the object is greater than metadata may be."},
		"MethodNotAllowed":         {405, "The method of the request is not allowed here."},
		"MissingContentLength":     {411, "The request has no Content-Length."},
		"NoSuchBucket":             {404, "The bucket does not exist."},
		"NoSuchCORSConfiguration":  {404, "The bucket has no CORS rules."},
		"NoSuchKey":                {404, "The object does not exist."},
		"NoSuchVersion":            {404, "The object has no such version."},
		"NotImplemented":           {501, "This emulator does not serve that: $"},
		"NotModified":              {304, "Not Modified"},
		"ObjectNotAppendable":      {400, "The object is none to append to."},
		"PositionNotEqualToLength": {400, "The position is not the end of the object."},
		"PermanentRedirect":        {301, "The bucket is at another host."},
		"PreconditionFailed":       {412, "A condition of the request does not hold."},
		"TooManyObjects":           {400, "The request names too many objects."},
		"UpstreamFailed":           {503, "The source cannot be fetched: $"},
	}
}

// qingStorCodes: not_implemented is this emulator's, since QingStor implements
// what it has. No code is documented for rules that are not there, nor for
// a redirect: the answer has none, and no body. None is either for an append that is out of place, for
// an object that is none to append to, and for a missing length; they have
// those whose description fits.
func qingStorCodes() map[string]string {
	return map[string]string{
		"AccessDenied":             "permission_denied",
		"BadDigest":                "bad_digest",
		"BucketAlreadyOwnedByYou":  "bucket_already_exists",
		"BucketNotEmpty":           "bucket_not_empty",
		"EntityTooLarge":           "entity_too_large",
		"IncompleteBody":           "incomplete_body",
		internalError:              "internal_error",
		"InvalidArgument":          "invalid_argument",
		"InvalidBucketName":        "invalid_bucket_name",
		"InvalidDigest":            "bad_digest",
		"InvalidLocation":          "invalid_location",
		"InvalidRange":             "invalid_range",
		"InvalidRequest":           "invalid_argument",
		"InvalidToken":             "invalid_access_key_id",
		"InvalidURI":               "invalid_argument",
		"InvalidObjectName":        "invalid_object_name",
		"KeyTooLongError":          "invalid_object_name",
		"MalformedJSON":            "invalid_json",
		malformedDocument:          "invalid_request",
		"MaxMessageLengthExceeded": "entity_too_large",
		"MetadataTooLarge":         "metadata_too_large",
		"MethodNotAllowed":         "method_not_allowed",
		"MissingContentLength":     "invalid_argument",
		"NoSuchBucket":             "bucket_not_exists",
		"NoSuchCORSConfiguration":  "",
		"NoSuchKey":                "object_not_exists",
		"NoSuchVersion":            "object_not_exists",
		"NotImplemented":           "not_implemented",
		"ObjectNotAppendable":      "invalid_object_state",
		"PositionNotEqualToLength": "invalid_argument",
		"PermanentRedirect":        "",
		"PreconditionFailed":       "precondition_failed",
		"TooManyObjects":           "too_many_objects",
		"UpstreamFailed":           "upstream_failed",
	}
}
