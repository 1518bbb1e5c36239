// SPDX-License-Identifier: Apache-2.0

package main

import (
	"strings"
	"testing"
	"text/template"

	"github.com/google/go-cmp/cmp"
)

const exampleTemplate = `{{- define "list" }}
{{- range . }}
{
{{- if .Name }}{{ template "item" .Name }}{{ else }} nobody {{ end -}}
}
{{- end }}
{{- end }}

{{- define "item" }}{{ with . }}"{{ . }}"{{ end }}{{ end }}`

func TestATemplateIsAsBeforeUntilABranchIsOff(t *testing.T) {
	t.Parallel()
	c := new(catalog)
	text, err := c.template("x.tmpl", []byte(exampleTemplate))
	if err != nil {
		t.Fatal(err)
	}
	var off string
	printed := func(source string) string {
		set, err := template.New("").Funcs(template.FuncMap{"branch": func(id string) bool { return id != off }}).Parse(source)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := set.ExecuteTemplate(&b, "list", []struct{ Name string }{{"a"}, {}}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if got, want := printed(string(text)), printed(exampleTemplate); got != want {
		t.Errorf("with all on it prints %q, want %q", got, want)
	}
	got := map[string]string{}
	for _, b := range c.list {
		off = b.id
		got[b.place()+" "+b.in+" "+b.text] = printed(string(text))
	}
	want := map[string]string{
		`x.tmpl:2 list {{range .}}`:               "",
		`x.tmpl:4 list {{if .Name}}`:              "\n{}\n{ nobody }",
		`x.tmpl:4 list {{template "item" .Name}}`: "\n{}\n{ nobody }",
		`x.tmpl:4 list {{else}} of {{if .Name}}`:  "\n{\"a\"}\n{}",
		`x.tmpl:9 item {{with .}}`:                "\n{}\n{ nobody }",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
