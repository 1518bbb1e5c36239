// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"

	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/signer"
)

// identify sets how the client signs, and as whom.
func (c *Client) identify(cfg config.Config) error {
	scheme, err := signer.New(c.provider.Signer)
	if err != nil {
		return fmt.Errorf("pipeline: provider %s: %w", c.provider.ID, err)
	}
	c.scheme = scheme
	c.chunks, _ = scheme.(chunkSigner)
	p := cfg.Credentials
	if v := reflect.ValueOf(p); p == nil || v.Kind() == reflect.Pointer && v.IsNil() {
		return nil
	}
	if c.anonymous = signer.IsAnonymous(p); c.anonymous {
		return nil
	}
	c.credentials = p
	if _, cached := p.(*aws.CredentialsCache); !cached {
		c.credentials = aws.NewCredentialsCache(p)
	}
	return nil
}

// signing proves who sends the request, anew for each attempt.
type signing struct{ client *Client }

func (signing) ID() string { return idSign }

func (s signing) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
	if s.client.anonymous {
		return next.HandleFinalize(ctx, in)
	}
	var none middleware.FinalizeOutput
	x, err := exchangeOf(ctx)
	if err != nil {
		return none, middleware.Metadata{}, err
	}
	r, err := requestOf(in.Request)
	if err != nil {
		return none, middleware.Metadata{}, err
	}
	if x.place == nil {
		return none, middleware.Metadata{}, errNoSerializer
	}
	p := x.params()
	if p.Credentials, err = s.client.retrieve(ctx); err != nil {
		return none, middleware.Metadata{}, &unsent{err}
	}
	if err := s.client.scheme.Sign(ctx, r.Request, p); err != nil {
		return none, middleware.Metadata{}, &unsent{err}
	}
	if err := x.signChunks(r.Request, p); err != nil {
		return none, middleware.Metadata{}, &unsent{err}
	}
	return next.HandleFinalize(ctx, in)
}

// params are what a signature covers beside the request, credentials excepted.
func (x *exchange) params() signer.Params {
	now, offset := x.client.clock.time()
	x.offset = offset
	return signer.Params{
		Service: x.client.provider.SigningService, Region: x.place.region,
		Bucket: x.bucket, VirtualHost: x.place.inHost,
		Time: now, PayloadHash: x.hash,
	}
}

// chunkSigner is a scheme that covers the body: it wants a hash of it, and can
// sign it in chunks. To all others the body is nobody's business.
type chunkSigner interface {
	ChunkSigner(r *http.Request, p signer.Params) (*signer.ChunkSigner, error)
}

// retrieve gets the credentials.
func (c *Client) retrieve(ctx context.Context) (aws.Credentials, error) {
	if c.credentials == nil {
		return aws.Credentials{}, fmt.Errorf("%w: set Config.Credentials to config.Static(id, secret, token) "+
			"or to config.Anonymous(), or let config.Load find them", config.ErrNoCredentials)
	}
	creds, err := c.credentials.Retrieve(ctx)
	if err != nil && errors.Is(err, config.ErrNoCredentials) {
		if inner := errors.Unwrap(err); inner != nil && errors.Is(inner, config.ErrNoCredentials) {
			err = inner // without the cache's words around it
		}
	}
	return creds, err
}

// unsent is why an attempt never began: the server has nothing to do with it,
// and trying again does not help.
type unsent struct{ err error }

func (u *unsent) Error() string { return u.err.Error() }
func (u *unsent) Unwrap() error { return u.err }
