// SPDX-License-Identifier: Apache-2.0

package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzLoad gives Load any file as configuration, as AWS's shared files and as
// an endpoint. It must not panic, must return either a valid Config or a typed
// error, and must never show the canary.
func FuzzLoad(f *testing.F) {
	f.Add("default: full\n"+fullProfile, sharedConfig, "localhost:9000")
	f.Add("profiles:\n  default:\n    secret_access_key: "+canary+"\n", "[default]\naws_secret_access_key="+canary, "https://me:"+canary+"@h")
	f.Add("profiles:\n  default:\n    secret_access_key:"+canary+"\n    x: y\n", "["+canary+"]\nrole_arn="+canary, "https://h/?a="+canary)
	f.Add("profiles:\n  default:\n    secret_access_key: *"+canary+"\n", "[default]\n"+canary+"\nregion="+canary, canary)
	f.Add("profiles:\n  default:\n    secret_access_key: ["+canary+"]\n", "[default]\naws_access_key_id="+canary, "https://h#"+canary)
	f.Add("profiles:\n  default:\n    "+canary+": x\n    "+canary+": x\n", "", "https://"+canary)
	f.Add("default: "+canary+"\nprofiles: {"+canary+": {region: "+canary+", addressing: "+canary+", provider: "+canary+"}}\n", "", "")
	f.Add("a: &a [*a]\nprofiles: *a\n", "", "[::1]:1")
	f.Add("profiles: {default: &a {timeouts: *a, proxy: '"+canary+"@x', max_attempts: "+canary+"}}\n", "[default]\ns3=\n endpoint_url="+canary, "h")
	f.Add("profiles: {default: !!binary "+canary+"}\n---\n"+canary, "[default]\nca_bundle=/", "h:0")
	f.Add("\"\\U00110000\"", "[profile x", "http://%zz")
	f.Fuzz(func(t *testing.T, file, shared, endpoint string) {
		dir := t.TempDir()
		for _, name := range []string{"pail.yaml", "shared"} {
			text := map[string]string{"pail.yaml": file, "shared": shared}[name]
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		variables := map[string]string{
			"PAIL_ENDPOINT": endpoint, "HOME": dir, "PAIL_CONFIG": filepath.Join(dir, "pail.yaml"),
			"AWS_CONFIG_FILE": filepath.Join(dir, "shared"), "AWS_SHARED_CREDENTIALS_FILE": filepath.Join(dir, "shared"),
		}
		outside := nothing()
		outside.lookup = func(name string) string { return variables[name] }
		c, err := Load(t.Context(), func(l *loader) { l.outside = outside })
		if err == nil {
			if err := c.Validate(); err != nil {
				t.Errorf("Load returned what is not valid: %v", err)
			}
			return
		}
		var e *Error
		if !errors.As(err, &e) || len(e.Faults) == 0 {
			t.Fatalf("not a typed error: %v", err)
		}
		if text := fmt.Sprintf("%v %+v %#v", err, err, *e); strings.Contains(text, canary) {
			t.Errorf("the error holds the secret: %s", text)
		}
	})
}
