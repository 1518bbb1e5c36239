// SPDX-License-Identifier: Apache-2.0

package config

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// certificate makes a self-signed certificate and its key, as PEM.
func certificate(t *testing.T) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})), string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw}))
}

func TestTLSConfig(t *testing.T) {
	t.Parallel()
	cert, key := certificate(t)
	_, other := certificate(t)
	dir, _ := world{files: map[string]string{"me.pem": cert, "me.key": key, "other.key": other, "empty.pem": "nothing\n"}}.build(t)
	in := func(name string) string { return filepath.Join(dir, name) }
	tests := []struct {
		name   string
		config Config
		fault  string
	}{
		{"a bundle", Config{CABundle: in("me.pem")}, ""},
		{"a bundle and a client certificate", Config{CABundle: in("me.pem"), ClientCert: in("me.pem"), ClientKey: in("me.key")}, ""},
		{"a bundle without a certificate", Config{CABundle: in("empty.pem")}, "names a file without a PEM certificate"},
		{"a folder", Config{CABundle: dir}, "names a folder: DIR"},
		{"PEM text for a path", Config{CABundle: cert}, "holds PEM text where a path is wanted"},
		{"a key of another certificate", Config{ClientCert: in("me.pem"), ClientKey: in("other.key")}, "does not name the PEM private key, without a passphrase, of the client certificate"},
		{"no such key", Config{ClientCert: in("me.pem"), ClientKey: in("no.key")}, "names a file that does not exist: DIR/no.key"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := test.config.TLSConfig()
			if test.fault != "" {
				e, ok := errors.AsType[*Error](err)
				if !ok || strings.ReplaceAll(e.Faults[0].Problem, dir, "DIR") != test.fault || strings.Contains(err.Error(), "BEGIN CERT") && test.config.CABundle == cert {
					t.Errorf("got %v, want %q", err, test.fault)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got.RootCAs == nil || len(got.Certificates) != 1 && test.config.ClientCert != "" {
				t.Errorf("got %+v", got)
			}
		})
	}
	if got, err := (Config{}).TLSConfig(); got != nil || err != nil {
		t.Errorf("nothing set: got %v, %v", got, err)
	}
}

func TestPathsInAFileAreRelativeToItAndAnOpenKeyIsWarnedAbout(t *testing.T) {
	t.Parallel()
	cert, key := certificate(t)
	w := world{files: map[string]string{
		"xdg/pail/config.yaml": "profiles:\n  default:\n    endpoint: localhost\n    ca_bundle: tls/me.pem\n    client_cert: ~/me.pem\n    client_key: tls/me.key\n",
		"xdg/pail/tls/me.pem":  cert, "me.pem": cert, "xdg/pail/tls/me.key": key,
	}}
	dir, inside := w.build(t)
	if err := os.Chmod(filepath.Join(dir, "xdg/pail/tls/me.key"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := Load(t.Context(), inside)
	if err != nil {
		t.Fatal(err)
	}
	if c.CABundle != filepath.Join(dir, "xdg/pail/tls/me.pem") || c.ClientCert != filepath.Join(dir, "me.pem") {
		t.Errorf("got %v", c)
	}
	if len(c.Warnings) != 1 || !strings.Contains(c.Warnings[0], "me.key holds secrets") {
		t.Errorf("warnings %q", c.Warnings)
	}
}
