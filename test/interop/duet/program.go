// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"context"
	"crypto/md5" //nolint:gosec // what stores make of objects
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
	"time"
)

// steps is the program. It begins and ends without the bucket.
func (p Plan) steps() []step {
	return slices.Concat(p.bucketSteps(), p.corsSteps(), p.objectSteps(), p.secretSteps(), p.conditionSteps(), p.keySteps(), p.listSteps(),
		p.tagSteps(), p.presignSteps(), p.appendSteps(), p.carrySteps(), p.deleteSteps())
}

// refusal is a step's, in AWS's words.
func refusal(status int, code string) *Failure { return &Failure{Status: status, Code: code} }

// done is for steps whose result is that they succeeded.
func done(err error) (any, error) { return nil, err }

func (p Plan) bucketSteps() []step {
	return []step{
		{name: "head a bucket that is not there", refused: refusal(404, "NoSuchBucket"), bodiless: true,
			run: func(ctx context.Context, d *duo) (any, error) { return done(d.read.HeadBucket(ctx)) }},
		{name: "list a bucket that is not there", refused: refusal(404, "NoSuchBucket"),
			run: func(ctx context.Context, d *duo) (any, error) { return d.read.List(ctx, Query{}) }},
		{name: "put into a bucket that is not there", refused: refusal(404, "NoSuchBucket"),
			run: func(ctx context.Context, d *duo) (any, error) {
				return d.write.PutObject(ctx, Object{Key: "k", Body: "b"})
			}},
		{name: "create the bucket",
			run: func(ctx context.Context, d *duo) (any, error) { return done(d.write.CreateBucket(ctx)) }},
		{name: "create it again", refused: refusal(409, "BucketAlreadyOwnedByYou"),
			run: func(ctx context.Context, d *duo) (any, error) { return done(d.write.CreateBucket(ctx)) }},
		{name: "head the bucket", bodiless: true,
			run: func(ctx context.Context, d *duo) (any, error) { return done(d.read.HeadBucket(ctx)) }},
		{name: "list buckets",
			run: func(ctx context.Context, d *duo) (any, error) {
				names, err := d.read.Buckets(ctx)
				if err == nil {
					d.want(slices.Contains(names, d.bucket), true)
				}
				return nil, err
			}},
	}
}

func (p Plan) corsRules() []Rule {
	rules := []Rule{
		{ID: "app", Origins: p.Origins, Methods: []string{"GET", "PUT"}, Headers: []string{"content-type", "x-note"}, Expose: []string{"ETag"}, MaxAge: 600},
		{ID: "all", Origins: []string{"https://*.example"}, Methods: []string{"GET"}},
	}
	for i := range rules {
		if !p.IDs {
			rules[i].ID = ""
		}
	}
	return rules
}

func (p Plan) corsSteps() []step {
	ask := Preflight{Key: "any.txt", Origin: p.Origins[0], Method: "PUT", Headers: "content-type"}
	denied := ask
	denied.Origin = "https://elsewhere.test"
	options := func(q Preflight) func(context.Context, *duo) (any, error) {
		return func(ctx context.Context, d *duo) (any, error) {
			a, err := d.read.Options(ctx, q)
			if q == ask && err == nil {
				d.want(a.Origin != "" && a.Methods != "" && a.Headers != "" && a.MaxAge == "600" && a.Expose == "ETag", true)
			}
			return a, err
		}
	}
	steps := []step{
		{name: "read CORS rules that are not there", refused: refusal(404, "NoSuchCORSConfiguration"),
			run: func(ctx context.Context, d *duo) (any, error) { return d.read.GetCORS(ctx) }},
		{name: "put CORS rules",
			run: func(ctx context.Context, d *duo) (any, error) { return done(d.write.PutCORS(ctx, p.corsRules())) }},
		{name: "read the CORS rules",
			run: func(ctx context.Context, d *duo) (any, error) {
				rules, err := d.read.GetCORS(ctx)
				if err == nil {
					d.want(rules, p.corsRules())
				}
				return rules, err
			}},
		{name: "ask a preflight that is allowed", unsigned: true, run: options(ask)},
		{name: "ask a preflight that is denied", unsigned: true, run: options(denied), refused: refusal(403, "AccessForbidden")},
		{name: "delete the CORS rules",
			run: func(ctx context.Context, d *duo) (any, error) { return done(d.write.DeleteCORS(ctx)) }},
		{name: "read CORS rules that are gone", refused: refusal(404, "NoSuchCORSConfiguration"),
			run: func(ctx context.Context, d *duo) (any, error) { return d.read.GetCORS(ctx) }},
	}
	if p.Silent {
		steps[4].refused = nil
		steps[4].run = func(ctx context.Context, d *duo) (any, error) {
			a, err := d.read.Options(ctx, denied)
			if err == nil {
				d.want(a, Allowed{})
			}
			return a, err
		}
	}
	return steps
}

// sum is the entity tag of an object that was put whole.
func sum(body string) string {
	s := md5.Sum([]byte(body)) //nolint:gosec // see above
	return hex.EncodeToString(s[:])
}

// digest is a Content-MD5.
func digest(body string) string {
	s := md5.Sum([]byte(body)) //nolint:gosec // see above
	return base64.StdEncoding.EncodeToString(s[:])
}

// tidy checks what depends on the time and removes it.
func (d *duo) tidy(o Object) Object {
	if !o.LastModified.IsZero() {
		d.want(time.Since(o.LastModified).Abs() < time.Hour, true)
		o.LastModified = time.Time{}
	}
	if len(o.Metadata) == 0 {
		o.Metadata = nil // whether none is nil is the SDK's to choose
	}
	return o
}

// long is a body that no buffer holds by chance.
var long = strings.Repeat("sixteen letters.", 20_000)
