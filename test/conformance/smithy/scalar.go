// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"time"
)

// scalar reads a parameter of a case as the type says: a string, []byte, bool,
// int64, float64 or time.Time. A blob stands in a case as text, not in base 64.
func scalar(kind string, param any) (any, error) {
	switch kind {
	case "boolean":
		if b, ok := param.(bool); ok {
			return b, nil
		}
	case "string", "enum":
		if s, ok := param.(string); ok {
			return s, nil
		}
	case "blob":
		if s, ok := param.(string); ok {
			return []byte(s), nil
		}
	case "byte", "short", "integer", "long", "intEnum":
		if n, ok := param.(json.Number); ok {
			return n.Int64()
		}
	case "float":
		return float(param, 32)
	case "double":
		return float(param, 64)
	case "timestamp":
		return instant(param)
	default:
		return nil, fmt.Errorf("the runner knows no type %q", kind)
	}
	return nil, fmt.Errorf("%v is no %s", param, kind)
}

// float reads a number, or the name of one that JSON has not.
func float(param any, bits int) (float64, error) {
	switch p := param.(type) {
	case json.Number:
		return strconv.ParseFloat(p.String(), bits)
	case string:
		switch p {
		case "NaN":
			return math.NaN(), nil
		case "Infinity":
			return math.Inf(1), nil
		case "-Infinity":
			return math.Inf(-1), nil
		}
	}
	return 0, fmt.Errorf("%v is no float", param)
}

// instant reads seconds since 1970, or a date-time.
func instant(param any) (time.Time, error) {
	text := fmt.Sprint(param)
	if _, ok := param.(string); ok {
		if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
			return at, nil
		}
	}
	seconds, ok := new(big.Rat).SetString(text)
	if !ok {
		return time.Time{}, fmt.Errorf("%v is no timestamp", param)
	}
	nanos := seconds.Mul(seconds, big.NewRat(1e9, 1))
	if !nanos.IsInt() {
		return time.Time{}, fmt.Errorf("%v has parts of nanoseconds", param)
	}
	whole, part := new(big.Int).DivMod(nanos.Num(), big.NewInt(1e9), new(big.Int))
	return time.Unix(whole.Int64(), part.Int64()).UTC(), nil
}
