// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/cors"
)

func ExampleLint() {
	age := 600
	c := &cors.Configuration{Rules: []cors.Rule{{
		AllowedOrigins: []string{"https://app.example.com/", "https://*example.com"},
		AllowedMethods: []string{"GET", "OPTIONS"},
		AllowedHeaders: []string{"content-type"},
		MaxAgeSeconds:  &age,
	}}}
	for _, finding := range cors.Lint("s3", c) {
		fmt.Println(finding)
	}
	// Output:
	// rule 1, AllowedOrigins "https://app.example.com/": never-matches: an origin has no slash at its end; write "https://app.example.com"
	// rule 1, AllowedOrigins "https://*example.com": unsafe: it allows https://evilexample.com too; write "https://*.example.com", and "https://example.com" beside it
	// rule 1, AllowedMethods "OPTIONS": refused: a page never asks for OPTIONS: the store answers the preflight by itself; remove it
}

func ExampleFix() {
	c := &cors.Configuration{Rules: []cors.Rule{{
		AllowedOrigins: []string{"https://*.example.com"},
		AllowedMethods: []string{"GET"},
	}}}
	upload := cors.Request{Key: "cat.png", Origin: "https://app.example.com", Method: "PUT", Headers: []string{"content-type"}}
	fmt.Println(cors.Evaluate("s3", c, upload).Allowed)

	change := cors.Fix("s3", c, upload)
	for _, step := range change.What {
		fmt.Println(step)
	}
	fmt.Println(cors.Evaluate("s3", change.Configuration, upload).Allowed)

	fmt.Println(cors.Fix("s3", c, cors.Request{Origin: "https://app.example.com", Method: "PATCH"}).Detail)
	// Output:
	// false
	// a new rule 2 allows the origin https://app.example.com the method PUT with the headers content-type
	// true
	// S3 has no method "PATCH", only GET, PUT, HEAD, POST, DELETE
}
