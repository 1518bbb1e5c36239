// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"bytes"
	"encoding/json"

	"github.com/seed-40dc4ce0/pail/cors"
)

// MarshalJSON writes the report with names in lower case, in an order that does
// not change, and with the changed rules as the document that the store takes.
// Like the text it holds no secret. It cannot be read back.
func (r *Report) MarshalJSON() ([]byte, error) {
	out := struct {
		URL         string       `json:"url"`
		Provider    string       `json:"provider,omitempty"`
		Request     jsonRequest  `json:"request"`
		RulesSource string       `json:"rules_source,omitempty"`
		Predicted   *jsonVerdict `json:"predicted,omitempty"`
		Verdict     *jsonVerdict `json:"verdict"`
		Healthy     bool         `json:"healthy"`
		Findings    []Finding    `json:"findings"`
		Change      *jsonChange  `json:"change,omitempty"`
		Exchanges   []Exchange   `json:"exchanges"`
	}{
		URL: r.URL, Provider: r.Provider, RulesSource: r.RulesSource, Healthy: r.Healthy(),
		Request: jsonRequest{r.Request.Origin, r.Request.Method, r.Request.Headers, r.Request.Credentials, r.Preflight},
		Verdict: newJSONVerdict(&r.Verdict), Predicted: newJSONVerdict(r.Predicted),
		Findings: append([]Finding{}, r.Findings...), Exchanges: append([]Exchange{}, r.Exchanges...),
	}
	if document, format, err := r.Document(); err == nil {
		out.Change = &jsonChange{r.Change.What, r.RulesSource == RulesUnread || r.RulesSource == RulesNoneOf, string(format), string(document)}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // the document stays legible; whoever calls may escape it
	if err := e.Encode(out); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

type jsonRequest struct {
	Origin      string   `json:"origin"`
	Method      string   `json:"method"`
	Headers     []string `json:"headers,omitempty"`
	Credentials bool     `json:"credentials"`
	Preflight   bool     `json:"preflight"`
}

type jsonVerdict struct {
	Allowed  bool     `json:"allowed"`
	Stage    string   `json:"stage,omitempty"`
	Reason   string   `json:"reason,omitempty"`
	Detail   string   `json:"detail,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
}

func newJSONVerdict(v *cors.Verdict) *jsonVerdict {
	if v == nil {
		return nil
	}
	return &jsonVerdict{v.Allowed, v.Stage, v.Reason, clean(v.Detail), v.Warnings}
}

// jsonChange has the rules as they should be; where Added, they are to be put
// before those that are there.
type jsonChange struct {
	What     []string `json:"what"`
	Added    bool     `json:"added,omitempty"`
	Format   string   `json:"format"`
	Document string   `json:"document"`
}
