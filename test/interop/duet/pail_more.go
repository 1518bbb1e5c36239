// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"context"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func (s *pail) PutTags(ctx context.Context, key string, tags map[string]string) error {
	in := &bucket.PutObjectTaggingInput{Key: key}
	for k, v := range tags {
		in.Tags = append(in.Tags, bucket.Tag{Key: k, Value: v})
	}
	_, err := s.b.PutObjectTagging(ctx, in)
	return supported(err)
}

func (s *pail) GetTags(ctx context.Context, key string) (map[string]string, error) {
	out, err := s.b.GetObjectTagging(ctx, &bucket.GetObjectTaggingInput{Key: key})
	if err != nil {
		return nil, supported(err)
	}
	tags := map[string]string{}
	for _, t := range out.Tags {
		tags[t.Key] = t.Value
	}
	return tags, nil
}

func (s *pail) DeleteTags(ctx context.Context, key string) error {
	_, err := s.b.DeleteObjectTagging(ctx, &bucket.DeleteObjectTaggingInput{Key: key})
	return supported(err)
}

func (s *pail) Append(ctx context.Context, o Object, position int64) (int64, error) {
	out, err := s.b.AppendObject(ctx, &bucket.AppendObjectInput{
		Key: o.Key, Body: strings.NewReader(o.Body), ContentType: o.ContentType, Position: position,
	})
	if err != nil {
		return 0, supported(err)
	}
	return out.NextPosition, nil
}

func (s *pail) Move(ctx context.Context, from, to string) error {
	_, err := s.b.MoveObject(ctx, &bucket.MoveObjectInput{Key: to, SourceKey: from})
	return supported(err)
}

func (s *pail) Fetch(ctx context.Context, key, source string) error {
	_, err := s.b.FetchObject(ctx, &bucket.FetchObjectInput{Key: key, SourceURL: source})
	return supported(err)
}

func (s *pail) Statistics(ctx context.Context) (Statistics, error) {
	out, err := s.b.GetStatistics(ctx, nil)
	if err != nil {
		return Statistics{}, supported(err)
	}
	return Statistics{Count: out.Count, Size: out.Size}, nil
}
