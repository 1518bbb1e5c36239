// SPDX-License-Identifier: Apache-2.0

// Package s3 plays the program of package duet with aws-sdk-go-v2's client for
// Amazon S3 and with minio-go, each beside pail. All of it is tests.
package s3
