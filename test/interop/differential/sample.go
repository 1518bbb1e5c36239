// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"cmp"
	"encoding/json"
	"strconv"
	"time"
)

// mode says how much of a structure a sample has.
type mode int

const (
	full     mode = iota // every member; lists and maps have two entries
	required             // only members that are required
	empty                // every member, without content where that is a value
)

// at says where on the wire a member is. It decides which characters a sample
// may have.
type at int

const (
	inLabel at = iota
	inQuery
	inHeader
	inBody
)

// Members whose values cannot be just anything.
const (
	sampleBucket = "example-bucket"
	sampleKey    = "folder/example key.txt"
	sampleRoute  = "example-route"
	sampleRegion = "us-east-1"
)

// moment is a leap day, with a fixed second.
var moment = time.Date(2024, time.February, 29, 12, 34, 56, 0, time.UTC)

// texts are the strings of a sample that are not just made from their paths.
type texts struct {
	bucket string // its name; empty is example-bucket
	key    string // the object's; empty is an ordinary one
	body   string // what streams have
	extra  string // stands at the end of each string in a body
}

// sampler makes values for shapes. Equal samplers make equal values. Scalars
// of one value are all different, as far as their types allow.
type sampler struct {
	model *model
	mode  mode
	pick  int // which of a union's members
	text  texts

	count int64 // of values made so far
}

// input makes an operation's input, or its output.
func (s *sampler) input(sh *shape) record {
	v := record{}
	for _, m := range sh.Members {
		where := bindingOf(m)
		if s.mode == required && !m.Traits.has(traitRequired) {
			continue
		}
		if one := s.member("", m, where); one != nil {
			v[m.Name] = one
		}
	}
	return v
}

// bindingOf is where a member of an input or output is.
func bindingOf(m member) at {
	switch {
	case m.Traits.has(traitLabel):
		return inLabel
	case m.Traits.has(traitQuery):
		return inQuery
	case m.Traits.has(traitHeader), m.Traits.has(traitPrefix):
		return inHeader
	default:
		return inBody
	}
}

// member makes the value of a structure's member, nil for none.
func (s *sampler) member(path string, m member, where at) any {
	path += m.Name
	must := m.Traits.has(traitRequired)
	switch {
	case where == inLabel && m.Name == "Bucket":
		return cmp.Or(s.text.bucket, sampleBucket)
	case where == inLabel && m.Name == "Key":
		return cmp.Or(s.text.key, sampleKey)
	case m.Name == "RequestRoute":
		return sampleRoute
	case m.Name == "CopySource":
		return sampleBucket + "/" + path
	case m.Traits.text(traitHeader) == "Content-Length":
		return int64(len(s.text.body))
	}
	return s.value(path, m.target, where, must)
}

// value makes a value of any shape, nil for none.
func (s *sampler) value(path string, t target, where at, must bool) any {
	sh := s.model.shape(t)
	s.count++
	switch sh.Type {
	case "structure":
		return s.structure(path, sh)
	case "union":
		if s.mode == empty && !must {
			return nil
		}
		m := sh.Members[s.pick%len(sh.Members)]
		return record{m.Name: s.member(path+".", m, where)}
	case "list", "set":
		return s.list(path, sh, where)
	case "map":
		return s.table(path, sh, where)
	case "enum":
		if s.mode == empty && !must {
			return nil
		}
		return sh.Members[int(s.count)%len(sh.Members)].Traits.text(traitEnumValue)
	case "timestamp":
		if s.mode == empty && !must {
			return nil
		}
		return moment.Add(time.Duration(s.count) * time.Second)
	case "boolean":
		return s.mode != empty
	case "blob":
		if sh.Traits.has(traitStreaming) || s.mode == empty {
			return []byte(s.text.body)
		}
		return []byte(path)
	case "integer", "long", "short", "byte":
		return s.number(sh)
	default:
		return s.sentence(path, sh, where)
	}
}

// structure makes a structure inside another.
func (s *sampler) structure(path string, sh *shape) record {
	v := record{}
	for _, m := range sh.Members {
		if s.mode == required && !m.Traits.has(traitRequired) {
			continue
		}
		if one := s.member(path+".", m, inBody); one != nil {
			v[m.Name] = one
		}
	}
	return v
}

// list makes a list of two, or of none.
func (s *sampler) list(path string, sh *shape, where at) []any {
	v := []any{}
	if s.mode == empty {
		return v
	}
	for i := range 2 {
		v = append(v, s.value(path+"["+strconv.Itoa(i)+"]", sh.Member, where, true))
	}
	return v
}

// table makes a map of two, or of none.
func (s *sampler) table(path string, sh *shape, where at) table {
	v := table{}
	if s.mode == empty {
		return v
	}
	for _, key := range []string{"alpha", "beta"} {
		v[key] = s.value(path+"."+key, sh.Value, where, true)
	}
	return v
}

// number makes a number that fits its shape; a long one needs its 64 bits.
func (s *sampler) number(sh *shape) int64 {
	n := s.count
	if s.mode == empty {
		n = 0
	} else if sh.Type == "long" {
		n += 5_000_000_000
	}
	var limit struct{ Min, Max *int64 }
	_ = json.Unmarshal(sh.Traits[traitRange], &limit)
	if limit.Min != nil {
		n = max(n, *limit.Min)
	}
	if limit.Max != nil {
		n = min(n, *limit.Max)
	}
	return n
}

// sentence makes a string that names its path and has the characters that need
// care where it stands.
func (s *sampler) sentence(path string, sh *shape, where at) string {
	var limit struct{ Min, Max *int }
	_ = json.Unmarshal(sh.Traits[traitLength], &limit)
	// Ours refuses an empty string where the model has a least length, aws's client
	// checks no lengths.
	if s.mode == empty && where != inLabel && (limit.Min == nil || *limit.Min == 0) {
		return ""
	}
	switch {
	case limit.Max != nil && *limit.Max < 2*len(path):
		return sampleRegion
	case where == inBody:
		return path + " <é&>\"'" + s.text.extra
	case where == inQuery:
		return path + " é+&=%41/?#~"
	default:
		return path
	}
}

// choices is how many samples show each member of every union in a shape.
func (m *model) choices(sh *shape) int {
	most, seen := 1, map[string]bool{}
	var visit func(t target)
	visit = func(t target) {
		if seen[t.Target] || t.Target == "" {
			return
		}
		seen[t.Target] = true
		one := m.shape(t)
		if one.Type == "union" {
			most = max(most, len(one.Members))
		}
		for _, inner := range one.Members {
			visit(inner.target)
		}
		visit(one.Member)
		visit(one.Value)
	}
	visit(target{Target: sh.ID})
	return most
}
