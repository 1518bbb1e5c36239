// SPDX-License-Identifier: Apache-2.0

package witness

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// modules are the vendors' SDKs, the versions that go.mod has.
var modules = map[string]string{
	"s3":       "github.com/aws/aws-sdk-go-v2/service/s3",
	"cos":      "github.com/tencentyun/cos-go-sdk-v5",
	"qingstor": "github.com/qingstor/qingstor-sdk-go/v4",
}

// ofHTTP tells names that are HTTP's own: what an answer may have whatever an
// SDK reads of it. Those of preflights are in recorded exchanges.
func ofHTTP(text string) bool {
	return strings.HasPrefix(text, "Access-Control-Allow-") || strings.HasPrefix(text, "Access-Control-Expose-") ||
		text == "Access-Control-Max-Age" || text == "Accept-Ranges" || text == "Content-Range"
}

func TestOnlyWhatIsMarkedIsUnknownToTheVendorsSDK(t *testing.T) {
	t.Parallel()
	for provider, module := range modules {
		t.Run(provider, func(t *testing.T) {
			t.Parallel()
			source := read(t, module)
			all, marked := 0, 0
			for _, n := range names(t, provider) {
				if ofHTTP(n.text) {
					continue
				}
				all++
				known := has(source, n.text)
				if n.marked {
					marked++
				}
				switch {
				case n.marked && known:
					t.Errorf("%s: %q is marked with documentationOnly, and the SDK has it", n.at, n.text)
				case !n.marked && !known:
					t.Errorf("%s: the SDK does not have %q: mark it with documentationOnly, and say where it is documented", n.at, n.text)
				}
			}
			if all == 0 {
				t.Error("the spec has no names")
			}
			t.Logf("%s: %d names on the wire, %d of them from documentation only", provider, all, marked)
		})
	}
}

// has says whether a source in lower case has text as a word. What ends in a
// hyphen, as the prefix of metadata does, is the beginning of one.
func has(source, text string) bool {
	text = strings.ToLower(text)
	for {
		i := strings.Index(source, text)
		if i < 0 {
			return false
		}
		after := source[i+len(text):]
		within := i > 0 && isWord(source[i-1]) || after != "" && isWord(after[0]) && after[0] != '-'
		if !within || strings.HasSuffix(text, "-") {
			return true
		}
		source = after
	}
}

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}

// read is the source of a module in lower case.
func read(t *testing.T, module string) string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		t.Fatalf("go list -m %s: %v", module, err)
	}
	var b strings.Builder
	err = filepath.WalkDir(strings.TrimSpace(string(dir)), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		text, err := os.ReadFile(path)
		b.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.ToLower(b.String())
}
