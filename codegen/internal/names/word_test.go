// SPDX-License-Identifier: Apache-2.0

package names

import (
	"go/token"
	"strings"
	"testing"
)

func TestNamesTakeGoForm(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"SSEKMSKeyId":       "SSEKMSKeyID",
		"BucketArn":         "BucketARN",
		"Ids":               "IDs",
		"IDs":               "IDs",
		"VpcIdsOfUrls":      "VPCIDsOfURLs",
		"Identity":          "Identity",
		"Idle":              "Idle",
		"ETag":              "ETag",
		"eTag":              "ETag",
		"MfaDelete":         "MFADelete",
		"ContentMD5":        "ContentMD5",
		"contentMd5":        "ContentMD5",
		"ChecksumCRC32C":    "ChecksumCRC32C",
		"checksumCrc32c":    "ChecksumCRC32C",
		"Sha256Hash":        "SHA256Hash",
		"utf8Text":          "UTF8Text",
		"HttpsUrl":          "HTTPSURL",
		"XMLHttpRequest":    "XMLHTTPRequest",
		"access_key-id":     "AccessKeyID",
		"__private":         "Private",
		"snake_case_":       "SnakeCase",
		"md_5":              "MD5",
		"9lives":            "X9lives",
		"_":                 "X",
		"aÄb":               "AB",
		"SOME_FIELD":        "SOMEFIELD",
		"cors":              "CORS",
		"CORSRules":         "CORSRules",
		"KMSMasterKeyIDish": "KMSMasterKeyIDish",
	} {
		if got := Go(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func TestSomePackageNamesAreRefused(t *testing.T) {
	t.Parallel()
	for name, problem := range map[string]string{
		"s3": "", "string": "", "a_b": "", "client2": "",
		"": "no name", "func": "keyword", "main": "program", "documentation": "skips", "_": "no name", "9x": "no name",
		"aB": "no name", "a-b": "no name", "a.b": "no name", "ü": "no name", "x_test": "tests",
	} {
		err := ValidPackage(name)
		if problem == "" && err != nil || problem != "" && (err == nil || !strings.Contains(err.Error(), problem)) {
			t.Errorf("%q: %v, want %q", name, err, problem)
		}
	}
}

// FuzzGo checks that every name becomes an exported identifier that is in Go
// form already, with the letters and digits that it had.
func FuzzGo(f *testing.F) {
	for _, name := range []string{"SSEKMSKeyId", "md_5", "crc32c_id", "_9", "Ids_x"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := Go(name)
		if !token.IsIdentifier(got) || !token.IsExported(got) {
			t.Errorf("%q is %q", name, got)
		}
		if again := Go(got); again != got {
			t.Errorf("%q is %q, and that is %q", name, got, again)
		}
		bare := strings.Map(func(r rune) rune {
			if separates(r) {
				return -1
			}
			return r
		}, name)
		if !strings.EqualFold(bare, got) && !strings.EqualFold("X"+bare, got) {
			t.Errorf("%q lost letters: %q", name, got)
		}
	})
}
