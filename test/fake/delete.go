// SPDX-License-Identifier: Apache-2.0

package fake

import "github.com/seed-40dc4ce0/pail/bucket"

func (t *turn) deleteObject(in *bucket.DeleteObjectInput) (*bucket.DeleteObjectOutput, error) {
	st, err := t.lookup(in.ExpectedBucketOwner)
	if err != nil {
		return nil, err
	}
	if f := mayDelete(st.objects[in.Key], in.VersionID, in.IfMatch); f != nil {
		return nil, t.fail(*f)
	}
	delete(st.objects, in.Key)
	return &bucket.DeleteObjectOutput{Response: t.response(204)}, nil
}

func (t *turn) deleteObjects(in *bucket.DeleteObjectsInput) (*bucket.DeleteObjectsOutput, error) {
	st, err := t.lookup(in.ExpectedBucketOwner)
	if err != nil {
		return nil, err
	}
	out := &bucket.DeleteObjectsOutput{}
	quiet := in.Quiet != nil && *in.Quiet
	for _, id := range in.Objects {
		if f := mayDelete(st.objects[id.Key], id.VersionID, id.ETag); f != nil {
			out.Errors = append(out.Errors, bucket.DeleteFault{
				Key: id.Key, VersionID: id.VersionID, Code: f.code, Message: f.message,
			})
			continue
		}
		delete(st.objects, id.Key)
		if !quiet {
			out.Deleted = append(out.Deleted, bucket.DeletedObject{Key: id.Key, VersionID: id.VersionID})
		}
	}
	out.Response = t.response(200)
	return out, nil
}

// mayDelete checks what a deletion asks of the object that is there, nil for
// none: deleting what does not exist succeeds.
func mayDelete(o *object, versionID, match string) *fault {
	switch {
	case o == nil:
		return nil
	case versionID != "" && versionID != "null":
		return &noSuchVersion
	case match != "" && !matchesETag(match, o.etag):
		return &preconditionFailed
	}
	return nil
}
