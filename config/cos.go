// SPDX-License-Identifier: Apache-2.0

package config

import (
	"regexp"
	"strings"
)

// cosVariables are the variables that COS's users have, in the order in which
// they count. No two groups are mixed, so that half a pair stays half a pair.
func cosVariables() [][]variable {
	return [][]variable{
		// The keys: cloud.tencent.com/document/product/436/12269, Tencent's start
		// for Python. Region and token: docs.daft.ai, its page on Tencent COS.
		{
			{key: keyAccessKeyID, name: "COS_SECRET_ID"},
			{key: keySecretAccessKey, name: "COS_SECRET_KEY"},
			{key: keySessionToken, name: "COS_SECURITY_TOKEN"},
			{key: keyRegion, name: "COS_REGION"},
		},
		// github.com/tencentyun/cos-go-sdk-v5, README.md and example/.
		{
			{key: keyAccessKeyID, name: "COS_SECRETID"},
			{key: keySecretAccessKey, name: "COS_SECRETKEY"},
		},
		// The keys: github.com/TencentCloud/tencentcloud-sdk-go,
		// tencentcloud/common/env_provider.go. TOKEN and REGION: tccli's README.
		// SECURITY_TOKEN: terraform-provider-tencentcloud. SESSION_TOKEN is no name
		// of Tencent's, but programs of others have it (acmesh-edgeone).
		{
			{key: keyAccessKeyID, name: "TENCENTCLOUD_SECRET_ID"},
			{key: keySecretAccessKey, name: "TENCENTCLOUD_SECRET_KEY"},
			{key: keySessionToken, name: "TENCENTCLOUD_TOKEN"},
			{key: keySessionToken, name: "TENCENTCLOUD_SECURITY_TOKEN"},
			{key: keySessionToken, name: "TENCENTCLOUD_SESSION_TOKEN"},
			{key: keyRegion, name: "TENCENTCLOUD_REGION"},
		},
		// What a cloud function finds: cloud.tencent.com/document/product/583/14570.
		{
			{key: keyAccessKeyID, name: "TENCENTCLOUD_SECRETID"},
			{key: keySecretAccessKey, name: "TENCENTCLOUD_SECRETKEY"},
			{key: keySessionToken, name: "TENCENTCLOUD_SESSIONTOKEN"},
		},
	}
}

// cosRefused: tccli's README.
func cosRefused() []refusal {
	return []refusal{
		{name: "TENCENTCLOUD_ROLE_ARN", what: "a role to assume", last: true},
		{name: "TKE_WEB_IDENTITY_TOKEN_FILE", what: "a web identity", last: true},
	}
}

// cosRegions: cloud.tencent.com/document/product/436/6224.
func cosRegions() regions {
	r := regions{
		one: "a region of Tencent COS", example: "ap-guangzhou", shaped: isCOSRegion, stem: cosStem,
		within: "cos-internal.{region}.tencentcos.cn",
		known: []string{
			"ap-beijing", "ap-nanjing", "ap-shanghai", "ap-guangzhou", "ap-chengdu", "ap-chongqing", "ap-beijing-1",
			"ap-beijing-fsi", "ap-shanghai-fsi", "ap-shenzhen-fsi",
			"ap-hongkong", "ap-singapore", "ap-mumbai", "ap-jakarta", "ap-seoul", "ap-bangkok", "ap-tokyo",
			"na-siliconvalley", "na-ashburn", "na-toronto", "sa-saopaulo", "eu-frankfurt", "eu-moscow",
		},
		// The names before 2018.
		places: map[string]string{"gz": "ap-guangzhou", "south": "ap-guangzhou", "sh": "ap-shanghai", "east": "ap-shanghai", "virginia": "na-ashburn"},
	}
	for _, name := range r.known {
		if place := fold(r.place(cosStem(name))); r.places[place] == "" {
			r.places[place] = name
		}
	}
	return r
}

// isCOSRegion wants a part of the world and a place. Points of the compass are
// how other clouds name theirs.
func isCOSRegion(name string) bool {
	return regexp.MustCompile(`^(ap|na|sa|eu|me|af)-[a-z]+(-[a-z0-9]+)?$`).MatchString(name) &&
		!regexp.MustCompile(`^..-(north|south|east|west|central)`).MatchString(name)
}

// cosStem is "ap-beijing" of "ap-beijing-1".
func cosStem(name string) string {
	parts := strings.SplitN(name, "-", 3)
	return strings.Join(parts[:min(len(parts), 2)], "-")
}

// cosSite knows the hosts of cloud.tencent.com/document/product/436/6224 and,
// for global acceleration, 436/38866.
func cosSite(host string) site {
	if host == "service.cos.myqcloud.com" || host == "service.cos.tencentcos.cn" {
		return site{own: true, fault: &problem{text: "is the host that lists buckets, and no bucket is there", fix: "leave it out and name the region"}}
	}
	m := regexp.MustCompile(`^(.+\.)?cos(-internal|-website)?\.([a-z0-9-]+)(\.myqcloud\.com|\.tencentcos\.cn)$`).FindStringSubmatch(host)
	if m == nil {
		return cosDomain(host)
	}
	bucket, kind, region, domain := m[1], m[2], m[3], m[4]
	at := site{own: true, region: region}
	if region == "accelerate" {
		at.region = ""
	}
	if bucket != "" || kind == "-website" {
		return at.bucketInHost("cos.", region, domain)
	}
	return at
}

// cosDomain knows the domain that the vendor's CDN gives a bucket by default:
// cloud.tencent.com/document/product/436/31506.
func cosDomain(host string) site {
	if !strings.HasSuffix(host, ".file.myqcloud.com") {
		return site{}
	}
	return site{bucket: true, fault: &problem{text: "is a domain that leads to one bucket", fix: "write none for addressing, or the host of the region"}}
}
