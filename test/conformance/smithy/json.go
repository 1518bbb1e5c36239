// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/big"
	"slices"
	"strings"
)

// isJSON reports whether a media type is compared as a tree of JSON.
func isJSON(media string) bool {
	media, _, _ = strings.Cut(media, ";")
	media = strings.TrimSpace(media)
	return media == "application/json" || strings.HasSuffix(media, "+json")
}

// compareJSON returns how documents differ.
func compareJSON(got, want []byte) []string {
	g, err := parseJSON(got)
	if err != nil {
		return []string{problem("body is not JSON: %v: %s", err, show(string(got)))}
	}
	w, err := parseJSON(want)
	if err != nil {
		return []string{problem("the case's body is not JSON: %v", err)}
	}
	problems := compareNodes("body", g, w)
	if problems != nil {
		problems = append(problems, problem("body is %s", show(string(got))))
	}
	return problems
}

// parseJSON reads one value, with numbers as they are written. An object that has a
// name twice is an error.
func parseJSON(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	v, err := parseNode(d)
	if err != nil {
		return nil, err
	}
	if token, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%v stands behind the value", token)
	}
	return v, nil
}

func parseNode(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('['):
		list := []any{}
		for d.More() {
			v, err := parseNode(d)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = d.Token()
		return list, err
	case json.Delim('{'):
		object := map[string]any{}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			key, _ := name.(string)
			if _, twice := object[key]; twice {
				return nil, fmt.Errorf("%q is there twice", key)
			}
			if object[key], err = parseNode(d); err != nil {
				return nil, err
			}
		}
		_, err = d.Token()
		return object, err
	}
	return token, nil
}

// compareNodes returns how a value differs from want. Numbers are compared by value,
// and the names of an object have no order.
func compareNodes(path string, got, want any) (problems []string) {
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			break
		}
		for _, name := range slices.Sorted(maps.Keys(g)) {
			if _, ok := w[name]; !ok {
				problems = append(problems, problem("%s.%s is %s, want none", path, name, show(g[name])))
			}
		}
		for _, name := range slices.Sorted(maps.Keys(w)) {
			if v, ok := g[name]; ok {
				problems = append(problems, compareNodes(path+"."+name, v, w[name])...)
			} else {
				problems = append(problems, problem("%s.%s is missing, want %s", path, name, show(w[name])))
			}
		}
		return problems
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			break
		}
		for i := range w {
			problems = append(problems, compareNodes(fmt.Sprintf("%s[%d]", path, i), g[i], w[i])...)
		}
		return problems
	case json.Number:
		if g, ok := got.(json.Number); ok && sameNumber(g.String(), w.String()) {
			return nil
		}
	default:
		if got == want {
			return nil
		}
	}
	return []string{problem("%s is %s, want %s", path, show(got), show(want))}
}

// sameNumber compares numbers of any size by value.
func sameNumber(a, b string) bool {
	const digits = 5000 // what a *big.Rat has to hold
	x, okX := new(big.Rat).SetString(limited(a, digits))
	y, okY := new(big.Rat).SetString(limited(b, digits))
	return okX && okY && x.Cmp(y) == 0 || a == b
}

// limited is a number, or nothing if its exponent is longer than what limit has.
func limited(s string, limit int64) string {
	_, exponent, _ := strings.Cut(strings.ToLower(s), "e")
	if n, ok := new(big.Int).SetString(strings.TrimPrefix(exponent, "+"), 10); ok && n.CmpAbs(big.NewInt(limit)) > 0 {
		return ""
	}
	return s
}
