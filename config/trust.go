// SPDX-License-Identifier: Apache-2.0

package config

import (
	"crypto/tls"
	"crypto/x509"
	"strings"
)

// maxPEM bounds the PEM files; the system's own bundles are below 1 MiB.
const maxPEM = 16 << 20

// TLSConfig reads c.CABundle, c.ClientCert and c.ClientKey. It is nil without an
// error if none is set; what cannot be used is an [*Error]. The result is the
// caller's to change.
func (c Config) TLSConfig() (*tls.Config, error) {
	t, faults := c.trust(fieldOf)
	if len(faults) > 0 {
		return nil, &Error{Faults: faults}
	}
	return t, nil
}

func (c Config) trust(at func(key string) origin) (*tls.Config, []Fault) {
	if c.CABundle == "" && c.ClientCert == "" && c.ClientKey == "" {
		return nil, nil
	}
	t := &tls.Config{MinVersion: tls.VersionTLS12}
	var faults []Fault
	if c.CABundle != "" {
		if pem, p := readPEM(c.CABundle); p != nil {
			faults = append(faults, at(keyCABundle).fault(keyCABundle, *p))
		} else if t.RootCAs = x509.NewCertPool(); !t.RootCAs.AppendCertsFromPEM(pem) {
			faults = append(faults, at(keyCABundle).fault(keyCABundle, problem{
				text: "names a file without a PEM certificate", fix: "name a file with BEGIN CERTIFICATE in it"}))
		}
	}
	pair, more := c.clientCertificate(at)
	if len(pair.Certificate) > 0 {
		t.Certificates = []tls.Certificate{pair}
	}
	return t, append(faults, more...)
}

func (c Config) clientCertificate(at func(key string) origin) (tls.Certificate, []Fault) {
	var none tls.Certificate
	switch {
	case c.ClientCert == "" && c.ClientKey == "":
		return none, nil
	case c.ClientKey == "":
		return none, []Fault{at(keyClientCert).fault(keyClientCert, problem{text: "is set, but client_key is not", fix: "set both, or neither"})}
	case c.ClientCert == "":
		return none, []Fault{at(keyClientKey).fault(keyClientKey, problem{text: "is set, but client_cert is not", fix: "set both, or neither"})}
	}
	var faults []Fault
	cert, p := readPEM(c.ClientCert)
	if p != nil {
		faults = append(faults, at(keyClientCert).fault(keyClientCert, *p))
	}
	key, p := readPEM(c.ClientKey)
	if p != nil {
		faults = append(faults, at(keyClientKey).fault(keyClientKey, *p))
	}
	if len(faults) > 0 {
		return none, faults
	}
	pair, err := tls.X509KeyPair(cert, key)
	if err != nil { // its text is not repeated: it speaks of the key's content
		return none, []Fault{at(keyClientKey).fault(keyClientKey, problem{
			text: "does not name the PEM private key, without a passphrase, of the client certificate",
			fix:  "name the files of one certificate and its key"})}
	}
	return pair, nil
}

// readPEM reads the file at path, unless that is not a path at all.
func readPEM(path string) ([]byte, *problem) {
	if isPEM(path) {
		return nil, &problem{text: "holds PEM text where a path is wanted", fix: "write the text to a file and name that"}
	}
	data, _, p := readFile(path, maxPEM)
	return data, p
}

func isPEM(path string) bool {
	return strings.Contains(path, "-----BEGIN") || strings.ContainsAny(path, "\r\n")
}
