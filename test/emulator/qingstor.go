// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/seed-40dc4ce0/pail/cors"
)

// qingStorExtra is what QingStor answers and takes beyond the SDK's model.
//
//go:embed qingstor_extra.json
var qingStorExtra []byte

// qingStorDialect is QingStor in one zone, for one account, without versioning.
// Unless said otherwise, facts are from the pages of the QingStor API
// documentation, named here by operation or topic, and none of them is
// witnessed beyond what those pages show.
func qingStorDialect() *dialect {
	return &dialect{
		id:            "qingstor",
		server:        "QingStor", // in every example
		prefix:        "x-qs-",
		extra:         qingStorExtra,
		ids:           qingStorIDs,
		virtualHosts:  true,
		redirects:     true,
		words:         qingStorWords(),
		codes:         qingStorCodes(),
		language:      jsonLanguage{help: "http://docs.qingcloud.com/qingstor/api/common/error_code.html"},
		noDocument:    "MalformedJSON",
		handlers:      qingStorHandlers(),
		check:         checkQingStor,
		documents:     []document{{name: "cors", scope: onBucket, check: checkQingStorRules, unset: "NoSuchCORSConfiguration", limit: 2 << 20}},
		rulesDocument: "cors",
		optional:      []string{"x-id"}, // which the model has to tell operations of one path
		// The sub-resources that are signed, but for those that are arguments.
		subresources: []string{
			"acl", "append", "cname", "cors", "delete", "image", "lifecycle", "logging", "mirror", "notification", "policy", "position",
			"replication", "stats", "part_number", "upload_id", "uploads", "versioning", "versions",
		},
		selectors: []string{"X-Qs-Copy-Source", "X-Qs-Move-Source", "X-Qs-Fetch-Source"},
		always: map[string]record{
			"ListBuckets":   {"Buckets": []any{}},
			"ListObjects":   {"Prefix": "", "Delimiter": "", "StartAfter": "", "NextPageToken": "", "IsTruncated": false, "Objects": []any{}, "CommonPrefixes": []any{}},
			"DeleteObjects": {"Errors": []any{}},
		},
		digests:     "Content-MD5",
		undigested:  []string{"PutCORS"},
		customer:    "encryption-customer-",
		tellsClass:  true,                       // HEAD Object
		badRange:    true,                       // Range, of the common headers
		contentType: "application/octet-stream", // Content-Type, of the common headers
		unordered:   true,                       // GET Bucket
		badKey:      "InvalidObjectName",
		tooMany:     "TooManyObjects",
		maxKey:      1023,
		maxMetadata: 2048,
		page:        100,  // GET Bucket
		maxPage:     1000, // of ListMultipart; GET Bucket has a greatest page and does not say which
		maxDocument: 2 << 20,
		maxObject:   5 << 30, // entity_too_large
		account:     "usr-EmulatOr",
	}
}

// qingStorHandlers are the operations that QingStor has.
func qingStorHandlers() map[string]handler {
	return map[string]handler{
		"ListBuckets":   (*call).listQingStorBuckets,
		"Create":        (*call).createQingStorBucket,
		"Head":          (*call).headBucket,
		"Delete":        (*call).deleteBucket,
		"GetStatistics": (*call).statistics,
		"PutObject":     (*call).putObject,
		"AppendObject":  (*call).appendObject,
		"MoveObject":    (*call).moveObject,
		"FetchObject":   (*call).fetchObject,
		"GetObject":     (*call).getObject,
		"HeadObject":    (*call).getObject,
		"DeleteObject":  (*call).deleteObject,
		"DeleteObjects": (*call).deleteObjects,
		"ListObjects":   (*call).listObjects,
	}
}

// qingStorIDs have the form of those in the examples: 32 digits in hex.
func qingStorIDs(n uint64, now time.Time) ids {
	id := binary.BigEndian.AppendUint64(nil, n*0x9e3779b97f4a7c15)
	id = binary.BigEndian.AppendUint64(id, uint64(now.Unix())) //nolint:gosec // a form, not a number
	return ids{request: hex.EncodeToString(id)}
}

