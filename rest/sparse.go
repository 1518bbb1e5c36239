// SPDX-License-Identifier: Apache-2.0

package rest

// Dense is a list without its nils: there is no null in a header, a query or a path. It
// is nil only if v is.
func Dense[T any](v []*T) []T {
	if v == nil {
		return nil
	}
	list := make([]T, 0, len(v))
	for _, p := range v {
		if p != nil {
			list = append(list, *p)
		}
	}
	return list
}

// DenseMap is [Dense] for the values of a map.
func DenseMap[T any](v map[string]*T) map[string]T {
	m := make(map[string]T, len(v))
	for key, p := range v {
		if p != nil {
			m[key] = *p
		}
	}
	return m
}

// DenseLists is [Dense] for each list in a map.
func DenseLists[T any](v map[string][]*T) map[string][]T {
	m := make(map[string][]T, len(v))
	for key, list := range v {
		m[key] = Dense(list)
	}
	return m
}

// Sparse is a list that could have nils and has none. It is nil only if v is.
func Sparse[T any](v []T) []*T {
	if v == nil {
		return nil
	}
	list := make([]*T, len(v))
	for i := range v {
		list[i] = &v[i]
	}
	return list
}
