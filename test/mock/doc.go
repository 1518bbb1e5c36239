// SPDX-License-Identifier: Apache-2.0

// Package mock has mocks for unit tests: [Bucket] of bucket.API and [Service]
// of service.API, made by mockgen for github.com/golang/mock/gomock.
//
// A mock checks which calls a program makes, a fake (package fake) what comes
// of them: where the state of the bucket matters more than the order of the
// calls, the fake needs fewer lines.
//
//	ctrl := gomock.NewController(t)
//	b := mock.NewBucket(ctrl)
//	b.EXPECT().HeadObject(gomock.Any(), gomock.Any()).Return(nil, &bucket.Error{StatusCode: 404, Err: bucket.ErrNoSuchKey})
//
// Programs that use go.uber.org/mock make their own with its mockgen; the two
// read the same interfaces.
package mock
