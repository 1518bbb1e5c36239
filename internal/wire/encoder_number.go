// SPDX-License-Identifier: Apache-2.0

package wire

// whole and decimal record what is wrong with a number of member.
func (e *Encoder) whole(member string, v Number) {
	if !v.isWhole() {
		e.Fail(member, notWhole)
	}
}

func (e *Encoder) decimal(member string, v Number) {
	if !v.isNumber() {
		e.Fail(member, notNumber)
	}
}

// HeaderBigInteger sends a whole number of any size; nil is not sent. What is none is
// an issue, here and below.
func (e *Encoder) HeaderBigInteger(member, name string, v *Number) {
	if v != nil {
		e.whole(member, *v)
		e.store(member, name, string(*v))
	}
}

// HeaderBigDecimal sends a number as it stands; nil is not sent.
func (e *Encoder) HeaderBigDecimal(member, name string, v *Number) {
	if v != nil {
		e.decimal(member, *v)
		e.store(member, name, string(*v))
	}
}

// HeaderBigIntegerList is HeaderList for whole numbers.
func (e *Encoder) HeaderBigIntegerList(member, name string, v []Number) {
	for _, n := range v {
		e.whole(member, n)
	}
	e.HeaderList(member, name, worded(v, Number.String))
}

// HeaderBigDecimalList is HeaderList for numbers.
func (e *Encoder) HeaderBigDecimalList(member, name string, v []Number) {
	for _, n := range v {
		e.decimal(member, n)
	}
	e.HeaderList(member, name, worded(v, Number.String))
}

// QueryBigInteger appends a member; nil is not sent.
func (e *Encoder) QueryBigInteger(member, name string, v *Number) {
	if v != nil {
		e.whole(member, *v)
		e.QueryConst(name, string(*v))
	}
}

// QueryBigDecimal appends a member; nil is not sent.
func (e *Encoder) QueryBigDecimal(member, name string, v *Number) {
	if v != nil {
		e.decimal(member, *v)
		e.QueryConst(name, string(*v))
	}
}

// QueryBigIntegerList appends the parameter once for each number.
func (e *Encoder) QueryBigIntegerList(member, name string, v []Number) {
	for _, n := range v {
		e.QueryBigInteger(member, name, &n)
	}
}

// QueryBigDecimalList appends the parameter once for each number.
func (e *Encoder) QueryBigDecimalList(member, name string, v []Number) {
	for _, n := range v {
		e.QueryBigDecimal(member, name, &n)
	}
}

// LabelBigInteger appends a number as a segment of the path.
func (e *Encoder) LabelBigInteger(member string, v Number) {
	e.whole(member, v)
	e.label(member, string(v), unreserved)
}

// LabelBigDecimal appends a number as a segment of the path.
func (e *Encoder) LabelBigDecimal(member string, v Number) {
	e.decimal(member, v)
	e.label(member, string(v), unreserved)
}
