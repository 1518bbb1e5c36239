// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"crypto/md5" //nolint:gosec // the protocol asks for it
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	fullObject = "FULL_OBJECT"
	standard   = "STANDARD"
)

func (c *call) putObject() (*answer, error) {
	if c.request.ContentLength < 0 {
		return nil, c.fault("MissingContentLength")
	}
	if c.request.ContentLength > c.dialect.maxObject {
		return nil, c.fault("EntityTooLarge").with("ProposedSize", strconv.FormatInt(c.request.ContentLength, 10)).
			with("MaxSizeAllowed", strconv.FormatInt(c.dialect.maxObject, 10))
	}
	o, err := c.newObject()
	if err != nil {
		return nil, err
	}
	allow, err := c.checkWrite()
	if err != nil {
		return nil, err
	}
	w, err := c.emulator.store.write(c.bucket)
	if err != nil {
		return nil, c.missing(err)
	}
	defer w.discard()
	if err := c.checkEarly(allow); err != nil {
		return nil, err
	}
	if _, err := io.Copy(w, c.payload); err != nil {
		return nil, err
	}
	c.measure(o)
	if err := w.commit(o, allow); err != nil {
		return nil, c.missing(err)
	}
	out := record{"ETag": o.etag}
	addSums(out, o)
	c.addEncryption(out, o)
	return &answer{out: out}, nil
}

// measure tells an object what the whole payload has told.
func (c *call) measure(o *object) {
	o.size, o.etag = c.payload.size, c.etag(o)
	if c.payload.want.algorithm != nil {
		o.sums = map[string]string{c.payload.want.algorithm.member: c.payload.sum()}
	}
}

// checkEarly refuses a write before its body is read, so that a client that
// waits for 100 Continue need not send it. The store looks again at the end.
func (c *call) checkEarly(allow func(*object) error) error {
	if allow == nil {
		return nil
	}
	present, _, err := c.emulator.store.object(c.bucket, c.key)
	if err != nil && !errors.Is(err, errNoObject) {
		return c.missing(err)
	}
	return allow(present)
}

// newObject takes what the headers say of the object that is written.
func (c *call) newObject() (*object, error) {
	o := &object{key: c.key, modified: c.now.Truncate(time.Millisecond), header: c.kept(), class: c.in.text("StorageClass"), encryption: c.in.text("ServerSideEncryption")}
	if o.class == "" {
		o.class = standard
	}
	size := 0
	meta, _ := c.in["Metadata"].(map[string]string)
	for name, value := range meta {
		size += len(name) + len(value)
	}
	if size > c.dialect.maxMetadata {
		return nil, c.fault("MetadataTooLarge").with("Size", strconv.Itoa(size)).with("MaxSizeAllowed", strconv.Itoa(c.dialect.maxMetadata))
	}
	if to := c.in.text("WebsiteRedirectLocation"); to != "" && !strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "http://") && !strings.HasPrefix(to, "https://") {
		return nil, c.fault("InvalidRedirectLocation")
	}
	if err := c.refuseLock(); err != nil {
		return nil, err
	}
	var err error
	if o.keyMD5, err = c.customerKey(); err != nil {
		return nil, err
	}
	tags, err := c.taggingHeader(c.in.text("Tagging"))
	if tags != nil {
		o.documents = map[string][]byte{"tagging": tags}
	}
	return o, err
}

// refuseLock refuses the members of object lock, which no bucket has here.
func (c *call) refuseLock() error {
	if c.in.has("ObjectLockMode") != c.in.has("ObjectLockRetainUntilDate") {
		return c.fault("InvalidArgument").saying("x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied")
	}
	if c.in.has("ObjectLockMode") || c.in.has("ObjectLockLegalHold") {
		return c.fault("InvalidRequest").saying("Bucket is missing ObjectLockConfiguration")
	}
	return nil
}

// kept are the headers of a write that a read gives back: those that the model
// has both in the input of the one and in the output of the other.
func (c *call) kept() http.Header {
	h := http.Header{}
	for _, op := range c.emulator.operations {
		if op.method != http.MethodGet || op.scope != onObject || len(op.literals) > 0 || len(op.needs) > 0 {
			continue
		}
		for _, f := range op.output.fields {
			switch {
			case f.place == inPrefix:
				for name, value := range c.prefixed(f.wire) {
					h[f.wire+name] = []string{value}
				}
			case f.place != inHeader || !c.operation.takes(inHeader, f.wire) || computed[f.name]:
			case len(c.request.Header.Values(f.wire)) > 0:
				h[f.wire] = []string{strings.Join(c.request.Header.Values(f.wire), ",")}
			}
		}
	}
	return h
}

