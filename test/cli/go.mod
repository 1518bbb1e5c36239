module github.com/seed-40dc4ce0/pail/test/cli

go 1.26

replace github.com/seed-40dc4ce0/pail => ../..

require (
	github.com/rogpeppe/go-internal v1.16.0
	github.com/seed-40dc4ce0/pail v0.0.0
)

require (
	github.com/aws/aws-sdk-go-v2 v1.47.6 // indirect
	github.com/aws/smithy-go v1.28.8 // indirect
	github.com/go-json-experiment/json v0.0.0-20260820222146-c27c302e5fc3 // indirect
	github.com/google/go-querystring v1.2.0 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // indirect
	golang.org/x/sys v0.26.0 // indirect
	golang.org/x/tools v0.26.0 // indirect
)
