module example.com/notes

go 1.26

require github.com/seed-40dc4ce0/pail v0.0.0

replace github.com/seed-40dc4ce0/pail => ../..
