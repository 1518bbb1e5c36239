module github.com/seed-40dc4ce0/pail/test/interop

go 1.26

replace github.com/seed-40dc4ce0/pail => ../..
