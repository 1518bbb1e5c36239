// SPDX-License-Identifier: Apache-2.0

package config

import "strings"

// vendor is what a provider's users have already: variables and files of the
// provider's own tools, and names of its own.
type vendor struct {
	id string

	// alike are other words that people have for the provider.
	alike []string

	// regionNeeded says that the provider's own endpoint needs a region.
	regionNeeded bool

	// regions is how they are named at the provider's own endpoint; nil is any way.
	regions func() regions

	// regionFirst says that the provider's own programs put the region before
	// the host of the endpoint that their settings name.
	regionFirst bool

	// site tells the provider's own hosts; nil knows none.
	site func(host string) site

	// noPath says why the provider's own hosts take no bucket in the path.
	noPath string

	// noToken says that the provider has no temporary credentials.
	noToken bool

	// variables are the provider's own, in groups. Of a group the first that is
	// set counts, and no group lends a part of a key to another.
	variables [][]variable

	// refused are variables that mean credentials which we cannot make; fetcher
	// names, for the fix, what can.
	refused []refusal
	fetcher string

	// files reads the provider's own files; nil if there are none.
	files func(environment) layer

	// looked names, for an error, where credentials were looked for.
	looked string
}

// variable is a name that others have for a setting. read turns the text there
// into ours; nil takes it as it is.
type variable struct {
	key, name string
	read      func(text string) (string, *problem)
}

type refusal struct {
	name string // of the variable
	what string // it means
	last bool   // files come before it
}

// vendors is the table of the providers; the first is the default.
func vendors() []vendor {
	return []vendor{{
		id: "s3", alike: []string{"aws", "amazon", "minio", "ceph"}, regionNeeded: true,
		// docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
		variables: [][]variable{{
			{key: keyAccessKeyID, name: "AWS_ACCESS_KEY_ID"},
			{key: keySecretAccessKey, name: "AWS_SECRET_ACCESS_KEY"},
			{key: keySessionToken, name: "AWS_SESSION_TOKEN"},
			{key: keyRegion, name: "AWS_REGION"},
			{key: keyRegion, name: "AWS_DEFAULT_REGION"},
			{key: keyEndpoint, name: "AWS_ENDPOINT_URL_S3"},
			{key: keyEndpoint, name: "AWS_ENDPOINT_URL"},
			{key: keyCABundle, name: "AWS_CA_BUNDLE"},
			{key: keyMaxAttempts, name: "AWS_MAX_ATTEMPTS"},
			{key: keyChecksums, name: "AWS_REQUEST_CHECKSUM_CALCULATION"},
		}},
		refused: []refusal{
			{name: "AWS_WEB_IDENTITY_TOKEN_FILE", what: "a web identity"},
			{name: "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", what: "a container's role", last: true},
			{name: "AWS_CONTAINER_CREDENTIALS_FULL_URI", what: "a container's role", last: true},
		},
		fetcher: awsFetcher, files: awsFiles,
		looked: "AWS_ACCESS_KEY_ID and AWS's shared files",
	}, {
		id: "cos", alike: []string{"tencent", "tencentcos", "tencentcloud", "qcloud"}, regionNeeded: true,
		regions: cosRegions, site: cosSite,
		// cloud.tencent.com/document/product/436/102489: refused with
		// PathStyleDomainForbidden for buckets made since 2024.
		noPath:    "Tencent COS refuses a bucket's name in the path",
		variables: cosVariables(), refused: cosRefused(),
		looked: "COS_SECRET_ID, COS_SECRETID, TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRETID",
	}, {
		id: "qingstor", alike: []string{"qingcloud", "yunify", "qsstor"}, regionNeeded: true,
		regions: qingZones, site: qingSite, regionFirst: true, noToken: true,
		variables: qingVariables(), files: qingFile,
		looked: "QINGSTOR_ACCESS_KEY_ID and QingStor's own file",
	}}
}

func vendorOf(id string) (vendor, bool) {
	for _, v := range vendors() {
		if v.id == id {
			return v, true
		}
	}
	return vendor{}, false
}

func vendorIDs() []string {
	var ids []string
	for _, v := range vendors() {
		ids = append(ids, v.id)
	}
	return ids
}

// idMeant is the provider that was probably meant by a word, "" if none.
func idMeant(word string) string {
	if meant := suggest(word, vendorIDs()); meant != "" {
		return meant
	}
	for _, v := range vendors() {
		if suggest(word, v.alike) != "" {
			return v.id
		}
	}
	return ""
}

// layers are the provider's own variables and files, highest first.
func (v vendor) layers(e environment) []layer {
	var all []layer
	for _, group := range v.variables {
		y := layer{vendor: true, called: nameIn(group)}
		for _, x := range group {
			if _, ok := y.values[x.key]; !ok {
				y.take(x, e.lookup(x.name), origin{name: x.name})
			}
		}
		all = append(all, y)
	}
	after := layer{vendor: true}
	for _, r := range v.refused {
		if e.lookup(r.name) == "" {
			continue
		}
		y := &after
		if !r.last && len(all) > 0 {
			y = &all[len(all)-1]
		}
		if y.refusal == nil {
			f := origin{name: r.name}.fault("", cannotMake(r.what, v.fetcher))
			y.refusal = &f
		}
	}
	if v.files != nil {
		all = append(all, v.files(e))
	}
	return append(all, after)
}

// nameIn gives the name that a list has for a key.
func nameIn(names []variable) func(key string) string {
	return func(key string) string {
		for _, x := range names {
			if x.key == key {
				return x.name
			}
		}
		return key
	}
}

// regionNames are the ways to name a region, for a fix.
func (v vendor) regionNames() string {
	names := []string{"config.WithRegion", variableOf(keyRegion)}
	for _, group := range v.variables {
		for _, x := range group {
			if x.key == keyRegion {
				names = append(names, x.name)
			}
		}
	}
	return strings.Join(names, ", ") + " or region in the profile"
}

// example is the name of a region.
func (v vendor) example() string {
	if v.regions == nil {
		return "eu-central-1"
	}
	return v.regions().example
}

// cannotMake is the problem of credentials that need calls to other services;
// such names what can make them, "" if that is for the user to know.
func cannotMake(what, such string) problem {
	return problem{
		text: "asks for credentials from " + what + ", which pail does not fetch",
		fix:  "pass any aws.CredentialsProvider with config.WithCredentials" + such + ", or set a static key",
	}
}
