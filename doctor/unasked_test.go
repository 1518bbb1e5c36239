// SPDX-License-Identifier: Apache-2.0

package doctor_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/doctor"
	"github.com/seed-40dc4ce0/pail/service"
)

func TestWithoutCredentialsItIsSaidWhyTheRulesWereNotRead(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	cfg, err := config.Load(t.Context(), config.WithoutEnvironment(), config.WithEndpoint(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	svc, err := service.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	report, err := doctor.Examine(t.Context(), doctor.Patient{Bucket: svc.Bucket("photos"), Key: "a", Fetch: cors.Fetch{Origin: "https://app.example", Method: "PUT"}})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(report.Findings, func(f doctor.Finding) bool {
		return f.Code == "rules-unread" && strings.Contains(f.Why, "there are no credentials")
	}) {
		t.Errorf("findings %+v", report.Findings)
	}
}

func TestABucketThatSaysItHasNoRulesGetsTheWholeDocument(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte("<Error><Code>AccessForbidden</Code><Message>CORSResponse: CORS is not enabled for this bucket.</Message></Error>"))
	}))
	defer server.Close()
	ask := page(http.MethodPut)
	ask.URL = server.URL + "/photos/cat.png"
	report := examine(t, doctor.Patient{Provider: "s3", Fetch: ask})
	if said := text(t, report); !has(report, 1) || report.RulesSource != doctor.RulesNone || !strings.Contains(said, "The rules as they should be") {
		t.Errorf("rules %q:\n%s", report.RulesSource, said)
	}
}
