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
// QingStor's, and any endpoint and region, for each provider. It must not panic,
// must return either a valid Config or a typed error, and must never show the
// canary.
func FuzzLoad(f *testing.F) {
	f.Add("default: full\n"+fullProfile, sharedConfig, wholeQingFile, "localhost:9000", "", uint8(0))
	f.Add("", "", wholeQingFile, "", "", uint8(2))
	f.Add("", "", "host: a:b\nport: 0\nprotocol: x\nendpoint: [y]\n", "", "pek3a", uint8(2))
	f.Add("", "", "httpsettings: {read_timeout: 0, write_timeout: x, connect_timeout: 1}\nzone: gd2\n", "", "", uint8(2))
	f.Add("", "", "access_key_id: "+canary+"\nsecret_access_key: "+canary+"\ncolour: "+canary+"\n"+canary+": x\n", "http://qingstor.com:81", "gd2", uint8(2))
	f.Add("", "", canary+": &a [*a]\nsecret_access_key: *a\nhttpsettings: *a\n", "s3.pek3a.qingstor.com", canary, uint8(2))
	f.Add("", "", "", "b-125.cos.ap-beijing.myqcloud.com", "https://cos.ap-bejing.myqcloud.com", uint8(1))
	f.Add("profiles: {default: {addressing: path, session_token: "+canary+"}}\n", "", "", "", "ap-bejing-1", uint8(1))
	f.Add("profiles: {default: {addressing: none}}\n", "", "zone: gd2\nendpoint: https://img.example.com\n", "", "pek3", uint8(2))
	f.Add("profiles: {default: {addressing: none}}\n", "", "", "b-125.cos.ap-beijing.myqcloud.com", "ap-beijing-internal", uint8(1))
	f.Add("profiles:\n  default:\n    secret_access_key: "+canary+"\n", "[default]\naws_secret_access_key="+canary, "", "https://me:"+canary+"@h", "", uint8(0))
	f.Add("profiles:\n  default:\n    secret_access_key:"+canary+"\n    x: y\n", "["+canary+"]\nrole_arn="+canary, "", "https://h/?a="+canary, "", uint8(0))
	f.Add("profiles:\n  default:\n    secret_access_key: *"+canary+"\n", "[default]\n"+canary+"\nregion="+canary, "", canary, "", uint8(0))
	f.Add("profiles:\n  default:\n    secret_access_key: ["+canary+"]\n", "[default]\naws_access_key_id="+canary, "", "https://h#"+canary, "", uint8(0))
	f.Add("profiles:\n  default:\n    "+canary+": x\n    "+canary+": x\n", "", "", "https://"+canary, canary, uint8(1))
	f.Add("default: "+canary+"\nprofiles: {"+canary+": {region: "+canary+", addressing: "+canary+", provider: "+canary+"}}\n", "", "", "", "", uint8(3))
	f.Add("a: &a [*a]\nprofiles: *a\n", "", "", "[::1]:1", "", uint8(0))
	f.Add("profiles: {default: &a {timeouts: *a, proxy: '"+canary+"@x', max_attempts: "+canary+"}}\n", "[default]\ns3=\n endpoint_url="+canary, "", "h", "", uint8(0))
	f.Add("profiles: {default: !!binary "+canary+"}\n---\n"+canary, "[default]\nca_bundle=/", "", "h:0", "", uint8(0))
	f.Add("\"\\U00110000\"", "[profile x", "\"\\U00110000\"", "http://%zz", "", uint8(2))
	f.Fuzz(func(t *testing.T, file, shared, qing, endpoint, region string, provider uint8) {
		dir := t.TempDir()
		for name, text := range map[string]string{"pail.yaml": file, "shared": shared, "qing.yaml": qing} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		variables := map[string]string{
			"PAIL_ENDPOINT": endpoint, "PAIL_REGION": region, "HOME": dir, "PAIL_CONFIG": filepath.Join(dir, "pail.yaml"),
			"AWS_CONFIG_FILE": filepath.Join(dir, "shared"), "AWS_SHARED_CREDENTIALS_FILE": filepath.Join(dir, "shared"),
			"QINGSTOR_CONFIG_PATH": filepath.Join(dir, "qing.yaml"),
		}
		if ids := vendorIDs(); int(provider) < len(ids) { // else the file may say it
			variables["PAIL_PROVIDER"] = ids[provider]
		}
		outside := nothing()
		outside.lookup = func(name string) string { return variables[name] }
		c, err := Load(t.Context(), func(l *loader) { l.outside = outside })
		if text := fmt.Sprint(c.Warnings); strings.Contains(text, canary) {
			t.Errorf("a warning holds the secret: %s", text)
		}
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
		for _, f := range e.Faults {
			if f.Problem == "" || f.Fix == "" || f.File == "" && f.Source == "" && f.Key == "" {
				t.Errorf("a fault without a place, a problem or a fix: %+v", f)
			}
		}
		if text := fmt.Sprintf("%v %+v %#v", err, err, *e); strings.Contains(text, canary) {
			t.Errorf("the error holds the secret: %s", text)
		}
	})
}

