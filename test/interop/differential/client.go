// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/seed-40dc4ce0/pail/rest"
)

// newOurs is New of the package that codegen makes. What is laid over this
// folder sets it; it is nil when nothing is.
var newOurs func(cfg rest.Config) (any, error)

// setup is what both clients are told alike.
type setup struct {
	name       string
	endpoint   string
	addressing rest.Addressing
}

// The ways to address a bucket, and a server without TLS: there aws-sdk-go-v2
// writes checksums before the body, not behind it.
var (
	byPath   = setup{"path", "https://s3.us-east-1.amazonaws.com", rest.AddressingPath}
	byHost   = setup{"host", "https://s3.us-east-1.amazonaws.com", rest.AddressingVirtual}
	byBucket = setup{"auto", "https://s3.us-east-1.amazonaws.com", rest.AddressingAuto}
	plain    = setup{"plain", "http://s3.us-east-1.amazonaws.com", rest.AddressingPath}
)

// caller is either client. Its methods are found by reflection.
type caller struct {
	client reflect.Value
	tap    *wiretap
	filler filler
}

// ours is the generated client.
func ours(m *model, s setup) (*caller, error) {
	tap := new(wiretap)
	client, err := newOurs(rest.Config{Endpoint: s.endpoint, Transport: tap, S3: rest.S3{Addressing: s.addressing}})
	return &caller{reflect.ValueOf(client), tap, filler{model: m}}, err
}

// theirs is aws-sdk-go-v2's client: anonymous, with one attempt, with checksums
// where they are required only, without 100-continue and without the sessions
// of directory buckets.
func theirs(m *model, s setup) *caller {
	tap := new(wiretap)
	client := s3.New(s3.Options{
		BaseEndpoint:                 aws.String(s.endpoint),
		ContinueHeaderThresholdBytes: -1,
		Credentials:                  aws.AnonymousCredentials{},
		DisableS3ExpressSessionAuth:  aws.Bool(true),
		HTTPClient:                   tap,
		Region:                       sampleRegion,
		RequestChecksumCalculation:   aws.RequestChecksumCalculationWhenRequired,
		ResponseChecksumValidation:   aws.ResponseChecksumValidationWhenRequired,
		Retryer:                      aws.NopRetryer{},
		UsePathStyle:                 s.addressing == rest.AddressingPath,
	})
	return &caller{reflect.ValueOf(client), tap, filler{model: m, unions: unionMembers()}}
}

// unionMembers are the types of aws-sdk-go-v2 that stand for unions' members,
// which reflection cannot find.
func unionMembers() map[string]reflect.Type {
	all := map[string]reflect.Type{}
	for _, t := range []reflect.Type{
		reflect.TypeFor[types.AnalyticsFilterMemberAnd](),
		reflect.TypeFor[types.AnalyticsFilterMemberPrefix](),
		reflect.TypeFor[types.AnalyticsFilterMemberTag](),
		reflect.TypeFor[types.MetricsFilterMemberAccessPointArn](),
		reflect.TypeFor[types.MetricsFilterMemberAnd](),
		reflect.TypeFor[types.MetricsFilterMemberPrefix](),
		reflect.TypeFor[types.MetricsFilterMemberTag](),
	} {
		all[t.Name()] = t
	}
	return all
}

// operations are the names of the client's operations.
func (c *caller) operations() []string {
	var names []string
	for i := range c.client.NumMethod() {
		if m := c.client.Type().Method(i); isOperation(m.Type) {
			names = append(names, m.Name)
		}
	}
	return names
}

// isOperation reports whether a method takes a context, an input and options,
// and returns an output and an error.
func isOperation(t reflect.Type) bool {
	return t.NumIn() == 4 && t.IsVariadic() && t.In(1) == reflect.TypeFor[context.Context]() &&
		t.NumOut() == 2 && t.Out(0).Kind() == reflect.Pointer && t.Out(1) == reflect.TypeFor[error]()
}

// method is the operation's; names differ in letters' cases at most.
func (c *caller) method(name string) (reflect.Value, bool) {
	all := c.operations()
	i := slices.IndexFunc(all, func(one string) bool { return canonical(one) == canonical(name) })
	if i < 0 {
		return reflect.Value{}, false
	}
	return c.client.MethodByName(all[i]), true
}

// input makes the operation's input of a value.
func (c *caller) input(operation *shape, v record) (reflect.Value, error) {
	method, ok := c.method(operation.name())
	if !ok {
		return reflect.Value{}, fmt.Errorf("%s has no %s", c.client.Type(), operation.name())
	}
	in := reflect.New(method.Type().In(1).Elem())
	return in, c.filler.fill(operation.name(), in.Elem(), operation.Input, v)
}

// call calls an operation. A panic is an error.
func (c *caller) call(ctx context.Context, operation *shape, in reflect.Value) (out reflect.Value, err error) {
	method, ok := c.method(operation.name())
	if !ok {
		return reflect.Value{}, fmt.Errorf("%s has no %s", c.client.Type(), operation.name())
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	c.tap.sent = nil
	results := method.Call([]reflect.Value{reflect.ValueOf(ctx), in})
	err, _ = reflect.TypeAssert[error](results[1])
	return results[0], err
}
