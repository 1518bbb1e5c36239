// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"net/url"
	"testing"
)

func TestPathsKeepWhatTheProviderLeavesBare(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{
		"a=b": "/a=b", "=": "/=", "a b=c=": "/a%20b=c=", "=a b": "/=a%20b", "\u4e2d=/=": "/%E4%B8%AD=/=", "a+b": "/a%2Bb", "plain": "/plain", "%3D=": "/%253D=",
	} {
		e := encoder()
		e.BareInPath = "="
		e.Reset(nil)
		e.Start("GET", "/")
		e.GreedyLabel("Key", key)
		path, raw := e.Path()
		u := url.URL{Path: path, RawPath: raw}
		if got := u.EscapedPath(); got != want || path != "/"+key || e.Key() != key {
			t.Errorf("%q is sent as %s, decoded %q", key, got, path)
		}
	}
	e := encoder()
	e.Start("GET", "/")
	e.GreedyLabel("Key", "a=b")
	if _, raw := e.Path(); raw != "/a%3Db" {
		t.Errorf("an equals sign that nobody leaves bare is sent as %s", raw)
	}
}