// FuzzValidate gives a Config written by hand any endpoint and region. What is
// wrong is a typed error that does not hold the canary, and putting the region
// before the host twice is as good as once.
func FuzzValidate(f *testing.F) {
	for _, endpoint := range []string{"", "qingstor.com", "http://qingstor.com:81/x", "b.s3.pek3a.qsstor.com", "cos.accelerate.myqcloud.com", "b-1.cos.ap-x.tencentcos.cn", "[::1]:1", canary} {
		for _, region := range []string{"", "pek3a", "pk3a", "beijing", "ap-bejing-1", "na-frankfurt", "https://cos.ap-tokyo.myqcloud.com", canary} {
			f.Add(endpoint, region, "path", uint8(len(endpoint)))
		}
	}
	f.Fuzz(func(t *testing.T, endpoint, region, addressing string, provider uint8) {
		v := vendors()[int(provider)%len(vendors())]
		for _, theirs := range []bool{false, true} {
			once := v.withRegion(endpoint, region, theirs)
			if twice := v.withRegion(once, region, theirs); twice != once {
				t.Errorf("%q became %q and %q", endpoint, once, twice)
			}
		}
		err := Config{Provider: v.id, Endpoint: endpoint, Region: region, Addressing: addressing}.Validate()
		if err == nil {
			return
		}
		e, ok := errors.AsType[*Error](err)
		if !ok || len(e.Faults) == 0 {
			t.Fatalf("not a typed error: %v", err)
		}
		if strings.Contains(err.Error(), canary) {
			t.Errorf("the error holds the secret: %v", err)
		}
	})
}

// FuzzQingFile reads any file as QingStor's, without a disk.
func FuzzQingFile(f *testing.F) {
	f.Add([]byte(wholeQingFile))
	f.Add([]byte("host: '[::1'\nport: -1\nprotocol: ''\nendpoint: {}\n"))
	f.Add([]byte("httpsettings: {read_timeout: none, write_timeout: 9223372036854775807}\n" + canary + ": x\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := &document{path: "config.yaml"}
		var y layer
		y.takeQing(d.qingValues(data))
		for key, v := range y.values {
			if v.text == "" || v.from.file == "" || v.from.line == 0 || v.from.key == "" {
				t.Errorf("%s: a value from nowhere: %+v", key, v)
			}
			if v.bad != nil && strings.Contains(v.bad.text+v.bad.fix, canary) {
				t.Errorf("%s: the problem holds the secret: %+v", key, v.bad)
			}
		}
		for _, text := range y.warnings {
			if strings.Contains(text, canary) {
				t.Errorf("the warning holds the secret: %s", text)
			}
		}
		for _, fault := range d.faults {
			if fault.Fix == "" || strings.Contains(fault.Error(), canary) {
				t.Errorf("a fault without a fix, or with the secret: %+v", fault)
			}
		}
	})
}
