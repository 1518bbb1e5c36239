// SPDX-License-Identifier: Apache-2.0

package matrix

import "strings"

// Variant is a row of the axis of traits.
type Variant struct {
	Name      string
	Member    Traits // on the member that is the value
	Shape     Traits // on the shape that it targets
	Operation Traits // on the operation
	Input     bool   // the structure is marked as an input
	Single    bool   // a structure has one member with the trait
	value     string // which default the value gets: "zero" or "set"
}

// variants lists the axis of traits.
func variants() []Variant {
	on := func(id string, value any) Traits { return Traits{"smithy.api#" + id: value} }
	required := on("required", annotation)
	all := []Variant{
		{Name: "none"},
		{Name: "required", Member: required},
		{Name: "default zero", value: "zero"},
		{Name: "default", value: "set"},
		{Name: "required default", Member: required, value: "set"},
		{Name: "clientOptional default", Member: on("clientOptional", annotation), value: "set"},
		{Name: "clientOptional required", Member: required.with(on("clientOptional", annotation))},
		{Name: "input required", Member: required, Input: true},
		{Name: "input default", Input: true, value: "set"},
		{Name: "jsonName", Member: on("jsonName", "")},
		{Name: "xmlName", Member: on("xmlName", "")},
		{Name: "mediaType", Shape: on("mediaType", "text/markdown")},
		{Name: "idempotencyToken", Member: on("idempotencyToken", annotation), Single: true},
		{Name: "sensitive", Shape: on("sensitive", annotation)},
		{Name: "bounded"},
		{Name: "requiresLength", Shape: on("requiresLength", annotation)},
		{Name: "httpChecksumRequired", Operation: on("httpChecksumRequired", annotation)},
		{Name: "requestCompression", Operation: on("requestCompression", object{"encodings": []any{"gzip"}})},
		{Name: "endpoint", Operation: on("endpoint", object{"hostPrefix": "data."})},
	}
	for _, f := range formats {
		all = append(all, Variant{Name: "timestampFormat " + f, Member: on("timestampFormat", f)})
	}
	return all
}

// bounds are the traits about which values are good, such that all of the table are.
func bounds(t *Type) Traits {
	switch {
	case t.is("string"):
		return Traits{"smithy.api#length": object{"min": 0, "max": 1000}, "smithy.api#pattern": "^[^\\x00]*$"}
	case t.is("enum"):
		return Traits{"smithy.api#pattern": "^[a-z -]+$"}
	case t.is("float", "double", "intEnum"):
		return Traits{"smithy.api#range": object{"min": -1000000}}
	case t.is("blob", "stream", "list", "map"):
		return Traits{"smithy.api#length": object{"min": 0, "max": 1000}}
	case t.is("byte", "short", "integer", "long", "bigInteger"):
		all := t.set()
		return Traits{"smithy.api#range": object{"min": all[len(all)-1]}}
	case t.is("bigDecimal"):
		return Traits{"smithy.api#range": object{"min": number("-0.5")}}
	}
	return nil
}

// fits gives the rule that forbids the trait on a value of the type in the
// location, "" if none does.
func (v Variant) fits(s Side, l Location, t *Type) string {
	structural := !l.item() && l.Nest != "union" // the value is a member of a structure
	switch {
	case v.Shape != nil && t.is("unit"):
		return "smithy.api#Unit takes no traits"
	case v.Operation != nil && s == Response:
		return v.Name + ": it is about requests"
	case v.Name == "endpoint" && l.Name == "host label":
		return "hostLabel: the operation has the trait endpoint in any case"
	case v.Name == "requiresLength" && !t.is("stream"):
		return "requiresLength: blob[trait|streaming]"
	case v.Name == "requiresLength" && s == Response:
		return "requiresLength: an output cannot demand it"
	case v.Input && (s == Response || l.Nest == "structure"):
		return "input: the structure is the input of an operation"
	case v.Name == "mediaType" && !t.is("string", "enum", "blob", "stream"):
		return "mediaType: :is(blob, string)"
	case strings.HasPrefix(v.Name, "timestampFormat") && !t.is("timestamp"):
		return "timestampFormat: :test(timestamp, member > timestamp)"
	case v.Name == "idempotencyToken" && (!structural || !t.is("string", "enum")):
		return "idempotencyToken: structure > :test(member > string)"
	case v.Name == "bounded" && bounds(t) == nil:
		return "length, pattern, range: strings, numbers, blobs, lists and maps"
	}
	if v.Member.has("required") || v.value != "" {
		if !structural {
			return "required, default, clientOptional: structure > member"
		}
	}
	if v.Name == "jsonName" && l.item() {
		return "jsonName: :is(structure, union) > member"
	}
	return v.path(l, t)
}

// path gives the rules about labels, payloads and defaults.
func (v Variant) path(l Location, t *Type) string {
	label := l.place() == "httpLabel" || l.place() == "hostLabel"
	switch {
	case label && strings.HasPrefix(v.Name, "clientOptional"):
		return "httpLabel, hostLabel: the value of a label must be there, and clientOptional takes that back"
	case v.value != "" && t.is("structure", "union", "unit"):
		return "default: a structure, a union and Unit have no default"
	case v.value == "set" && t.is("list", "map", "stream"):
		return "default: a list, a map and a stream can only be empty"
	case v.value == "zero" && t.is("enum"):
		return "default: it must be a value of the enum, and none is empty"
	case v.value != "" && l.Name == "host label" && v.value == "zero":
		return "hostLabel: an empty label is no host"
	case v.value == "zero" && label && t.is("string"):
		return "httpLabel: a label must not be empty"
	}
	return ""
}

// standard is the default that the variant gives to a type.
func (v Variant) standard(t *Type) any {
	switch {
	case t.is("blob") && v.value == "set":
		return blobDefault
	case v.value == "set" && t.is("document"):
		return "text"
	case v.value == "set":
		return t.set()[0]
	case t.is("string", "enum", "blob", "stream"):
		return ""
	case t.is("list"):
		return []any{}
	case t.is("map"):
		return object{}
	}
	return first(t)
}
