// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"errors"
	"io"
	"iter"
	"net/http"
	"time"
)

// store keeps buckets and objects. It knows nothing of any provider.
// Implementations are safe for concurrent use; a reader that has begun sees
// the object as it was.
type store interface {
	// buckets gives all buckets in the order of their names.
	buckets() ([]bucketInfo, error)
	// bucket gives one, or errNoBucket.
	bucket(name string) (bucketInfo, error)
	// create adds a bucket, or fails with errBucketExists.
	create(b bucketInfo) error
	// remove deletes an empty bucket; else errBucketNotEmpty, errNoBucket.
	remove(bucket string) error

	// document is what a bucket or, with a key, an object keeps beside its
	// content, such as CORS rules; nil when it keeps none of that name.
	document(bucket, key, name string) ([]byte, error)
	// setDocument keeps or, with nil, removes a document.
	setDocument(bucket, key, name string, data []byte) error

	// object gives an object and its content, or errNoBucket, errNoObject.
	object(bucket, key string) (*object, io.ReadSeeker, error)
	// write begins an object. Nothing can be seen before its commit.
	write(bucket string) (writer, error)
	// erase deletes an object when allow, if not nil, has nothing against it.
	// allow gets nil when there is none; erasing nothing is no error.
	erase(bucket, key string, allow func(*object) error) error
	// list yields the objects whose keys begin with prefix and come after
	// after, in the byte order of their keys.
	list(bucket, prefix, after string) (iter.Seq[*object], error)
}

// writer takes the content of one object. It is for one goroutine.
type writer interface {
	io.Writer
	// commit makes the object visible when allow, if not nil, has nothing
	// against replacing the present one, nil when there is none. Nothing else
	// changes the object in between.
	commit(o *object, allow func(*object) error) error
	// discard gives up; it does nothing after commit.
	discard()
}

var (
	errNoBucket       = errors.New("no such bucket")
	errNoObject       = errors.New("no such object")
	errBucketExists   = errors.New("the bucket exists")
	errBucketNotEmpty = errors.New("the bucket is not empty")
)

// bucketInfo is what is kept of a bucket.
type bucketInfo struct {
	name, region string
	created      time.Time
}

// object is what is kept of an object. It does not change once it is in a
// store.
type object struct {
	key      string
	size     int64
	etag     string // with its quotes
	modified time.Time
	header   http.Header // what was sent with it and is given back, by wire names
	class    string      // storage class
	sums     map[string]string
	keyMD5   string // of the customer's encryption key
	// encryption is what the store was asked to encrypt with, "" for nothing.
	encryption string
	documents  map[string][]byte
	appendable bool // it was begun by an append
}
