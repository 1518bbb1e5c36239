// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"slices"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// maxTags is how many tags an object may have ("Categorizing your storage
// using tags" in the S3 user guide).
const maxTags = 10

func (t *turn) putObjectTagging(in *bucket.PutObjectTaggingInput) (*bucket.PutObjectTaggingOutput, error) {
	seen := map[string]bool{}
	for _, tag := range in.Tags {
		if seen[tag.Key] {
			return nil, t.fail(tagTwice)
		}
		seen[tag.Key] = true
	}
	if err := t.setTags(in.ExpectedBucketOwner, in.Key, in.VersionID, slices.Clone(in.Tags)); err != nil {
		return nil, err
	}
	return &bucket.PutObjectTaggingOutput{Response: t.response(200)}, nil
}

func (t *turn) getObjectTagging(in *bucket.GetObjectTaggingInput) (*bucket.GetObjectTaggingOutput, error) {
	_, o, err := t.tagged(in.ExpectedBucketOwner, in.Key, in.VersionID)
	if err != nil {
		return nil, err
	}
	return &bucket.GetObjectTaggingOutput{Tags: slices.Clone(o.tags), Response: t.response(200)}, nil
}

func (t *turn) deleteObjectTagging(in *bucket.DeleteObjectTaggingInput) (*bucket.DeleteObjectTaggingOutput, error) {
	if err := t.setTags(in.ExpectedBucketOwner, in.Key, in.VersionID, nil); err != nil {
		return nil, err
	}
	return &bucket.DeleteObjectTaggingOutput{Response: t.response(204)}, nil
}

// tagged finds the object whose tags an operation is about.
func (t *turn) tagged(owner, key, version string) (*state, *object, error) {
	st, err := t.lookup(owner)
	if err != nil {
		return nil, nil, err
	}
	o := st.objects[key]
	switch {
	case o == nil:
		return nil, nil, t.fail(noSuchKey)
	case version != "" && version != "null":
		return nil, nil, t.fail(noSuchVersion)
	}
	return st, o, nil
}

// setTags puts a copy with other tags in the object's place: objects in a
// bucket are never changed.
func (t *turn) setTags(owner, key, version string, tags []bucket.Tag) error {
	st, o, err := t.tagged(owner, key, version)
	if err != nil {
		return err
	}
	clone := *o
	clone.tags = tags
	st.objects[key] = &clone
	return nil
}
