// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"errors"
	"maps"
	"net"
	"regexp"
	"strings"
)

func (c *call) listBuckets() (*answer, error) {
	all, err := c.emulator.store.buckets()
	if err != nil {
		return nil, err
	}
	size, paged := c.in.number("PageSize")
	if paged && (size < 1 || size > maxBuckets) {
		name := c.operation.wire("PageSize")
		value, _ := c.query.get(name)
		return nil, c.dialect.badArgument(name, value)
	}
	if !paged {
		size = maxBuckets
	}
	after, err := c.after()
	if err != nil {
		return nil, err
	}
	out := c.starting()
	list := []any{}
	for _, b := range all {
		switch {
		case b.name <= after, !strings.HasPrefix(b.name, c.in.text("Prefix")), c.in.has("Region") && c.in.text("Region") != b.region:
			continue
		case int64(len(list)) == size:
			last, _ := list[len(list)-1].(record)
			out["NextPageToken"] = c.next(last.text("Name"))
			continue
		}
		list = append(list, record{"Name": b.name, "Region": b.region, "CreationDate": b.created})
	}
	out["Buckets"] = list
	out["Owner"] = c.owner()
	if c.in.has("Prefix") {
		out["Prefix"] = c.in.text("Prefix")
	}
	return &answer{out: out}, nil
}

const maxBuckets = 10000

// owner is the account that owns everything.
func (c *call) owner() record {
	if c.dialect.owner != "" {
		return record{"ID": c.dialect.owner}
	}
	return record{"ID": c.emulator.options.AccountID, "DisplayName": c.emulator.options.AccountID}
}

// starting is the answer's record with the members that it always has.
func (c *call) starting() record {
	out := record{}
	maps.Copy(out, c.dialect.always[c.operation.name])
	return out
}

func (c *call) createBucket() (*answer, error) {
	if !bucketName(c.bucket) {
		return nil, c.fault("InvalidBucketName").with("BucketName", c.bucket)
	}
	if acl := c.in.text("ACL"); acl != "" && acl != "private" && c.in.text("ObjectOwnership") == "BucketOwnerEnforced" {
		return nil, c.fault("InvalidBucketAclWithObjectOwnership").with("BucketName", c.bucket)
	}
	if c.in.flag("ObjectLockEnabled") {
		return nil, c.fault("NotImplemented").with("Header", "x-amz-bucket-object-lock-enabled")
	}
	region := c.emulator.options.Region
	wanted := c.in.record("Configuration").text("LocationConstraint")
	home := c.dialect.provider.DefaultRegion
	switch {
	case wanted == home && wanted != "", wanted != "" && !regionName.MatchString(wanted):
		return nil, c.fault("InvalidLocationConstraint").with("LocationConstraint", wanted)
	case wanted == "" && region != home:
		return nil, c.fault("IllegalLocationConstraintException").about("unspecified")
	case wanted != "" && wanted != region:
		return nil, c.fault("IllegalLocationConstraintException").about(wanted)
	}
	return &answer{out: record{"Location": "/" + c.bucket}}, c.create()
}

// create adds the bucket to the store.
func (c *call) create() error {
	err := c.emulator.store.create(bucketInfo{name: c.bucket, region: c.emulator.options.Region, created: c.now})
	if errors.Is(err, errBucketExists) {
		return c.fault("BucketAlreadyOwnedByYou").with("BucketName", c.bucket)
	}
	return err
}

// regionName is the form of the names that Amazon gives its regions.
var regionName = regexp.MustCompile(`\A(EU|[a-z]{2,3}(-[a-z]+)+-[0-9])\z`)

// bucketName says whether S3 takes the name of a general purpose bucket
// ("Bucket naming rules" of the user guide).
func bucketName(name string) bool {
	if len(name) < 3 || len(name) > 63 || net.ParseIP(name) != nil || strings.Contains(name, "..") {
		return false
	}
	for i := range len(name) {
		c := name[i]
		inner := i > 0 && i < len(name)-1 && (c == '-' || c == '.')
		if !inner && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	for _, taken := range []string{"xn--", "sthree-", "amzn-s3-demo-"} {
		if strings.HasPrefix(name, taken) {
			return false
		}
	}
	for _, taken := range []string{"-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"} {
		if strings.HasSuffix(name, taken) {
			return false
		}
	}
	return true
}

func (c *call) headBucket() (*answer, error) {
	b, err := c.emulator.store.bucket(c.bucket)
	if err != nil {
		return nil, c.missing(err)
	}
	return &answer{out: record{"Region": b.region}}, nil
}

func (c *call) deleteBucket() (*answer, error) {
	err := c.emulator.store.remove(c.bucket)
	if errors.Is(err, errBucketNotEmpty) {
		return nil, c.fault("BucketNotEmpty").with("BucketName", c.bucket)
	}
	return &answer{}, c.missing(err)
}

// missing turns what the store misses into the provider's words; other errors,
// and nil, stay as they are.
func (c *call) missing(err error) error {
	switch {
	case errors.Is(err, errNoBucket):
		return c.noBucket()
	case errors.Is(err, errNoObject):
		return c.noKey()
	}
	return err
}
