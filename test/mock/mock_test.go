// SPDX-License-Identifier: Apache-2.0

package mock_test

import (
	"errors"
	"testing"

	"github.com/golang/mock/gomock"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/mock"
)

var (
	_ bucket.API  = (*mock.Bucket)(nil)
	_ service.API = (*mock.Service)(nil)
)

// complaints is a gomock.TestReporter that only remembers.
type complaints struct{ fatal int }

func (c *complaints) Errorf(string, ...any) {}
func (c *complaints) Fatalf(string, ...any) { c.fatal++ }

func TestACallThatIsExpectedIsAnswered(t *testing.T) {
	t.Parallel()
	ctrl := gomock.NewController(t)
	b := mock.NewBucket(ctrl)
	b.EXPECT().HeadObject(gomock.Any(), &bucket.HeadObjectInput{Key: "k"}, gomock.Any()).
		Return(nil, &bucket.Error{StatusCode: 404, Err: bucket.ErrNoSuchKey})
	_, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "k"}, bucket.Verbatim())
	if !errors.Is(err, bucket.ErrNoSuchKey) {
		t.Errorf("got %v", err)
	}
	s := mock.NewService(ctrl)
	s.EXPECT().ListBuckets(gomock.Any(), nil).Return(&bucket.ListBucketsOutput{}, nil)
	if out, err := s.ListBuckets(t.Context(), nil); out == nil || err != nil {
		t.Errorf("got %v, %v", out, err)
	}
}

func TestACallThatIsNotMadeIsReported(t *testing.T) {
	t.Parallel()
	var c complaints
	ctrl := gomock.NewController(&c)
	mock.NewBucket(ctrl).EXPECT().Head(gomock.Any(), gomock.Any())
	ctrl.Finish()
	if c.fatal == 0 {
		t.Error("nobody noticed")
	}
}
