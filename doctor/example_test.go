// SPDX-License-Identifier: Apache-2.0

package doctor_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/doctor"
)

// A store that wants preflights signed is found from outside, by its URL alone.
func ExampleExamine() {
	store := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte("<Error><Code>SignatureDoesNotMatch</Code></Error>"))
	}))
	defer store.Close()
	report, err := doctor.Examine(context.Background(), doctor.Patient{Fetch: cors.Fetch{
		URL: store.URL + "/photos/cat.png", Origin: "http://localhost:5173", Method: "PUT",
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range report.Findings {
		fmt.Println(f.Level, f.Problem, f.Code)
		fmt.Println(f.What)
		fmt.Println(f.Fix)
	}
	// Output:
	// error 17 authenticated-preflight
	// The server wants the preflight signed.
	// Have the server, or the gateway in front of it, answer OPTIONS before it looks for a signature.
}
