// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"errors"
	"reflect"
	"testing"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/service"
)

// unused calls every operation of pail that the program did not use: those that
// the provider lacks must say so, and the plan has the reason for all others.
func (v Vendor) unused(t *testing.T, s *Survey) {
	t.Helper()
	session := v.start(t, v.Settings[0], nil)
	at := session.place(v.Plan.Bucket+"6"+v.Plan.Suffix, session.ours)
	p, err := open(v.Plan.Provider, at)
	if err != nil {
		t.Fatal(err)
	}
	for _, side := range []struct {
		client     any
		operations reflect.Type
	}{{p.svc, reflect.TypeFor[service.API]()}, {p.b, reflect.TypeFor[bucket.API]()}} {
		client := reflect.ValueOf(side.client)
		for m := range side.operations.Methods() {
			name := client.Type().Elem().Name() + "." + m.Name
			if s.Ours[name] > 0 {
				continue
			}
			r := &Recorder{Base: session.ours.Base, Packages: PailPackages()}
			err := try(t.Context(), at.Bucket, client.MethodByName(m.Name), r)
			switch {
			case errors.Is(err, bucket.ErrUnsupported):
				s.Unsupported = append(s.Unsupported, name)
			case v.Plan.Apart[name] != "":
				s.Apart = append(s.Apart, name+": "+v.Plan.Apart[name])
			default:
				t.Errorf("the program does not use pail's %s, which the provider has: %v", name, err)
			}
		}
	}
}
