// SPDX-License-Identifier: Apache-2.0

package mock_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/golang/mock/gomock"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/test/mock"
)

// exists is the code under test.
func exists(ctx context.Context, b bucket.API, key string) (bool, error) {
	_, err := b.HeadObject(ctx, &bucket.HeadObjectInput{Key: key})
	if errors.Is(err, bucket.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// In a test, pass t to gomock.NewController: it fails when an expected call
// is not made, and when an unexpected one is.
func Example() {
	t := new(testing.T) // a test has its own
	b := mock.NewBucket(gomock.NewController(t))
	b.EXPECT().
		HeadObject(gomock.Any(), &bucket.HeadObjectInput{Key: "cat.png"}).
		Return(nil, &bucket.Error{StatusCode: 404, Err: bucket.ErrNoSuchKey})

	fmt.Println(exists(context.Background(), b, "cat.png"))
	// Output: false <nil>
}