// computed are members of a read that a write has too, but which are not
// simply given back.
var computed = map[string]bool{
	"ContentLength": true, "StorageClass": true, "SSECustomerAlgorithm": true, "SSECustomerKeyMD5": true, "ServerSideEncryption": true,
	"ChecksumCRC32": true, "ChecksumCRC32C": true, "ChecksumCRC64NVME": true, "ChecksumSHA1": true, "ChecksumSHA256": true, "ChecksumType": true,
}

// etag is the MD5 of the content, except where the content is encrypted with a
// key of the customer or of KMS: then it is something else (API reference,
// Object, ETag).
func (c *call) etag(o *object) string {
	sum := c.payload.md5.Sum(nil)
	if c.payload.whole != nil {
		sum = c.payload.whole.Sum(nil)
	}
	if o.keyMD5 != "" || strings.HasPrefix(c.in.text("ServerSideEncryption"), "aws:kms") {
		other := md5.Sum(append(sum, o.keyMD5...)) //nolint:gosec // see the import
		sum = other[:]
	}
	return `"` + hex.EncodeToString(sum) + `"`
}

// customerKey checks the three SSE-C headers and gives the key's MD5, "" when
// there is none. The key itself is not kept.
func (c *call) customerKey() (string, error) {
	prefix := c.dialect.prefix + c.dialect.customer
	h := c.request.Header
	algorithm, key, sum := h.Get(prefix+"Algorithm"), h.Get(prefix+"Key"), h.Get(prefix+"Key-Md5")
	invalid := func(name, message string) error {
		return c.fault("InvalidArgument").saying(message).with("ArgumentName", prefix+name).with("ArgumentValue", "null")
	}
	switch {
	case algorithm == "" && key == "" && sum == "":
		return "", nil
	case algorithm == "":
		return "", invalid("algorithm", "Requests specifying Server Side Encryption with Customer provided keys must provide a valid encryption algorithm.")
	case key == "":
		return "", invalid("key", "Requests specifying Server Side Encryption with Customer provided keys must provide an appropriate secret key.")
	case sum == "":
		return "", invalid("key-MD5", "Requests specifying Server Side Encryption with Customer provided keys must provide the client calculated MD5 of the secret key.")
	case algorithm != "AES256":
		return "", c.dialect.badArgument(prefix+"algorithm", algorithm)
	}
	raw, err := base64.StdEncoding.DecodeString(key)
	if err != nil || len(raw) != 32 {
		return "", invalid("key", "The secret key was invalid for the specified algorithm.")
	}
	if got := md5.Sum(raw); base64.StdEncoding.EncodeToString(got[:]) != sum { //nolint:gosec // see the import
		return "", invalid("key-MD5", "The calculated MD5 hash of the key did not match the hash that was provided.")
	}
	return sum, nil
}

// addEncryption tells how the object is encrypted: by the customer's key, as
// asked, or as S3 does since 2023 without being asked.
func (c *call) addEncryption(out record, o *object) {
	switch {
	case o.keyMD5 != "":
		out["SSECustomerAlgorithm"], out["SSECustomerKeyMD5"] = "AES256", o.keyMD5
	case o.encryption != "":
		out["ServerSideEncryption"] = o.encryption
	case c.dialect.encrypts:
		out["ServerSideEncryption"] = "AES256"
	}
}

func addSums(out record, o *object) {
	for member, value := range o.sums {
		out[member] = value
		out["ChecksumType"] = fullObject
	}
}

// deleteObject deletes, if the object is the one that the client means.
func (c *call) deleteObject() (*answer, error) {
	if err := c.checkVersion(); err != nil {
		return nil, err
	}
	match := c.in.text("IfMatch")
	return &answer{}, c.missing(c.emulator.store.erase(c.bucket, c.key, func(present *object) error {
		if present == nil {
			if match != "" && match != "*" {
				return c.noKey()
			}
			return nil
		}
		size, hasSize := c.in.number("IfMatchSize")
		if !unchanged(present, match, size, hasSize, c.in.time("IfMatchLastModifiedTime")) {
			return c.fault("PreconditionFailed").with("Condition", "If-Match")
		}
		return nil
	}))
}