// qingStorBucketName is the form of names ("PUT Bucket").
var qingStorBucketName = regexp.MustCompile(`\A[a-z0-9][a-z0-9-]{4,61}[a-z0-9]\z`)

func (c *call) createQingStorBucket() (*answer, error) {
	if !qingStorBucketName.MatchString(c.bucket) {
		return nil, c.fault("InvalidBucketName")
	}
	return &answer{}, c.create()
}

// host is where a bucket is reached.
func (c *call) host(bucket string) string { return bucket + "." + c.emulator.options.BaseDomain }

// listQingStorBuckets pages by number. count is that of the buckets listed.
func (c *call) listQingStorBuckets() (*answer, error) {
	all, err := c.emulator.store.buckets()
	if err != nil {
		return nil, err
	}
	first := parseDigits(c.in.text("PageToken"))
	size, paged := c.in.number("PageSize")
	if !digits(c.in.text("PageToken")) || size < 0 {
		return nil, c.fault("InvalidArgument")
	}
	if !paged {
		size = 200 // GET Service
	}
	list := []any{}
	for _, b := range all {
		zone := c.in.text("Region")
		switch {
		case zone != "" && zone != b.region, int64(len(list)) == size:
			continue
		case first > 0:
			first--
			continue
		}
		list = append(list, record{"Name": b.name, "Region": b.region, "CreationDate": b.created, "URL": "https://" + c.host(b.name)})
	}
	out := c.starting()
	out["Buckets"], out["Count"] = list, len(list)
	return &answer{out: out}, nil
}

// statistics tells the objects of the bucket, at what they would be billed.
func (c *call) statistics() (*answer, error) {
	b, err := c.emulator.store.bucket(c.bucket)
	if err != nil {
		return nil, c.missing(err)
	}
	objects, err := c.emulator.store.list(c.bucket, "", "")
	if err != nil {
		return nil, c.missing(err)
	}
	count, size := map[string]int64{}, map[string]int64{}
	for o := range objects {
		count[o.class]++
		size[o.class] += o.size
		count[""]++
		size[""] += o.size
	}
	classes := record{}
	for _, class := range []string{standard, "STANDARD_IA"} {
		classes[class] = record{"Count": count[class], "BillingSize": size[class], "Size": size[class]}
	}
	return &answer{out: record{
		"Count": count[""], "Size": size[""], "Region": b.region, "Name": b.name, "URL": c.host(b.name), "Status": "active", "Created": b.created, "Classes": classes,
	}}, nil
}

// Names and values of metadata: letters, digits and "-._", and what ASCII can
// print.
var (
	qingStorMetaName  = regexp.MustCompile(`\A[A-Za-z0-9._-]{1,512}\z`)
	qingStorMetaValue = regexp.MustCompile(`\A[ -~]*\z`)
)

// checkQingStor refuses keys and metadata that the model does not know to be
// wrong.
func checkQingStor(c *call) error {
	if strings.HasPrefix(c.key, "/") {
		return c.fault(c.dialect.badKey)
	}
	if c.operation.name == "AppendObject" && c.request.Header.Get(c.dialect.prefix+c.dialect.customer+"algorithm") != "" {
		return c.fault("InvalidArgument").saying("An object to append to cannot be encrypted.") // Append Object
	}
	for name, value := range c.prefixed(c.dialect.prefix + "meta-") {
		if len(name) > 512 {
			return c.fault("MetadataTooLarge")
		}
		if !qingStorMetaName.MatchString(name) || !qingStorMetaValue.MatchString(value) {
			return c.fault("InvalidArgument").saying(fmt.Sprintf("The metadata %q is not as metadata have to be.", name))
		}
	}
	return nil
}

// checkQingStorRules words every refusal as one of the document.
func checkQingStorRules(c *call, in record) error {
	r := cors.Check(c.emulator.options.CORS, rulesOf(in))
	switch {
	case r == nil:
		return nil
	case r.Code == malformedDocument:
		return c.fault(malformedDocument)
	}
	return c.fault(malformedDocument).saying(r.Message)
}
