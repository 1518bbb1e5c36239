module example.com/notes

go 1.26

require github.com/seed-40dc4ce0/pail v0.0.0

require github.com/go-json-experiment/json v0.0.0-20260820222146-c27c302e5fc3 // indirect

replace github.com/seed-40dc4ce0/pail => ../..
