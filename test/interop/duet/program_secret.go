// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"context"
	"strings"
)

// secretSteps are those with a key of the caller's, which not every SDK sends
// without TLS. Entity tags of such objects
// are no digests on most stores.
func (p Plan) secretSteps() []step {
	o := Object{Key: "secret.txt", Body: text, CustomerKey: strings.Repeat("k", 32)}
	read := func(r Read, body string) func(context.Context, *duo) (any, error) {
		return func(ctx context.Context, d *duo) (any, error) {
			if !d.encrypted {
				return nil, ErrLacks
			}
			got, err := d.read.GetObject(ctx, r)
			if err == nil {
				d.want(got.Body, body)
			}
			return got.Body, err
		}
	}
	return []step{
		{name: "put an object with a key of the caller's", run: func(ctx context.Context, d *duo) (any, error) {
			if !d.tls {
				return nil, ErrLacks
			}
			_, err := d.write.PutObject(ctx, o)
			d.encrypted = err == nil
			return nil, err
		}},
		{name: "get it with that key", run: read(Read{Key: o.Key, CustomerKey: o.CustomerKey}, text)},
		{name: "head it with that key", bodiless: true, run: func(ctx context.Context, d *duo) (any, error) {
			if !d.encrypted {
				return nil, ErrLacks
			}
			got, err := d.read.HeadObject(ctx, Read{Key: o.Key, CustomerKey: o.CustomerKey})
			if err == nil {
				d.want(got.Length, int64(len(text)))
			}
			return got.Length, err
		}},
		{name: "get it with another key", refused: &Failure{}, run: read(Read{Key: o.Key, CustomerKey: strings.Repeat("x", 32)}, "")},
		{name: "get it without a key", refused: &Failure{}, run: read(Read{Key: o.Key}, "")},
	}
}
