// SPDX-License-Identifier: Apache-2.0

package browser

import "fmt"

// pageRows make the same few requests from every page.
func pageRows() (rows []row) {
	for _, page := range pages {
		origin := originOf(page)
		put := row{page: page, method: "PUT", headers: [][2]string{{"X-A", "1"}}}
		add := func(what string, r row, stops []stop) {
			r.name, r.stops = fmt.Sprintf("%s, from a page at %s", what, page), stops
			rows = append(rows, r)
		}
		add("its origin is allowed", row{page: page}, always(origin))
		add("its origin is allowed with credentials", row{page: page, credentials: "include"}, always(origin))
		add("its origin is allowed to PUT", put, always(origin))
		add("a star is allowed", put, always("*"))
		add("null is allowed", put, always("null"))
		add("another origin is allowed", put, always("http://nobody.example"))
		add("its origin and a slash are allowed", put, always(origin+"/"))
		add("nothing is allowed", put, []stop{{says(200), says(200)}})
		add("the preflight alone is allowed", put, []stop{{granted(origin), says(200)}})
	}
	return append(rows, bodyRows()...)
}

// bodyRows are what bodies bring along, and listeners.
func bodyRows() (rows []row) {
	text := new("text")
	for _, v := range []struct {
		what string
		row  row
	}{
		{"text is text/plain, which is safe", row{method: "POST", body: text}},
		{"text in a PUT", row{method: "PUT", body: text}},
		{"a file without a type has none", row{method: "POST", body: text, bodyType: new("")}},
		{"a file of a safe type", row{method: "POST", body: text, bodyType: new("text/plain")}},
		{"a picture asks for Content-Type", row{method: "POST", body: text, bodyType: new("image/png")}},
		{"a picture in a PUT asks for Content-Type, as uploads do", row{method: "PUT", body: text, bodyType: new("image/png")}},
		{"a picture whose type the script sets otherwise", row{method: "POST", body: text, bodyType: new("image/png"), headers: [][2]string{{"Content-Type", "text/plain"}}}},
		{"text whose type the script sets", row{method: "POST", body: text, headers: [][2]string{{"Content-Type", "application/json"}}}},
		{"an upload that is listened to", row{method: "POST", body: text, xhr: true}},
		{"an upload that is listened to, in a PUT with a header", row{method: "PUT", body: text, xhr: true, headers: [][2]string{{"X-A", "1"}}}},
		{"an upload that is listened to, with credentials", row{method: "POST", body: text, xhr: true, credentials: "include"}},
		{"a download with a listener for uploads", row{method: "GET", xhr: true}},
		{"an upload of nothing that is listened to", row{method: "POST", xhr: true}},
		{"a deletion that is listened to", row{method: "DELETE", xhr: true}},
	} {
		for _, grant := range []struct {
			what  string
			stops []stop
		}{
			{"where all is allowed", always(home)},
			{"where no header is", []stop{{granted(home, lines(acah)), granted(home)}}},
			{"where no method is", []stop{{granted(home, lines(acam)), granted(home)}}},
			{"where the preflight is refused", []stop{{with(403, granted(home)), granted(home)}}},
			{"where nothing is", []stop{{says(200), says(200)}}},
		} {
			v.row.name, v.row.stops = v.what+", "+grant.what, grant.stops
			rows = append(rows, v.row)
		}
	}
	return append(rows,
		row{name: "a URL with a user is refused before anything is sent", url: "http://user@" + scriptHost + "/$ID/1", stops: always(home)},
		row{name: "a URL with a password is refused before anything is sent", url: "http://:pass@" + scriptHost + "/$ID/1", stops: always(home)},
		row{name: "a fragment of a URL is not sent", url: "http://" + scriptHost + "/$ID/1#a", stops: always(home)},
		row{name: "a query of a URL is, to both", url: "http://" + scriptHost + "/$ID/1?X-Amz-Signature=a", method: "PUT", stops: always(home)},
		row{name: "the page's host at another port is another origin", url: home + ":8080/$ID/1", method: "PUT", stops: always(home)},
		row{name: "the page's host at its default port is its origin", url: home + ":80/$ID/1", method: "PUT", stops: always("nobody")},
		row{name: "a host above the page's is another origin", page: "http://www.app.example", url: home + "/$ID/1", stops: always(home)},
		row{name: "a cache mode of the script has nothing to do with it", cache: "reload", stops: always(home)},
		row{name: "a cache mode that stores nothing has nothing to do with it", cache: "no-store", method: "PUT", stops: always(home)},
	)
}
