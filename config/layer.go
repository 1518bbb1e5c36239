// SPDX-License-Identifier: Apache-2.0

package config

// value is the text of one setting and where it was written.
type value struct {
	text string
	from origin
	bad  *problem // counts if the value is the one to use
}

// layer is one place that settings come from.
type layer struct {
	values map[string]value // by key

	// called gives the name that the place has for a key; nil is the key itself.
	called func(key string) string

	// vendor marks the provider's own variables and files. They are there for
	// other programs too, so what cannot be used in them is not warned about.
	vendor bool

	// refusal says that this place means credentials of a kind that we cannot
	// make; it counts only if no higher layer has credentials.
	refusal *Fault

	// secretWarning is the warning due if credentials are taken from here, ""
	// if none.
	secretWarning string

	// faults and warnings are of the place as a whole.
	faults   []Fault
	warnings []string
}

// set records the text of a setting; empty text counts as unset.
func (l *layer) set(key, text string, from origin) {
	l.put(key, value{text: text, from: from})
}

func (l *layer) put(key string, v value) {
	if v.text == "" {
		return
	}
	if l.values == nil {
		l.values = make(map[string]value)
	}
	l.values[key] = v
}

// take records the text of a setting as its place writes it.
func (l *layer) take(x variable, text string, from origin) {
	v := value{text: text, from: from}
	if text != "" && x.read != nil {
		if v.text, v.bad = x.read(text); v.bad != nil {
			v.text = text
		}
	}
	l.put(x.key, v)
}

// name is what the place calls a key.
func (l *layer) name(key string) string {
	if l.called == nil {
		return key
	}
	return l.called(key)
}

// find returns the highest layer's value of a setting.
func find(layers []layer, key string) (v value, vendor, ok bool) {
	for _, l := range layers {
		if v, ok := l.values[key]; ok {
			return v, l.vendor, true
		}
	}
	return value{}, false, false
}
