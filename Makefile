# SPDX-License-Identifier: Apache-2.0
#
# `make test` needs nothing but Go. Everything a reviewer checks is `make ci`.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

GO ?= go
BIN := $(CURDIR)/.bin
GOLANGCI_VERSION := v2.15.0
# Runs, not seconds: a duration may end in "context deadline exceeded" without a
# finding (golang/go issue 75804, mended in Go 1.27).
FUZZTIME ?= 10000x
TESTFLAGS ?=

# Test data that is too big for this repository; the codegen suites read it.
PAIL_CONFORMANCE ?= $(wildcard $(CURDIR)/../shared/conformance)
export PAIL_CONFORMANCE

# Nested modules: their dependencies never reach a user of the SDK.
NESTED := $(patsubst %/go.mod,%,$(wildcard test/*/go.mod))

# The packages of test/interop that drive the emulator.
INTEROP := ./duet ./s3 ./cos ./qingstor ./migrating ./witness

# stale runs a command and fails when it changed a file.
define stale
@before=$$(git status --porcelain; git diff); \
$(1); \
after=$$(git status --porcelain; git diff); \
if [[ "$$before" != "$$after" ]]; then echo "go generate changed:"; git status --porcelain; git diff --stat; exit 1; fi
endef

.PHONY: help
help: ## Show the targets
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "%-12s %s\n", $$1, $$2}'

.PHONY: test
test: ## Run every test that needs nothing but Go
	$(GO) test $(TESTFLAGS) ./...

.PHONY: ci
ci: ## Everything a reviewer checks, beside make test
	@for target in fmt tidy vet generate example cli lint race fuzz weight real judge differential interop browser; do \
		echo "=== make $$target"; start=$$SECONDS; \
		$(MAKE) $$target; \
		echo "=== make $$target: $$((SECONDS - start)) s"; \
	done

.PHONY: fmt
fmt: ## Fail on files that gofmt would change
	@out=$$(git ls-files -co --exclude-standard '*.go' | xargs -r gofmt -l); \
	if [[ -n "$$out" ]]; then echo "gofmt would change:"; echo "$$out"; exit 1; fi

.PHONY: vet
vet: ## go vet, in every module
	$(GO) vet ./...
	@for m in $(NESTED); do echo "vet $$m"; (cd $$m && $(GO) vet ./...); done

.PHONY: lint
lint: $(BIN)/golangci-lint-$(GOLANGCI_VERSION) ## golangci-lint, in every module
	$< run ./...
	@for m in $(NESTED); do echo "lint $$m"; (cd $$m && $(abspath $<) run --config $(CURDIR)/.golangci.yml ./...); done

$(BIN)/golangci-lint-$(GOLANGCI_VERSION):
	@mkdir -p $(BIN)
	GOBIN=$(BIN) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	@mv $(BIN)/golangci-lint $@

.PHONY: generate
generate: ## go generate; fails when a generated file was stale
	$(call stale,$(GO) generate ./...)

.PHONY: tidy
tidy: ## Fail when a go.mod or go.sum is not tidy
	$(GO) mod tidy -diff
	@for m in $(NESTED); do echo "tidy $$m"; (cd $$m && $(GO) mod tidy -diff); done

.PHONY: race
race: ## The tests under the race detector
	$(GO) test -race $(TESTFLAGS) ./...

.PHONY: fuzz
fuzz: ## Each fuzz target for FUZZTIME (10000x; a full run is FUZZTIME=500000x)
	@for dir in $$(git grep -lE '^func Fuzz[A-Z]' -- '*_test.go' | xargs -rn1 dirname | sort -u); do \
		for target in $$(cd $$dir && $(GO) test -list '^Fuzz' . | grep '^Fuzz' || true); do \
			echo "fuzz $$dir $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 5x ./$$dir; \
		done; \
	done

.PHONY: weight
weight: ## What a program links and weighs over plain net/http
	$(GO) run ./test/weight

.PHONY: bench
bench: ## Benchmarks, with allocations
	$(GO) test -run '^$$' -bench . -benchmem ./...

.PHONY: real
real: ## The conformance suite against versitygw
	cd test/servers && $(GO) test -count=1 -v -parallel 6 -timeout 30m -run '^TestReal' ./...

.PHONY: judge
judge: ## versitygw's own CORS tests against pail serve
	cd test/servers && $(GO) test -count=1 -v -timeout 30m -run '^TestJudge' ./...

.PHONY: example
example: ## docs/codegen.md as a user follows it, in a module of his own
	$(call stale,(cd test/example && $(GO) generate ./...))
	cd test/example && $(GO) vet ./... && $(GO) test -count=1 -v ./...

.PHONY: cli
cli: ## The command pail as its users have it, by scripts; docs/cors.md as it runs
	cd test/cli && $(GO) test -count=1 ./...

.PHONY: differential
differential: ## A generated client of Amazon S3 against aws-sdk-go-v2
	cd test/interop && $(GO) test -count=1 ./differential
	cd test/interop && $(GO) test -count=1 -v -timeout 30m . | grep -vE '^(=== |[[:space:]]*--- PASS)'

.PHONY: interop
interop: ## The vendors' own SDKs, and pail beside them, against the emulator
	cd test/interop && $(GO) test -count=1 -v -timeout 10m $(INTEROP) | grep -vE '^(=== |[[:space:]]*--- PASS)'

# Where Debian's package puts the browser; another one is good, too.
PAIL_CHROMIUM ?= /usr/bin/chromium
export PAIL_CHROMIUM
SUDO := $(shell [[ $$(id -u) == 0 ]] || echo sudo)

.PHONY: browser
browser: $(PAIL_CHROMIUM) ## Headless Chromium judges package cors (PAIL_SEED=n repeats a run)
	cd test/browser && $(GO) test -count=1 -v -timeout 10m ./... | grep -vE '^(=== |[[:space:]]*--- PASS)'

$(PAIL_CHROMIUM):
	@[[ $@ == /usr/bin/chromium ]] && command -v apt-get $(SUDO) >/dev/null || \
		{ echo "no browser at $@: install Debian's package chromium, or set PAIL_CHROMIUM to one"; exit 1; }
	$(SUDO) apt-get update -q
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium

.PHONY: clean
clean: ## Remove what make installed and built
	rm -rf $(BIN)

.PHONY: branches
branches: ## Each branch of the templates off in turn: something must notice
	$(GO) run ./test/branches -only templates
