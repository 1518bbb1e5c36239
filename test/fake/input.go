// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"errors"
	"fmt"
	"io"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/call"
	"github.com/seed-40dc4ce0/pail/internal/pipeline"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// byName are the operations of the dialect and, in their place, those that this
// package does otherwise. What the client of that provider refuses to send is
// refused here by the same functions, and what they make of an answer's
// headers is what an output says here.
func byName(dialect, own []pipeline.Operation) map[string]pipeline.Operation {
	m := make(map[string]pipeline.Operation, len(dialect))
	for _, op := range append(dialect, own...) {
		m[op.Name] = op
	}
	return m
}

// begin checks the input of inv, and learns from it which operation and key
// the turn is about.
func (t *turn) begin(inv *call.Invocation) error {
	op, ok := t.service.operations[inv.Operation]
	if !ok || op.Encode == nil {
		return &bucket.UnsupportedError{Op: t.op, Provider: Provider}
	}
	t.operation = op
	var e wire.Encoder
	e.Reset(nil)
	e.Verbatim = inv.Options.Verbatim
	op.Encode(&e, inv.Input)
	t.key = e.Key()
	cause := t.prepare(&e)
	return t.refuse(append(e.Issues, lacking(inv.Input)...), cause)
}

// refuse is the error for issues: one InputError for all that is wrong, and an
// UnsupportedError for each member that is lacking.
func (t *turn) refuse(issues []wire.Issue, cause error) error {
	var fields []bucket.FieldError
	var errs []error
	for _, issue := range issues {
		if issue.Unsupported {
			errs = append(errs, &bucket.UnsupportedError{Op: t.op, Provider: Provider, Member: issue.Field, Reason: issue.Problem})
			continue
		}
		fields = append(fields, bucket.FieldError{Field: issue.Field, Problem: issue.Problem})
	}
	if len(fields) > 0 {
		bad := &bucket.InputError{Op: t.op, Provider: Provider, Bucket: t.bucket, Key: t.key, Fields: fields, Err: cause}
		errs = append([]error{bad}, errs...)
	}
	if len(errs) == 1 {
		return errs[0]
	}
	return errors.Join(errs...)
}

// lacking names the members that are set and that this package, not S3, lacks.
func lacking(input any) []wire.Issue {
	var issues []wire.Issue
	refuse := func(member string, isSet bool) {
		if isSet {
			issues = append(issues, wire.Issue{Field: member, Problem: "the fake knows no versions, locks, appends or conditions on time and size", Unsupported: true})
		}
	}
	switch in := input.(type) {
	case *bucket.CreateInput:
		refuse("ObjectLockEnabled", in.ObjectLockEnabled != nil && *in.ObjectLockEnabled)
	case *bucket.PutObjectInput:
		refuse("ObjectLockMode", in.ObjectLockMode != "")
		refuse("ObjectLockRetainUntilDate", !in.ObjectLockRetainUntilDate.IsZero())
		refuse("ObjectLockLegalHold", in.ObjectLockLegalHold != "")
		refuse("WriteOffsetBytes", in.WriteOffsetBytes != nil)
	case *bucket.DeleteObjectInput:
		refuse("IfMatchLastModifiedTime", !in.IfMatchLastModifiedTime.IsZero())
		refuse("IfMatchSize", in.IfMatchSize != nil)
	case *bucket.DeleteObjectsInput:
		for i := range in.Objects {
			refuse(fmt.Sprintf("Objects[%d].LastModifiedTime", i), !in.Objects[i].LastModifiedTime.IsZero())
			refuse(fmt.Sprintf("Objects[%d].Size", i), in.Objects[i].Size != nil)
		}
	}
	return issues
}

// decode makes an output of the turn's header and of content, as the client
// for S3 does.
func decode[O any](t *turn, status int, content io.ReadCloser) (*O, error) {
	d := wire.Decoder{Status: status, Head: t.header, Body: content}
	result := t.operation.Decode(&d, t.response(status))
	if err := d.Finish(); err != nil {
		return nil, fmt.Errorf("%s: reading the fake's own answer: %w", t.op, err)
	}
	out, ok := result.(*O)
	if !ok {
		return nil, fmt.Errorf("%s: decoding gives %T, not %T", t.op, result, out)
	}
	return out, nil
}
