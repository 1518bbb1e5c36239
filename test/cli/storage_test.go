// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// host is where the store of the document is.
const host = "storage.example"

// storeOf is a store with TLS, and a proxy that reaches it whatever host is
// asked for.
type storeOf struct {
	proxy       string
	certificate []byte // to trust, in PEM
}

// storage serves a store with the bucket photos, and an object in it.
func storage(t *testing.T) storeOf {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: []string{host}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	store := httptest.NewUnstartedServer(emulator.New(emulator.Options{AccessKeyID: "canary", SecretAccessKey: secret}))
	store.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	store.StartTLS()
	t.Cleanup(store.Close)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { tunnel(w, r, store.Listener.Addr().String()) }))
	t.Cleanup(proxy.Close)
	s := storeOf{proxy: proxy.URL, certificate: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})}
	fill(t, store.URL)
	return s
}

// tunnel is what a proxy does with CONNECT.
func tunnel(w http.ResponseWriter, r *http.Request, address string) {
	if r.Method != http.MethodConnect || r.Host != host+":443" {
		http.Error(w, "a tunnel to "+host+" alone", http.StatusForbidden)
		return
	}
	there, err := new(net.Dialer).DialContext(r.Context(), "tcp", address)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	here, read, err := http.NewResponseController(w).Hijack()
	if err != nil {
		_ = there.Close()
		return
	}
	_, _ = io.WriteString(here, "HTTP/1.1 200 Connection established\r\n\r\n")
	go func() {
		_, _ = io.Copy(there, read) // what the client was quick to send is in there
		_ = there.Close()
	}()
	_, _ = io.Copy(here, there)
	_ = here.Close()
}

// fill makes the bucket and the object.
func fill(t *testing.T, endpoint string) {
	t.Helper()
	ctx := t.Context()
	insecure := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	cfg, err := config.Load(ctx, config.WithoutEnvironment(), config.WithEndpoint(endpoint), config.WithTransport(insecure), config.WithStaticCredentials("canary", secret, ""))
	if err != nil {
		t.Fatal(err)
	}
	svc, err := service.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	b := svc.Bucket("photos")
	if _, err := b.Create(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := b.PutObject(ctx, &bucket.PutObjectInput{Key: "cat.png", Body: strings.NewReader("meow"), ContentType: "image/png"}); err != nil {
		t.Fatal(err)
	}
}
