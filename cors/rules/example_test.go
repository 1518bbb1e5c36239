// SPDX-License-Identifier: Apache-2.0

package rules_test

import (
	"errors"
	"fmt"

	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/cors/rules"
)

// A rule is read from the console's JSON, extended for an upload, and printed as
// the document that a store of COS keeps.
func Example() {
	file, err := rules.Read([]byte(`[{"AllowedOrigins": ["https://app.example.com"], "AllowedMethods": ["GET"]}]`))
	if err != nil {
		fmt.Println(err)
		return
	}
	change := cors.Fix("cos", file.Configuration, cors.Request{Origin: "https://app.example.com", Method: "PUT", Headers: []string{"content-type"}})
	for _, step := range change.What {
		fmt.Println(step)
	}
	text, err := rules.Write(rules.FormatOf("cos"), change.Configuration)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s", text)
	// Output:
	// rule 1 allows the method PUT
	// rule 1 allows the header content-type
	// <?xml version="1.0" encoding="UTF-8"?>
	// <CORSConfiguration>
	//   <CORSRule>
	//     <AllowedOrigin>https://app.example.com</AllowedOrigin>
	//     <AllowedMethod>GET</AllowedMethod>
	//     <AllowedMethod>PUT</AllowedMethod>
	//     <AllowedHeader>content-type</AllowedHeader>
	//   </CORSRule>
	// </CORSConfiguration>
}

func ExampleRead() {
	_, err := rules.Read([]byte(`{"CORSRules": [{
  "AllowedOrigin": "https://app.example.com",
  "AllowedMethods": "GET,PUT"
}]}`))
	if faulty, ok := errors.AsType[*rules.Error](err); ok {
		for _, fault := range faulty.Faults {
			fmt.Println(fault)
		}
		for _, finding := range cors.Lint("s3", faulty.File.Configuration) {
			fmt.Println(finding)
		}
	}
	// Output:
	// line 2, rule 1, AllowedOrigin: there is no such name; it is AllowedOrigins here
	// line 3, rule 1, AllowedMethods: a list of strings is expected
	// rule 1, AllowedOrigins: refused: the rule names no origin; add the origins of the pages, such as "https://app.example"
	// rule 1, AllowedMethods "GET,PUT": refused: several methods in one entry are no method; make an entry of each: "GET", "PUT"
}
