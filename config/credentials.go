// SPDX-License-Identifier: Apache-2.0

package config

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// ErrNoCredentials is matched by the error of a call that needs a signature
// when [Load] found no credentials.
var ErrNoCredentials = errors.New("config: there are no credentials")

// Static makes a provider of one fixed key; token is "" but for temporary
// credentials. The provider is safe for concurrent use, and printing it does
// not show the key. With an empty id or secret its Retrieve fails with
// [ErrNoCredentials].
func Static(id, secret, token string) aws.CredentialsProvider {
	// A closure, so that nothing that walks through values can print the secret.
	return static{func() aws.Credentials {
		return aws.Credentials{AccessKeyID: id, SecretAccessKey: secret, SessionToken: token, Source: "pail"}
	}}
}

// Anonymous makes the provider that means: sign nothing. It is that of
// aws-sdk-go-v2, [aws.AnonymousCredentials].
func Anonymous() aws.CredentialsProvider { return aws.AnonymousCredentials{} }

type static struct{ retrieve func() aws.Credentials }

func (s static) Retrieve(context.Context) (aws.Credentials, error) {
	if c := s.retrieve(); c.HasKeys() {
		return c, nil
	}
	return aws.Credentials{}, fmt.Errorf("%w: the access key id or the secret access key is empty", ErrNoCredentials)
}

func (s static) String() string { return "static credentials" }

// missing is what Load sets when it found no credentials.
type missing struct{ looked string }

func (m missing) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{}, fmt.Errorf("%w; looked in %s; set access_key_id and secret_access_key, pass config.WithCredentials, or say config.WithAnonymous", ErrNoCredentials, m.looked)
}

func (m missing) String() string { return "no credentials" }

// kindOf names a provider without printing it.
func kindOf(p aws.CredentialsProvider) string {
	switch p.(type) {
	case nil, missing:
		return "none"
	case static:
		return "static"
	case aws.AnonymousCredentials, *aws.AnonymousCredentials:
		return "anonymous"
	}
	return fmt.Sprintf("%T", p)
}

// chosen is what an option said of credentials: a provider, or keys.
type chosen struct {
	provider aws.CredentialsProvider
	static   *keys
	from     origin
}

// keys is a key pair as written, with the names its parts have there.
type keys struct {
	id, secret, token value
	called            func(key string) string
}

// resolve makes the credentials of the highest layer that has any.
func (l *loader) resolve(layers []layer, v vendor) aws.CredentialsProvider {
	if c := l.credentials; c != nil {
		switch {
		case c.static != nil:
			return l.pair(*c.static, v)
		case c.provider == nil:
			l.fault(c.from, "", problem{text: "is given nil", fix: "pass a provider, or say config.WithAnonymous"})
		}
		return c.provider
	}
	named := false // a higher layer says: anonymous is false
	for _, y := range layers {
		k := keys{id: y.values[keyAccessKeyID], secret: y.values[keySecretAccessKey], token: y.values[keySessionToken], called: y.name}
		has := k.id.text != "" || k.secret.text != "" || k.token.text != ""
		if said, ok := y.values[keyAnonymous]; ok && !named {
			anonymous, p := parseBool(said.text)
			switch {
			case p != nil:
				l.fault(said.from, keyAnonymous, *p)
			case anonymous && has:
				l.fault(said.from, keyAnonymous, problem{text: "is true beside an access key", fix: "leave out one of them"})
				return nil
			case anonymous:
				return Anonymous()
			}
			named = true
		}
		if has {
			if y.secretWarning != "" {
				l.warn(y.secretWarning)
			}
			return l.pair(k, v)
		}
		if y.refusal != nil {
			l.faults = append(l.faults, *y.refusal)
			return nil
		}
	}
	return missing{looked: l.looked(v)}
}

// pair makes the credentials of a key, or says what the key lacks.
func (l *loader) pair(k keys, v vendor) aws.CredentialsProvider {
	name := func(key string) string {
		if k.called == nil {
			return key
		}
		return k.called(key)
	}
	before := len(l.faults)
	switch {
	case k.id.text == "" && k.secret.text == "" && k.called == nil:
		l.fault(k.id.from, keyAccessKeyID, problem{text: "is given an empty access key", fix: "pass both parts, or say config.WithAnonymous"})
	case k.id.text == "" && k.secret.text == "":
		l.fault(k.token.from, keySessionToken, problem{text: "is set without an access key",
			fix: "set " + name(keyAccessKeyID) + " and " + name(keySecretAccessKey) + " too"})
	case k.id.text == "":
		l.fault(k.secret.from, keySecretAccessKey, halfPair(name(keyAccessKeyID)))
	case k.secret.text == "":
		l.fault(k.id.from, keyAccessKeyID, halfPair(name(keySecretAccessKey)))
	}
	if k.token.text != "" && v.noToken {
		l.fault(k.token.from, keySessionToken, problem{text: "is set, but the provider has no temporary credentials", fix: "leave it out, or choose the provider that it is from"})
	}
	l.printable(keyAccessKeyID, k.id, true)
	l.printable(keySecretAccessKey, k.secret, false)
	l.printable(keySessionToken, k.token, true)
	if len(l.faults) > before {
		return nil
	}
	return Static(k.id.text, k.secret.text, k.token.text)
}

func halfPair(other string) problem {
	return problem{text: "is set, but " + other + " is not", fix: "set both, or neither"}
}

// printable refuses what a copied line break or quote leaves in a key: such a
// key never works, and the parts that are sent could break a header.
func (l *loader) printable(key string, v value, sent bool) {
	bad := strings.TrimSpace(v.text) != v.text || strings.ContainsFunc(v.text, func(r rune) bool {
		return r < ' ' || r == 0x7f || sent && (r == ' ' || r > 0x7f)
	})
	if bad {
		l.fault(v.from, key, problem{text: "has white space, control characters or letters outside ASCII in it", fix: "copy it again, without line breaks"})
	}
}
