// SPDX-License-Identifier: Apache-2.0

package imports

// layers are the module's packages from the ground up. A package imports only
// from rows above its own in this list, never from its own row. A pattern is a
// path below the module; a folder and "/*" for what is in it; or a folder and
// "/..." for the folder and all below it. The first row that matches counts, so
// what is special stands before what is general. "" is the root, which has
// documentation and nothing else.
var layers = [][]string{
	{"", "cors", "internal/wire", "internal/call", "internal/checksum"},
	{"config", "signer", "rest", "cors/rules"},
	{"bucket"},
	{"internal/body", "internal/adapt", "doctor"},
	{"internal/pipeline"},
	{"service/*"},
	{"service"},
	{"specs"},
	{"test/fake", "test/mock", "test/emulator/..."},
	{"test/conformance/..."},
	{"internal/..."},
	{"test/..."},
	{"cmd/..."},
}

// within are the folders whose packages may import each other although they
// share a row.
var within = []string{"internal/wire", "test/conformance", "test/emulator", "cmd/pail"}

// standalone packages import the standard library and each other, and nothing
// else but what is admitted: what a generated client links is rest and what rest stands on.
var standalone = []string{"cors", "cors/rules", "internal/wire/...", "internal/checksum", "rest"}

// admitted are the packages of other modules that a standalone package may
// import all the same.
var admitted = map[string][]string{
	"internal/wire": {"github.com/go-json-experiment/json/jsontext"}, // an alias of encoding/json/jsontext from Go 1.27 on
}

// bans say what must not be reachable from where, however long the way.
var bans = []ban{
	{from: "bucket", to: "specs", why: "what a user links does not carry the specs"},
	{from: "config", to: "specs", why: "what a user links does not carry the specs"},
	{from: "service/...", to: "specs", why: "what a user links does not carry the specs"},
	{from: "service/...", to: "test/...", why: "what a user links does not carry test doubles"},
	{from: "bucket", to: "test/...", why: "what a user links does not carry test doubles"},
	{from: "bucket", to: "rest", why: "a bucket does not carry the runtime of generated clients"},
	{from: "cors", to: "encoding/...", why: "who decides about rules does not carry readers of their documents"},
	{from: "bucket", to: "cors/rules", why: "a bucket does not carry readers of documents that people keep"},
	{from: "doctor", to: "internal/pipeline", why: "an examination goes by the public door"},
	{from: "service/...", to: "doctor", why: "what a user links does not carry the doctor unasked"},
	{from: "service/...", to: "cors/rules", why: "a bucket does not carry readers of documents that people keep"},
	{from: "service/...", to: "rest", why: "a bucket does not carry the runtime of generated clients"},
	{from: "service/...", to: "testing", why: "what a user links does not register test flags"},
	{from: "test/emulator/...", to: "internal/wire", why: "the emulator interprets the specs and shares no serialiser with the client"},
	{from: "test/emulator/...", to: "internal/pipeline", why: "the emulator is no client"},
	{from: "test/emulator/...", to: "service/...", why: "the emulator is no client"},
}

// ban is one forbidden way through the import graph.
type ban struct{ from, to, why string }

// generator is the folder that imports none of ours and that nobody imports.
const generator = "codegen"

// providers are the ids that data speaks of and code does not.
var providers = []string{"s3", "cos", "qingstor", "oss"}

// naming are the files that may hold a provider's id as a string, beside tests
// and generated files.
var naming = []string{
	"specs/...",
	"service/s3/...",
	"service/cos/...",
	"service/qingstor/...",
	"signer/...",
	"config/vendor.go",
	"cors/profile.go",
	"test/emulator/s3.go",
	"test/emulator/cos.go",
	"test/emulator/qingstor.go",
}

// longest is how many lines a hand-written file may have, by folder; the first
// row that matches counts.
var longest = []struct {
	in    string
	lines int
}{
	{"codegen/...", 300},
	{"...", 500},
}
