// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"sync/atomic"

	"github.com/seed-40dc4ce0/pail/signer"
	"github.com/seed-40dc4ce0/pail/specs"
)

// Emulator is an object store in memory. It is an [http.Handler], safe for
// concurrent use. Its buckets live as long as it does.
type Emulator struct {
	options    Options
	dialect    *dialect
	operations []*operation
	store      store
	scheme     signer.Scheme
	requests   atomic.Uint64
	err        error
}

// New makes an empty store. When the options name a provider that the emulator
// does not speak, every request is answered 500 and Err says why.
func New(o Options) *Emulator {
	e := &Emulator{options: o, store: newMemory()}
	e.err = e.load()
	return e
}

// Err is nil, or why the emulator cannot serve.
func (e *Emulator) Err() error { return e.err }

// load reads the provider's resolved specification.
func (e *Emulator) load() error {
	d, ok := dialectOf(e.options.Provider)
	if !ok {
		return fmt.Errorf("emulator: provider %q is not among those it speaks: %v", e.options.Provider, dialectIDs())
	}
	spec, err := fs.ReadFile(specs.Resolved(), d.id+".json")
	if err != nil {
		return fmt.Errorf("emulator: %w", err)
	}
	if d.extra == nil {
		return e.speak(d, spec)
	}
	return e.speak(d, spec, d.extra)
}

// speak makes the operations of a model those of the emulator.
func (e *Emulator) speak(d *dialect, models ...[]byte) error {
	m, err := parseModel(models...)
	if err != nil {
		return err
	}
	if d.provider, err = m.provider(); err != nil {
		return err
	}
	if e.scheme, err = signer.New(d.provider.Signer); err != nil {
		return fmt.Errorf("emulator: %w", err)
	}
	e.dialect = d
	e.options = e.options.withDefaults(d)
	e.operations, err = compile(m, d)
	return err
}

// ServeHTTP answers one request.
func (e *Emulator) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if e.err != nil {
		http.Error(w, e.err.Error(), http.StatusInternalServerError)
		return
	}
	c := e.newCall(w, r)
	a, err := c.serve()
	f, isFault := errors.AsType[*fault](err)
	switch {
	case err == nil:
		c.reply(a)
	case isFault:
		c.refuse(f)
	default:
		c.refuse(c.fault(internalError))
	}
}
