// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"crypto/subtle"
	"errors"

	"github.com/seed-40dc4ce0/pail/signer"
)

// authenticate lets through what the one pair of credentials has signed, and
// unsigned requests when the options say so.
func (c *call) authenticate() error {
	o, scheme := &c.emulator.options, c.emulator.scheme
	if !scheme.IsSigned(c.request) {
		c.anonymous = true
		if !o.Anonymous {
			return c.fault("AccessDenied")
		}
		if _, covers := scheme.(*signer.V4); covers {
			return refused(signer.AnonymousPayload(c.request))
		}
		return nil
	}
	id, err := scheme.Identify(c.request, signer.VerifyParams{
		Lookup: c.emulator.secret, Region: o.Region, Bucket: c.bucket, VirtualHost: c.virtual, Time: c.now,
	})
	if err != nil {
		return refused(err)
	}
	if err := id.Payload(c.request); err != nil {
		return refused(err)
	}
	token := scheme.SessionToken(c.request)
	if subtle.ConstantTimeCompare([]byte(token), []byte(o.SessionToken)) != 1 {
		return c.fault("InvalidToken")
	}
	return nil
}

// secret looks an access key up.
func (e *Emulator) secret(accessKeyID string) (string, bool) {
	return e.options.SecretAccessKey, accessKeyID == e.options.AccessKeyID
}

// refused words what package signer refuses; other errors stay as they are.
func refused(err error) error {
	if err == nil {
		return nil
	}
	v, ok := errors.AsType[*signer.VerifyError](err)
	if !ok {
		return err
	}
	f := &fault{status: v.Status, code: v.Code, message: v.Message}
	for _, e := range v.Elements {
		f.elements = append(f.elements, pair{e.Name, e.Value})
	}
	return f
}
