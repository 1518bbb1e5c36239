// SPDX-License-Identifier: Apache-2.0

package config

import (
	"regexp"
	"strconv"
	"strings"
)

// qingVariables: github.com/qingstor/qingstor-sdk-go v4.4.0, config/contract.go;
// QINGSTOR_ENDPOINT: README.md of qingstor-sdk-ruby. QINGSTOR_CONFIG_PATH is
// read with the file, and QINGSTOR_ENABLE_DUAL_STACK not at all: every
// connection tries both versions of IP.
func qingVariables() [][]variable {
	return [][]variable{{
		{key: keyAccessKeyID, name: "QINGSTOR_ACCESS_KEY_ID"},
		{key: keySecretAccessKey, name: "QINGSTOR_SECRET_ACCESS_KEY"},
		{key: keyEndpoint, name: "QINGSTOR_ENDPOINT"},
		{key: keyAddressing, name: "QINGSTOR_ENABLE_VIRTUAL_HOST_STYLE", read: addressingOfSwitch},
	}}
}

// addressingOfSwitch reads what turns virtual hosts on, in the words of YAML 1.1
// and of strconv.ParseBool, which the vendor's SDK takes for it.
func addressingOfSwitch(text string) (string, *problem) {
	on, err := strconv.ParseBool(text)
	switch strings.ToLower(text) {
	case "yes", "y", "on":
		on, err = true, nil
	case "no", "n", "off":
		err = nil
	}
	switch {
	case err != nil:
		return "", &problem{text: "is neither true nor false", fix: "write true or false"}
	case on:
		return "virtual", nil
	}
	return "path", nil
}

// qingZones are zones, in pail regions, of QingStor: the names in its SDKs'
// tests and documents. A zone's last letter tells those of one city apart.
func qingZones() regions {
	return regions{
		one: "a zone of QingStor", example: "pek3b", shaped: isQingZone, stem: qingStem,
		known:  []string{"pek3b", "pek3a", "sh1a", "gd2", "gd1", "ap2a", "ap3"},
		places: map[string]string{"beijing": "pek3b or pek3a", "shanghai": "sh1a", "guangdong": "gd2", "guangzhou": "gd2", "asia": "ap2a"},
	}
}

func isQingZone(name string) bool {
	return regexp.MustCompile(`^[a-z]{2,10}[0-9]{1,3}[a-z]?$`).MatchString(name)
}

// qingStem is "pek" of "pek3a".
func qingStem(name string) string {
	if i := strings.IndexAny(name, "0123456789"); i > 0 {
		return name[:i]
	}
	return name
}

// qingSite knows the hosts of docsv4.qingcloud.com, object storage, API and S3.
func qingSite(host string) site {
	m := regexp.MustCompile(`^(?:(?:(.+)\.)?([^.]+)\.)?(qingstor\.com|qsstor\.com)$`).FindStringSubmatch(host)
	if m == nil {
		return site{}
	}
	before, zone, domain := m[1], m[2], m[3]
	switch {
	case zone == "":
		return site{own: true, bare: true}
	case !isQingZone(zone):
		return site{}
	case strings.HasSuffix("."+before, ".s3"):
		return site{own: true, region: zone, fault: &problem{text: "is the host of QingStor's S3 protocol", fix: "write the zone's host without s3, or the provider for S3"}}
	case before != "":
		return site{own: true, region: zone}.bucketInHost("", zone, "."+domain)
	}
	return site{own: true, region: zone}
}
