// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"fmt"
	"slices"

	"github.com/aws/smithy-go/middleware"
)

// A middleware.Stack writes the handler that follows into its own last node
// each time it runs, so two goroutines must not run one Stack. A chain is the
// same sequence of middlewares linked by handlers that never change: it is
// built once and then shared by all calls, and running it allocates nothing.

// chain is a compiled middleware.Stack.
type chain struct {
	first   middleware.InitializeHandler
	text    string // Stack.String()
	foreign bool   // it has middlewares that are not ours
}

// compile links the middlewares of s, in their order, before last. A step with
// the same id twice is refused: the stack's own Get, and everybody who inserts
// relative to an id, would only ever find one of them.
func compile(s *middleware.Stack, last middleware.DeserializeHandler) (*chain, error) {
	initialize, err := members("Initialize", s.Initialize.List(), s.Initialize.Get)
	if err != nil {
		return nil, err
	}
	serialize, err := members("Serialize", s.Serialize.List(), s.Serialize.Get)
	if err != nil {
		return nil, err
	}
	build, err := members("Build", s.Build.List(), s.Build.Get)
	if err != nil {
		return nil, err
	}
	finalize, err := members("Finalize", s.Finalize.List(), s.Finalize.Get)
	if err != nil {
		return nil, err
	}
	deserialize, err := members("Deserialize", s.Deserialize.List(), s.Deserialize.Get)
	if err != nil {
		return nil, err
	}
	d := last
	for _, m := range slices.Backward(deserialize) {
		d = &deserializeLink{m, d}
	}
	var f middleware.FinalizeHandler = &finalizeEnd{d}
	for _, m := range slices.Backward(finalize) {
		f = &finalizeLink{m, f}
	}
	var b middleware.BuildHandler = &buildEnd{f}
	for _, m := range slices.Backward(build) {
		b = &buildLink{m, b}
	}
	var z middleware.SerializeHandler = &serializeEnd{b}
	for _, m := range slices.Backward(serialize) {
		z = &serializeLink{m, z}
	}
	var i middleware.InitializeHandler = &initializeEnd{z}
	for _, m := range slices.Backward(initialize) {
		i = &initializeLink{m, i}
	}
	return &chain{first: i, text: s.String()}, nil
}

// members are the middlewares of one step.
func members[M any](step string, ids []string, get func(string) (M, bool)) ([]M, error) {
	ms := make([]M, 0, len(ids))
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			return nil, fmt.Errorf("the %s step has two middlewares with the id %q", step, id)
		}
		m, ok := get(id)
		if !ok {
			return nil, fmt.Errorf("the %s step has a middleware whose id changes: %q", step, id)
		}
		ms = append(ms, m)
	}
	return ms, nil
}

type initializeLink struct {
	with middleware.InitializeMiddleware
	next middleware.InitializeHandler
}

func (l *initializeLink) HandleInitialize(ctx context.Context, in middleware.InitializeInput) (middleware.InitializeOutput, middleware.Metadata, error) {
	return l.with.HandleInitialize(ctx, in, l.next)
}

type serializeLink struct {
	with middleware.SerializeMiddleware
	next middleware.SerializeHandler
}

func (l *serializeLink) HandleSerialize(ctx context.Context, in middleware.SerializeInput) (middleware.SerializeOutput, middleware.Metadata, error) {
	return l.with.HandleSerialize(ctx, in, l.next)
}

type buildLink struct {
	with middleware.BuildMiddleware
	next middleware.BuildHandler
}

func (l *buildLink) HandleBuild(ctx context.Context, in middleware.BuildInput) (middleware.BuildOutput, middleware.Metadata, error) {
	return l.with.HandleBuild(ctx, in, l.next)
}

type finalizeLink struct {
	with middleware.FinalizeMiddleware
	next middleware.FinalizeHandler
}

func (l *finalizeLink) HandleFinalize(ctx context.Context, in middleware.FinalizeInput) (middleware.FinalizeOutput, middleware.Metadata, error) {
	return l.with.HandleFinalize(ctx, in, l.next)
}

type deserializeLink struct {
	with middleware.DeserializeMiddleware
	next middleware.DeserializeHandler
}

func (l *deserializeLink) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput) (middleware.DeserializeOutput, middleware.Metadata, error) {
	return l.with.HandleDeserialize(ctx, in, l.next)
}

// An end hands a step's input to the first handler of the next step.

type initializeEnd struct{ next middleware.SerializeHandler }

func (e *initializeEnd) HandleInitialize(ctx context.Context, in middleware.InitializeInput) (middleware.InitializeOutput, middleware.Metadata, error) {
	x, err := exchangeOf(ctx)
	if err != nil {
		return middleware.InitializeOutput{}, middleware.Metadata{}, err
	}
	out, md, err := e.next.HandleSerialize(ctx, middleware.SerializeInput{Parameters: in.Parameters, Request: &x.request})
	return middleware.InitializeOutput(out), md, err
}

type serializeEnd struct{ next middleware.BuildHandler }

func (e *serializeEnd) HandleSerialize(ctx context.Context, in middleware.SerializeInput) (middleware.SerializeOutput, middleware.Metadata, error) {
	out, md, err := e.next.HandleBuild(ctx, middleware.BuildInput{Request: in.Request})
	return middleware.SerializeOutput(out), md, err
}

type buildEnd struct{ next middleware.FinalizeHandler }

func (e *buildEnd) HandleBuild(ctx context.Context, in middleware.BuildInput) (middleware.BuildOutput, middleware.Metadata, error) {
	out, md, err := e.next.HandleFinalize(ctx, middleware.FinalizeInput(in))
	return middleware.BuildOutput(out), md, err
}

type finalizeEnd struct{ next middleware.DeserializeHandler }

func (e *finalizeEnd) HandleFinalize(ctx context.Context, in middleware.FinalizeInput) (middleware.FinalizeOutput, middleware.Metadata, error) {
	out, md, err := e.next.HandleDeserialize(ctx, middleware.DeserializeInput(in))
	return middleware.FinalizeOutput{Result: out.Result}, md, err
}
