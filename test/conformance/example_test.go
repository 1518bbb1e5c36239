// SPDX-License-Identifier: Apache-2.0

package conformance_test

import (
	"context"
	"fmt"

	"github.com/seed-40dc4ce0/pail/test/conformance"
	"github.com/seed-40dc4ce0/pail/test/fake"
)

// Outside of a test, Check gives the results as data. Here the store is the
// fake; conformance.Client makes a harness of a configuration.
func ExampleCheck() {
	store := fake.NewService()
	number := 0
	results := conformance.Check(context.Background(), conformance.Harness{
		Name:    "fake",
		Service: store,
		Partial: true,
		Exceptions: map[string]string{
			"PutCORS/keeps ResponseVary":                        "it varies without being asked",
			"*/varies by origin where ResponseVary asks for it": "it varies without being asked",
		},
		Open: func(context.Context) (conformance.Bucket, error) {
			number++
			name := fmt.Sprintf("bucket-%d", number)
			return conformance.Bucket{Name: name, API: store.Bucket(name)}, nil
		},
	})
	for _, r := range conformance.Failures(results) {
		fmt.Println(r)
	}
	fmt.Println(len(results) > 500, len(conformance.Failures(results)))
	// Output: true 0
}
