// SPDX-License-Identifier: Apache-2.0

package matrix

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
)

// randomCases is how many documents are made up for each side.
const randomCases = 300

// dice makes values up.
type dice struct{ *rand.Rand }

// scramble adds two operations whose documents have members of all types, within each
// other, and cases with values that are made up: always the same ones.
func (b *builder) scramble() {
	d := dice{rand.New(rand.NewPCG(1, 2))}
	all := everything()
	for _, s := range both {
		at := &Shape{Type: *all, URI: "/" + camel(string(s), "scramble"), Code: 200, out: s == Response}
		at.Name = camel(string(s), "scramble", map[Side]string{Request: "input", Response: "output"}[s])
		c := cases{shape: at}
		for i := range randomCases {
			id := "made_up_" + strconv.Itoa(i)
			params := d.value(&at.Type, 4).(object)
			if s == Response {
				c.more += c.answer(id, params)
			} else {
				c.more += c.request(id, &slot{}, Set, params)
			}
		}
		name := camel(string(s), "scramble")
		b.ops, b.more = append(b.ops, name), b.more+c.more
		b.declare(name, Location{}, at, Traits{"smithy.api#http": object{"method": "POST", "uri": at.URI, "code": 200}}, c)
	}
}

// everything is a structure with members of all types that a document can have: by
// themselves, under other names and with defaults, and in lists, maps and unions, which
// lead back to it.
func everything() *Type {
	all := &Type{Name: "Everything", Kind: "structure"}
	choice := &Type{Name: "Anything", Kind: "union"}
	add := func(name string, t *Type, traits Traits) {
		all.Members = append(all.Members, Member{Name: name, Type: t, Traits: traits})
	}
	sparse := Traits{"smithy.api#sparse": annotation}
	for _, t := range append(types(), all, choice) {
		if t.is("stream", "unit") {
			continue
		}
		name := lower(t.Name)
		add(name, t, nil)
		add(name+"Called", t, Traits{"smithy.api#jsonName": "the " + name})
		add(name+"List", list("ScrambledListOf"+camel(t.Name), "list", t, nil), nil)
		add(name+"SparseMap", list("ScrambledMapOf"+camel(t.Name), "map", t, sparse), nil)
		if v := (Variant{value: "set"}).fits(Request, Location{}, t); v == "" && !t.is("timestamp", "document") {
			add(name+"Given", t, Traits{"smithy.api#default": Variant{value: "set"}.standard(t)})
		}
		choice.Members = append(choice.Members, Member{Name: name, Type: t})
	}
	return all
}

// value makes a value up, with less and less in it.
func (d dice) value(t *Type, depth int) any {
	switch t.Kind {
	case "structure":
		params := object{}
		for range d.IntN(3 + 2*depth) {
			m := t.Members[d.IntN(len(t.Members))]
			if depth > 0 || !m.Type.is("structure", "union", "list", "map") {
				params[m.Name] = d.value(m.Type, depth-1)
			}
		}
		return params
	case "union":
		for {
			if m := t.Members[d.IntN(len(t.Members))]; depth > 0 || !m.Type.is("structure", "union", "list", "map") {
				return object{m.Name: d.value(m.Type, depth-1)}
			}
		}
	case "list":
		items := []any{}
		for range d.IntN(3) {
			items = append(items, d.item(t, depth))
		}
		return items
	case "map":
		entries := object{}
		for range d.IntN(3) {
			entries[d.text()] = d.item(t, depth)
		}
		return entries
	}
	return d.scalar(t.Kind, depth)
}

// item makes an item up; a sparse list or map has nulls.
func (d dice) item(t *Type, depth int) any {
	if t.sparse() && d.IntN(3) == 0 {
		return nil
	}
	return d.value(t.Item.Type, depth-1)
}

func (d dice) scalar(kind string, depth int) any {
	whole := func(bits int) any { return number(strconv.FormatInt(int64(d.Uint64())>>(64-d.IntN(bits)-1), 10)) }
	switch kind {
	case "unit":
		return object{}
	case "boolean":
		return d.IntN(2) == 0
	case "byte":
		return whole(8)
	case "short":
		return whole(16)
	case "integer", "intEnum":
		return whole(32)
	case "long":
		return whole(64)
	case "float":
		return number(strconv.FormatFloat(float64(float32(d.NormFloat64()*1e6)), 'g', -1, 32))
	case "double":
		return number(strconv.FormatFloat(d.NormFloat64()*1e60, 'g', -1, 64))
	case "bigInteger":
		return number(fmt.Sprintf("%d%018d%018d", 1+d.IntN(99), d.Int64N(1e18), d.Int64N(1e18)))
	case "bigDecimal":
		return number(fmt.Sprintf("-%d%018d.%018d1", 1+d.IntN(99), d.Int64N(1e18), d.Int64N(1e18)))
	case "timestamp":
		return number(strconv.FormatInt(d.Int64N(8e9)-4e9, 10))
	case "document":
		return d.document(depth)
	case "enum":
		return "e" + d.text()
	}
	return d.text()
}

// text makes some characters up, among them those that JSON escapes.
func (d dice) text() string {
	runes := []rune("ab \"\\/<&\x00\n\t\u001f\u007f\u00e9\u2028\u65e5\U0001f431")
	s := make([]rune, d.IntN(8))
	for i := range s {
		s[i] = runes[d.IntN(len(runes))]
	}
	return string(s)
}

// document makes any value of JSON up but null.
func (d dice) document(depth int) any {
	switch d.IntN(6) {
	case 0:
		return d.scalar([]string{"boolean", "long", "double", "bigInteger", "bigDecimal"}[d.IntN(5)], 0)
	case 1, 2:
		if depth <= 0 {
			break
		}
		items := []any{nil}
		for range d.IntN(3) {
			items = append(items, d.document(depth-1))
		}
		return items
	case 3:
		if depth <= 0 {
			break
		}
		entries := object{}
		for range d.IntN(3) {
			entries[d.text()] = d.document(depth - 1)
		}
		return entries
	case 4:
		return json.Number(strconv.Itoa(d.IntN(100)))
	}
	return d.text()
}
