// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"bytes"
	"io"
	"iter"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"
)

// memory is a store that forgets everything in the end.
type memory struct {
	mu  sync.RWMutex
	all map[string]*memoryBucket
}

type memoryBucket struct {
	info      bucketInfo
	documents map[string][]byte
	objects   map[string]*memoryObject
	keys      []string // sorted
}

type memoryObject struct {
	object

	content []byte
}

func newMemory() *memory { return &memory{all: map[string]*memoryBucket{}} }

func (m *memory) buckets() ([]bucketInfo, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	infos := make([]bucketInfo, 0, len(m.all))
	for _, name := range slices.Sorted(maps.Keys(m.all)) {
		infos = append(infos, m.all[name].info)
	}
	return infos, nil
}

func (m *memory) bucket(name string) (bucketInfo, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	b, ok := m.all[name]
	if !ok {
		return bucketInfo{}, errNoBucket
	}
	return b.info, nil
}

func (m *memory) create(info bucketInfo) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.all[info.name]; ok {
		return errBucketExists
	}
	m.all[info.name] = &memoryBucket{info: info, documents: map[string][]byte{}, objects: map[string]*memoryObject{}}
	return nil
}

func (m *memory) remove(bucket string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, ok := m.all[bucket]
	switch {
	case !ok:
		return errNoBucket
	case len(b.objects) > 0:
		return errBucketNotEmpty
	}
	delete(m.all, bucket)
	return nil
}

// find looks a bucket and, with a key, an object up. The lock is held.
func (m *memory) find(bucket, key string) (*memoryBucket, *memoryObject, error) {
	b, ok := m.all[bucket]
	if !ok {
		return nil, nil, errNoBucket
	}
	if key == "" {
		return b, nil, nil
	}
	o, ok := b.objects[key]
	if !ok {
		return b, nil, errNoObject
	}
	return b, o, nil
}

func (m *memory) document(bucket, key, name string) ([]byte, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	b, o, err := m.find(bucket, key)
	switch {
	case err != nil:
		return nil, err
	case o != nil:
		return o.documents[name], nil
	}
	return b.documents[name], nil
}

func (m *memory) setDocument(bucket, key, name string, data []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, o, err := m.find(bucket, key)
	if err != nil {
		return err
	}
	if o == nil {
		b.documents = put(b.documents, name, data)
		return nil
	}
	changed := *o // readers may hold the old one
	changed.documents = put(o.documents, name, data)
	b.objects[key] = &changed
	return nil
}

// put gives a copy of the documents with one more or one less.
func put(documents map[string][]byte, name string, data []byte) map[string][]byte {
	changed := maps.Clone(documents)
	if changed == nil {
		changed = map[string][]byte{}
	}
	changed[name] = data
	if data == nil {
		delete(changed, name)
	}
	return changed
}

func (m *memory) object(bucket, key string) (*object, io.ReadSeeker, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	_, o, err := m.find(bucket, key)
	if err != nil {
		return nil, nil, err
	}
	return &o.object, bytes.NewReader(o.content), nil
}

func (m *memory) erase(bucket, key string, allow func(*object) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, o, err := m.find(bucket, key)
	if b == nil {
		return err
	}
	if allow != nil {
		if err := allow(o.orNil()); err != nil {
			return err
		}
	}
	if o == nil {
		return nil
	}
	delete(b.objects, key)
	i := sort.SearchStrings(b.keys, key)
	b.keys = slices.Concat(b.keys[:i], b.keys[i+1:]) // listings may hold the old one
	return nil
}

func (o *memoryObject) orNil() *object {
	if o == nil {
		return nil
	}
	return &o.object
}

func (m *memory) list(bucket, prefix, after string) (iter.Seq[*object], error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	b, ok := m.all[bucket]
	if !ok {
		return nil, errNoBucket
	}
	first := sort.Search(len(b.keys), func(i int) bool { return b.keys[i] >= prefix && b.keys[i] > after })
	keys := b.keys[first:]
	return func(yield func(*object) bool) {
		for _, key := range keys {
			if !strings.HasPrefix(key, prefix) {
				return
			}
			m.mu.RLock()
			o := b.objects[key].orNil()
			m.mu.RUnlock()
			if o != nil && !yield(o) {
				return
			}
		}
	}, nil
}

func (m *memory) write(bucket string) (writer, error) {
	if _, err := m.bucket(bucket); err != nil {
		return nil, err
	}
	return &memoryWriter{memory: m, bucket: bucket}, nil
}

type memoryWriter struct {
	bytes.Buffer

	memory *memory
	bucket string
}

func (w *memoryWriter) commit(o *object, allow func(*object) error) error {
	m := w.memory
	m.mu.Lock()
	defer m.mu.Unlock()
	b, present, err := m.find(w.bucket, o.key)
	if b == nil {
		return err
	}
	if allow != nil {
		if err := allow(present.orNil()); err != nil {
			return err
		}
	}
	if present == nil {
		i := sort.SearchStrings(b.keys, o.key)
		b.keys = slices.Concat(b.keys[:i], []string{o.key}, b.keys[i:])
	}
	b.objects[o.key] = &memoryObject{object: *o, content: w.Bytes()}
	return nil
}

func (w *memoryWriter) discard() { w.Reset() }
