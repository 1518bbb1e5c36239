// SPDX-License-Identifier: Apache-2.0

package qingstor

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"github.com/seed-40dc4ce0/pail/test/interop/duet"
)

// plan is the program on QingStor. The SDKs take no space in the values of
// metadata.
func plan() duet.Plan {
	return duet.Plan{
		Provider: "qingstor", Bucket: "pail-interop-", Origins: []string{"https://app.example"}, Silent: true, Class: "STANDARD",
		Attributes: duet.Object{
			ContentType: "text/plain; charset=utf-8", CacheControl: "max-age=60", Encoding: "br", Class: "STANDARD_IA",
			Metadata: map[string]string{"owner": "interop", "two-words": "two,words"},
		},
		Codes: map[string]string{
			"NoSuchBucket": "bucket_not_exists", "NoSuchKey": "object_not_exists", "BucketAlreadyOwnedByYou": "bucket_already_exists",
			"BucketNotEmpty": "bucket_not_empty", "BadDigest": "bad_digest", "InvalidRange": "invalid_range", "PreconditionFailed": "precondition_failed",
			"SignatureDoesNotMatch": "signature_not_matched", "InvalidAccessKeyId": "invalid_access_key_id", "RequestTimeTooSkewed": "request_expired",
			"NoSuchCORSConfiguration": "", "PositionNotEqualToLength": "invalid_argument",
		},
		Statuses: map[string]int{"SignatureDoesNotMatch": 401, "InvalidAccessKeyId": 401, "PositionNotEqualToLength": 400},
		Unheaded: func(o *duet.Object) {
			o.CacheControl, o.Encoding = "", ""
		},
		Apart: map[string]string{"Bucket.ProcessImage": "the emulator processes no images"},
		Keys:  []string{"a//b", "dir/../up", "./dot", "..", "."},
	}
}

// doubles are the calls that the SDK has twice, with a context and without one:
// the program uses the former.
func doubles(clients ...any) map[string]string {
	all := map[string]string{}
	for _, client := range clients {
		t := reflect.TypeOf(client)
		for m := range t.Methods() {
			if _, ok := t.MethodByName(m.Name + "WithContext"); ok {
				all[t.Elem().Name()+"."+m.Name] = "the same without a context"
			}
		}
	}
	return all
}

func port(at duet.Place) int {
	if at.TLS {
		return 443
	}
	return 80
}

// unnoticed is the refusal that an SDK takes for a success.
func unnoticed(status int, requestID string, document []byte) error {
	var said struct {
		Code string `json:"code"`
	}
	_ = json.Unmarshal(document, &said) // there may be none
	return &duet.RefusedError{Failure: duet.Failure{Status: status, Code: said.Code, RequestID: requestID}}
}

// metadata has the names that the SDKs want, prefix included.
func metadata(m map[string]string) *map[string]string {
	if len(m) == 0 {
		return nil
	}
	prefixed := map[string]string{}
	for name, value := range m {
		prefixed["x-qs-meta-"+name] = value
	}
	return &prefixed
}

// plainNames has the names that the program wants.
func plainNames(m *map[string]string) map[string]string {
	if m == nil {
		return nil
	}
	plain := map[string]string{}
	for name, value := range *m {
		plain[strings.TrimPrefix(strings.ToLower(name), "x-qs-meta-")] = value
	}
	return plain
}

// encryption is a key of the caller's as the SDKs want it.
func encryption(key string) (algorithm, encoded, digest *string) {
	if key == "" {
		return nil, nil, nil
	}
	text, sum := duet.CustomerKey(key)
	return optional("AES256"), &text, &sum
}

func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func number(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// texts makes no difference between no list and an empty one.
func texts(pointers []*string) []string {
	var all []string
	for _, p := range pointers {
		all = append(all, *p)
	}
	return all
}
