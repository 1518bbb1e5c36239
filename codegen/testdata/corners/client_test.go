// SPDX-License-Identifier: Apache-2.0

// Package corners_test calls the generated client. The tests of codegen run it:
// ./... leaves testdata out.
package corners_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	corners "github.com/seed-40dc4ce0/pail/codegen/testdata/corners/want"
	"github.com/seed-40dc4ce0/pail/rest"
)

// serve is a client whose requests get one answer, and what it sent last.
func serve(t *testing.T, body string) (c *corners.Client, sent *string) {
	t.Helper()
	sent = new(string)
	c, err := corners.New(rest.Config{Endpoint: "https://corners.example", Transport: transport(func(r *http.Request) (*http.Response, error) {
		text, err := io.ReadAll(r.Body)
		*sent = r.Method + " " + r.URL.Path + "\n" + string(text)
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, err
	}), IdempotencyToken: func() string { return "fresh" }})
	if err != nil {
		t.Fatal(err)
	}
	return c, sent
}

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestDefaultsOfEveryTypeGoOutAndComeIn(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, `<t:answer xmlns:t="urn:t"><t:tree/><before><age>3</age></before></t:answer>`)
	out, err := c.PutTree(t.Context(), &corners.PutTreeInput{Tree: new(corners.Tree), Inner: &corners.PutTreeInput{Token: new("in")}})
	if err != nil {
		t.Fatal(err)
	}
	want := "PUT /trees/fresh\n" + `<PutTreeInput><tree kind="4"><alive>true</alive><height>NaN</height><born>1970-01-01T00:00:00Z</born><cut>1970-01-02T00:00:00.25Z</cut>` +
		`<bark>YWI=</bark><sap></sap><rings xmlns="https://r.example">0</rings></tree><inner><token>in</token></inner></PutTreeInput>`
	if diff := cmp.Diff(want, *sent); diff != "" {
		t.Errorf("sent -want +got:\n%s", diff)
	}
	tree := &corners.Tree{
		Alive: new(true), Height: new(math.NaN()), Born: new(time.Unix(0, 0).UTC()), Cut: new(time.Unix(86400, 250e6).UTC()),
		Bark: []byte("ab"), Sap: []byte{}, Kind: new(4),
	}
	if diff := cmp.Diff(&corners.PutTreeOutput{Tree: tree, Before: &corners.PutTreeOutput{Age: new(3)}, Age: new(7)}, out, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestPayloadsHaveDefaultsToo(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, "")
	out, err := c.PutWord(t.Context(), nil)
	if err != nil || *sent != "POST /words\nx" || string(out.Word) != "y" {
		t.Errorf("sent %q, got %+v, %v", *sent, out, err)
	}
}

func TestValuesWithinListsAndMapsAreChecked(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, "")
	_, err := c.PutTree(t.Context(), &corners.PutTreeInput{Tree: &corners.Tree{
		Names: []string{"abc", "", "abcd"}, Marks: map[string]int{"a": 0, "b": 9}, Secrets: map[string]string{"canary": "x"},
	}, Inner: &corners.PutTreeInput{Tree: &corners.Tree{Names: []string{}}}})
	var bad *rest.InputError
	if !errors.As(err, &bad) || *sent != "" || strings.Contains(err.Error(), "canary") {
		t.Fatalf("got %v", err)
	}
	var fields []string
	for _, f := range bad.Fields {
		fields = append(fields, f.Field)
	}
	want := []string{"Tree.Names[1]", "Tree.Names[2]", `Tree.Marks["a"]`, "Tree.Secrets[...]", "Inner.Tree.Names"}
	if diff := cmp.Diff(want, fields); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestASecretStructureHidesAllOfIt(t *testing.T) {
	t.Parallel()
	owner := corners.Owner{Name: new("canary"), Born: new(time.Unix(12345, 0))}
	text, err := json.Marshal(owner)
	if all := fmt.Sprintf("%+v %s", owner, text); err != nil || strings.Contains(all, "canary") || strings.Contains(all, "1970") {
		t.Errorf("printed %s, %v", all, err)
	}
}
