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
	o := &c.emulator.options
	if !signer.IsSigned(c.request) {
		c.anonymous = true
		if !o.Anonymous {
			return c.fault("AccessDenied")
		}
		return refused(signer.AnonymousPayload(c.request))
	}
	if err := c.emulator.verifier.Verify(c.request, c.emulator.secret, o.Region, c.now); err != nil {
		return refused(err)
	}
	token := c.request.Header.Get("X-Amz-Security-Token")
	if token == "" {
		token, _ = c.query.get("X-Amz-Security-Token")
	}
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
		f = f.with(e.Name, e.Value)
	}
	return f
}
