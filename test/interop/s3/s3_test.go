// SPDX-License-Identifier: Apache-2.0

package s3

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/seed-40dc4ce0/pail/test/interop/duet"
)

// plan is the program on Amazon S3.
func plan() duet.Plan {
	return duet.Plan{
		Provider: "s3", Bucket: "pail-interop-", Domain: "s3.test",
		Origins: []string{"https://app.example", "https://other.example"}, IDs: true,
		Attributes: duet.Object{
			ContentType: "text/plain; charset=utf-8", CacheControl: "max-age=60", Disposition: `attachment; filename="a b.txt"`, Encoding: "br",
			Language: "en", Class: "STANDARD_IA", Expires: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC),
			Metadata: map[string]string{"owner": "interop", "two-words": "two words"},
		},
		Keys: []string{"a//b", "/leading", "dir/../up", "./dot", "..", "."},
	}
}

func settings() []duet.Setting {
	return []duet.Setting{
		{Name: "plain, path style"},
		{Name: "TLS, path style, session token", TLS: true, Token: true},
		{Name: "TLS, virtual hosts", TLS: true, Virtual: true},
		{Name: "plain, virtual hosts", Virtual: true},
	}
}

// preflights are what pail alone sends on S3: its SDKs have no preflight.
func preflights(more map[string]string) map[string]string {
	const none = "the vendor's SDK has no preflight"
	more["header Origin"], more["header Access-Control-Request-Method"], more["header Access-Control-Request-Headers"] = none, none, none
	return more
}

func TestAmazon(t *testing.T) {
	const checksums = "its policy is to send and to ask for checksums everywhere, pail's to do so at Amazon's own endpoints"
	duet.Run(t, duet.Vendor{
		Name: "aws-sdk-go-v2/service/s3", Module: "github.com/aws/aws-sdk-go-v2/service/s3", Plan: plan(), Settings: settings(),
		Packages: []string{"github.com/aws/aws-sdk-go-v2/service/s3"},
		Open:     func(at duet.Place) (duet.Store, error) { return newAmazon(at), nil },
		Clients: func(at duet.Place) ([]any, error) {
			a := newAmazon(at)
			return []any{a.client, s3.NewPresignClient(a.client)}, nil
		},
		OnlyTheirs: map[string]string{
			"header Amz-Sdk-Invocation-Id": "its bookkeeping of attempts", "header Amz-Sdk-Request": "its bookkeeping of attempts",
			"header X-Amz-Checksum-Crc32": checksums, "header X-Amz-Trailer": checksums, "header X-Amz-Checksum-Mode": checksums,
			"query x-id": "a constant that tells operations apart in logs",
		},
		OnlyOurs: preflights(map[string]string{"query encoding-type": "a listing's keys come encoded, so that none breaks the XML"}),
		Understood: map[string]string{
			"Client.ListObjects":            "the first version of the listing, which the emulator serves beside the model",
			"Client.WriteGetObjectResponse": "is signed for another service, and refused for that",
		},
	})
}
