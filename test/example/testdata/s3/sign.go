// SPDX-License-Identifier: Apache-2.0

package main

import (
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-40dc4ce0/pail/signer"
)

// sign signs each request as it goes out: Config.Prepare is called last.
func sign(service, region string, credentials aws.CredentialsProvider) func(*http.Request) error {
	v4 := signer.SigV4()
	return func(r *http.Request) error {
		who, err := credentials.Retrieve(r.Context())
		if err != nil {
			return err
		}
		return v4.Sign(r.Context(), r, signer.Params{
			Credentials: who, Service: service, Region: region, Time: time.Now(), PayloadHash: signer.UnsignedPayload,
		})
	}
}
