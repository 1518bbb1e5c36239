// SPDX-License-Identifier: Apache-2.0

package config

import "strings"

// vendor is what a provider's users have already: variables and files of the
// provider's own tools.
type vendor struct {
	id string

	// regionNeeded says that the provider's own endpoint needs a region.
	regionNeeded bool

	// variables are the provider's own; the first that is set counts.
	variables []variable

	// refused are variables that mean credentials which we cannot make.
	refused []refusal

	// files reads the provider's own files; nil if there are none.
	files func(environment) layer

	// looked names, for an error, where credentials were looked for.
	looked string
}

type variable struct{ key, name string }

type refusal struct {
	name string // of the variable
	what string // it means
	last bool   // files come before it
}

// vendors is the table of the providers; the first is the default.
func vendors() []vendor {
	return []vendor{{
		id: "s3", regionNeeded: true,
		// docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
		variables: []variable{
			{keyAccessKeyID, "AWS_ACCESS_KEY_ID"},
			{keySecretAccessKey, "AWS_SECRET_ACCESS_KEY"},
			{keySessionToken, "AWS_SESSION_TOKEN"},
			{keyRegion, "AWS_REGION"},
			{keyRegion, "AWS_DEFAULT_REGION"},
			{keyEndpoint, "AWS_ENDPOINT_URL_S3"},
			{keyEndpoint, "AWS_ENDPOINT_URL"},
			{keyCABundle, "AWS_CA_BUNDLE"},
			{keyMaxAttempts, "AWS_MAX_ATTEMPTS"},
			{keyChecksums, "AWS_REQUEST_CHECKSUM_CALCULATION"},
		},
		refused: []refusal{
			{name: "AWS_WEB_IDENTITY_TOKEN_FILE", what: "a web identity"},
			{name: "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", what: "a container's role", last: true},
			{name: "AWS_CONTAINER_CREDENTIALS_FULL_URI", what: "a container's role", last: true},
		},
		files:  awsFiles,
		looked: "AWS_ACCESS_KEY_ID and AWS's shared files",
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

// layers are the provider's own variables and files, highest first.
func (v vendor) layers(e environment) []layer {
	own := layer{vendor: true, called: v.called}
	for _, x := range v.variables {
		if _, ok := own.values[x.key]; !ok {
			own.set(x.key, e.lookup(x.name), origin{name: x.name})
		}
	}
	after := layer{vendor: true}
	for _, r := range v.refused {
		if e.lookup(r.name) == "" {
			continue
		}
		f := origin{name: r.name}.fault("", cannotMake(r.what))
		switch {
		case !r.last && own.refusal == nil:
			own.refusal = &f
		case r.last && after.refusal == nil:
			after.refusal = &f
		}
	}
	if v.files == nil {
		return []layer{own, after}
	}
	return []layer{own, v.files(e), after}
}

func (v vendor) called(key string) string {
	for _, x := range v.variables {
		if x.key == key {
			return x.name
		}
	}
	return key
}

// regionNames are the ways to name a region, for a fix.
func (v vendor) regionNames() string {
	names := []string{"config.WithRegion", variableOf(keyRegion)}
	for _, x := range v.variables {
		if x.key == keyRegion {
			names = append(names, x.name)
		}
	}
	return strings.Join(names, ", ") + " or region in the profile"
}

// cannotMake is the problem of credentials that need calls to other services.
func cannotMake(what string) problem {
	return problem{
		text: "asks for credentials from " + what + ", which pail does not fetch",
		fix:  "pass any aws.CredentialsProvider with config.WithCredentials, such as the one of aws-sdk-go-v2's config.LoadDefaultConfig, or set a static key",
	}
}
