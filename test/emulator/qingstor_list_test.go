// SPDX-License-Identifier: Apache-2.0

package emulator_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

func TestQingStorDeletesMany(t *testing.T) {
	t.Parallel()
	e := qing(t, emulator.Options{})
	remove := func(body string) reply { return ask(t, e, "POST /gallery?delete", body, "Content-MD5: "+digest(body)) }
	// An SDK of the vendor's may send whole keys as a listing has them.
	got := remove(`{"quiet":false,"objects":[{"key":"a \u003c\u65e5","size":1,"modified":null},{"key":"b"}]}`).expect(t, 200).document(t)
	want := map[string]any{"deleted": []any{map[string]any{"key": "a <日"}, map[string]any{"key": "b"}}, "errors": []any{}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
	if got := remove(`{"quiet":true,"objects":[{"key":"a"}]}`).expect(t, 200).body; got != `{"errors":[]}` {
		t.Errorf("a quiet answer: %s", got)
	}
	remove(`{"objects":[`+strings.Repeat(`{"key":"k"},`, 1000)+`{"key":"k"}]}`).failed(t, 400, "too_many_objects")
}

func TestQingStorLists(t *testing.T) {
	t.Parallel()
	e := qing(t, emulator.Options{})
	var names []string
	for i := range 120 {
		names = append(names, "k"+strconv.Itoa(1000+i))
		ask(t, e, "PUT /gallery/"+names[i], "").expect(t, 201)
	}
	ask(t, e, "PUT /gallery/dir/1", "x").expect(t, 201)
	ask(t, e, "PUT /gallery/dir/2", "x", "Content-Type: text/x-own").expect(t, 201)
	pages := func(query string) (all []string, sizes []int) {
		for marker := ""; ; {
			page := ask(t, e, "GET /gallery?"+query+"&marker="+marker, "").expect(t, 200).document(t)
			size := 0
			for _, k := range page["keys"].([]any) {
				all = append(all, k.(map[string]any)["key"].(string))
				size++
			}
			for _, p := range page["common_prefixes"].([]any) {
				all = append(all, p.(string))
				size++
			}
			sizes = append(sizes, size)
			if page["marker"] != marker || page["name"] != "gallery" || page["has_more"] != (page["next_marker"] != "") {
				t.Fatalf("page %v behind %q", page, marker)
			}
			if page["has_more"] == false {
				return all, sizes
			}
			marker = page["next_marker"].(string)
		}
	}
	all, sizes := pages("prefix=k")
	if !slices.Equal(sizes, []int{100, 20}) {
		t.Errorf("pages of %d", sizes)
	}
	if slices.IsSorted(all) {
		t.Error("the list is in the order of the bytes, which nobody may rely on")
	}
	if slices.Sort(all); !slices.Equal(all, names) {
		t.Errorf("joined %q", all)
	}
	for _, limit := range []string{"1", "7", "5000"} {
		again, sizes := pages("prefix=k&limit=" + limit)
		if slices.Sort(again); !slices.Equal(again, names) || limit == "5000" && len(sizes) != 1 {
			t.Errorf("by %s: %d pages, joined %q", limit, len(sizes), again)
		}
	}
	if folded, _ := pages("delimiter=/&limit=1"); len(folded) != 121 || !slices.Contains(folded, "dir/") {
		t.Errorf("folded %q", folded)
	}
	behind := ask(t, e, "GET /gallery?prefix=k&marker=never-given&limit=1000", "").expect(t, 200).document(t)["keys"].([]any)
	if len(behind) == 0 || len(behind) == 120 {
		t.Errorf("%d keys behind a marker that was never given", len(behind))
	}
	want := map[string]any{
		"key": "dir/2", "mime_type": "text/x-own", "etag": `"9dd4e461268c8034f5c8564e155c67a6"`, "size": 1.0, "modified": 1795262400.0,
		"created": "2026-11-21T12:00:00.000Z", "encrypted": false, "storage_class": "STANDARD",
	}
	got := ask(t, e, "GET /gallery?prefix=dir/2", "").expect(t, 200).document(t)
	if diff := cmp.Diff([]any{want}, got["keys"]); diff != "" {
		t.Errorf("a key (-want +got):\n%s", diff)
	}
}

func TestQingStorListsBuckets(t *testing.T) {
	t.Parallel()
	e := qing(t, emulator.Options{Region: "sh1a"})
	ask(t, e, "PUT /archive", "", "Host: sh1a.qingstor.com").expect(t, 201)
	for _, tt := range []struct {
		line, headers string
		want          []any
	}{
		{"GET /", "Host: qingstor.com", []any{"archive", "gallery"}},
		{"GET /?limit=1", "Host: qingstor.com", []any{"archive"}},
		{"GET /?offset=1&limit=1", "Host: sh1a.qingstor.com", []any{"gallery"}},
		{"GET /", "Location: sh1a", []any{"archive", "gallery"}},
		{"GET /", "Location: pek3a", nil},
	} {
		got := ask(t, e, tt.line, "", tt.headers).expect(t, 200).document(t)
		var names []any
		for _, b := range got["buckets"].([]any) {
			b := b.(map[string]any)
			names = append(names, b["name"])
			if b["location"] != "sh1a" || b["created"] != "2026-11-21T12:00:00.000Z" || b["url"] != "https://"+b["name"].(string)+".sh1a.qingstor.com" {
				t.Errorf("bucket %v", b)
			}
		}
		if diff := cmp.Diff(tt.want, names); diff != "" || got["count"] != float64(len(names)) {
			t.Errorf("%s %s: count %v (-want +got):\n%s", tt.line, tt.headers, got["count"], diff)
		}
	}
}
