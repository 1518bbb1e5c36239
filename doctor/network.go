// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/url"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

// ReasonNoAnswer is the Reason of a Verdict for a request that got no answer,
// beside those of package cors.
const ReasonNoAnswer = "NoAnswer"

// ReasonMixedContent is the Reason of a Verdict for a URL of http that a page of
// https fetches: browsers block that before CORS has a say.
const ReasonMixedContent = "MixedContent"

// failure is why no answer came, without the URL and what may be secret in it.
func (x *examination) failure(err error) string {
	if transport, ok := errors.AsType[*bucket.TransportError](err); ok {
		err = transport.Err
	}
	if located, ok := errors.AsType[*url.Error](err); ok {
		err = located.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return "no answer within " + x.options.timeout.String()
	}
	return x.censor.text(err.Error())
}

// unreachable tells of an exchange without an answer. To script it looks as a
// refusal by CORS does.
func (x *examination) unreachable(e *Exchange) {
	f := Finding{
		Problem: 16, Code: "unreachable", Level: Error, Where: at(PlaceNetwork),
		What: "The server gives no answer: " + e.Failure + ".",
		Why:  "Script is told the same of this as of a refusal by CORS: the request failed.",
		Fix:  "Check host, port and network; CORS has no part in it.",
	}
	var unknown x509.UnknownAuthorityError
	var wrongHost x509.HostnameError
	var invalid x509.CertificateInvalidError
	var verify *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var name *net.DNSError
	switch {
	case errors.As(e.cause, &name):
		f.Code, f.Fix = "unknown-host", "Check the host's name: "+clean(name.Name)+" is not known here."
	case errors.As(e.cause, &unknown), errors.As(e.cause, &wrongHost), errors.As(e.cause, &invalid), errors.As(e.cause, &verify):
		f.Code, f.Fix = "tls", "Give the server a certificate for its name that browsers trust; no rule helps before that."
	case errors.As(e.cause, &record), strings.Contains(e.Failure, "HTTP response to HTTPS client"):
		f.Problem, f.Code, f.Fix = 10, "tls", "The server speaks no TLS at this port: use http, or another port."
	}
	x.report.Verdict = cors.Verdict{Stage: cors.StageRequest, Reason: ReasonNoAnswer, Detail: e.Failure}
	x.add(f)
}

// surroundings tells what browsers hold against a request besides CORS.
func (x *examination) surroundings() {
	u, err := url.Parse(x.fetch.URL)
	if err != nil {
		return
	}
	local, pageLocal := isLocal(u.Hostname()), originIsLocal(x.request.Origin)
	switch {
	case strings.HasPrefix(x.request.Origin, "https://") && u.Scheme == "http" && !local:
		x.add(Finding{
			Problem: 10, Code: "mixed-content", Level: Error, Where: Where{Place: PlaceRequest, Rule: -1, Field: "URL"},
			What: "A page that came over https may not fetch a URL of http.", Why: "Browsers block it as mixed content before they ask the server anything.",
			Fix: "Use the https endpoint of the store.",
		})
	case local && !pageLocal && x.request.Origin != "null":
		f := Finding{
			Code: "local-network", Level: Note, Where: Where{Place: PlaceRequest, Rule: -1, Field: "URL"},
			What: "The server is on the local network, and the page is not.", Why: "Chrome and Edge ask the user for permission.",
			Fix: "Grant the permission, or serve the page from the local network too; no header helps.",
		}
		if strings.HasPrefix(x.request.Origin, "http://") {
			f.Level, f.Why = Warning, "Chrome and Edge refuse that to pages that came over http; those of https may ask the user for permission."
			f.Fix = "Serve the page over https, or from the local network too; no header helps."
		}
		x.add(f)
	}
}

func isLocal(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast())
}

func originIsLocal(origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && isLocal(u.Hostname())
}
