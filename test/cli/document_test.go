// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write into the document what its commands print")

const document = "../../docs/cors.md"

// TestTheDocumentPrintsWhatItsCommandsPrint runs the blocks of the document
// that are called console, from the first to the last, as one user types them:
// a line that begins with "$ " is a command, what follows is what it prints.
func TestTheDocumentPrintsWhatItsCommandsPrint(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	d, err := newDesk(t)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	console, commands := false, 0
	for line := range strings.Lines(string(text)) {
		fence := strings.HasPrefix(line, "```")
		switch command, typed := strings.CutPrefix(line, "$ "); {
		case fence:
			console = !console && line == "```console\n"
			out.WriteString(line)
		case console && typed:
			commands++
			out.WriteString(line + d.types(t, strings.TrimSpace(command)))
		case !console:
			out.WriteString(line)
		}
	}
	if commands == 0 {
		t.Fatal("the document has no commands")
	}
	if *update {
		if err := os.WriteFile(document, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	compare(t, steady(string(text)), steady(out.String()))
}

// types runs a command in the shell and gives what it prints.
func (d *desk) types(t *testing.T, command string) string {
	t.Helper()
	if command == "echo $?" {
		return fmt.Sprintln(d.code)
	}
	shell := exec.CommandContext(t.Context(), "sh", "-c", command)
	shell.Dir, shell.Env = d.dir, d.environment
	said, err := shell.CombinedOutput()
	exit, ok := errors.AsType[*exec.ExitError](err)
	if d.code = 0; ok {
		d.code = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	return string(said)
}

// changing is what is never the same twice, of what stores and clients say.
var changing = regexp.MustCompile(`(?m)((?:Date|X-Amz-Request-Id|X-Amz-Id-2|User-Agent): ).*$|(request id )\w+|("value": ")pail/[^"]*`)

func steady(text string) string { return changing.ReplaceAllString(text, "${1}${2}${3}...") }

// compare reports the first line that differs.
func compare(t *testing.T, want, got string) {
	t.Helper()
	wants, gots := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(wants), len(gots)) {
		if wants[i] != gots[i] {
			t.Fatalf("%s:%d: says %q, and it is %q; go test -update writes it anew", document, i+1, wants[i], gots[i])
		}
	}
	if len(wants) != len(gots) {
		t.Fatalf("%s: has %d lines, and should have %d; go test -update writes it anew", document, len(wants), len(gots))
	}
}

// desk is where a user sits who follows the document.
type desk struct {
	dir         string
	environment []string
	code        int // of the last command
}

// newDesk makes one: a store at https://storage.example with a bucket whose
// rules are wrong, and a configuration that knows it.
func newDesk(t *testing.T) (*desk, error) {
	t.Helper()
	store := storage(t)
	d := &desk{dir: t.TempDir()}
	home := t.TempDir()
	d.environment = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home}
	if err := os.MkdirAll(home+"/.config/pail", 0o700); err != nil {
		return nil, err
	}
	if err := os.WriteFile(home+"/.config/pail/ca.pem", store.certificate, 0o600); err != nil {
		return nil, err
	}
	settings := "profiles:\n  default:\n    endpoint: https://storage.example\n    access_key_id: canary\n    secret_access_key: " + secret +
		"\n    ca_bundle: ca.pem\n    proxy: " + store.proxy + "\n"
	if err := os.WriteFile(home+"/.config/pail/config.yaml", []byte(settings), 0o600); err != nil {
		return nil, err
	}
	if err := os.WriteFile(d.dir+"/wrong.json", []byte(wrong), 0o600); err != nil {
		return nil, err
	}
	put := exec.CommandContext(context.WithoutCancel(t.Context()), "pail", "cors", "put", "s3://photos", "-")
	put.Env, put.Stdin = d.environment, strings.NewReader(mistaken)
	if said, err := put.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, said)
	}
	return d, nil
}

// mistaken are the rules that the document is about.
const mistaken = `<CORSConfiguration>
  <CORSRule>
    <AllowedOrigin>https://app.example/</AllowedOrigin>
    <AllowedMethod>GET</AllowedMethod>
    <AllowedMethod>PUT</AllowedMethod>
    <ExposeHeader>ETag</ExposeHeader>
    <MaxAgeSeconds>600</MaxAgeSeconds>
  </CORSRule>
</CORSConfiguration>
`

// wrong is a file with several mistakes.
const wrong = `[
  {
    "AllowedOrigins": ["https://app.example/", "*"],
    "AllowedMethods": ["GET", "OPTIONS"],
    "AllowedHeaders": ["*"],
    "ExposeHeaders": ["x-amz-*"],
    "MaxAgeSeconds": 600
  },
  {
    "AllowedOrigins": ["https://app.example"],
    "AllowedMethods": ["put"],
    "ExposeHeaders": ["ETag"],
    "MaxAgeSeconds": 600
  }
]
`
