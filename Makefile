# `make` or `make help` lists what there is. Nothing here needs more than Go,
# git and a POSIX shell; the tools are pinned in internal/tools and built by go
# the first time they are used (the linter two minutes, goreleaser four).

GO         ?= go
GOLANGCI   := $(GO) tool -modfile=internal/tools/go.mod golangci-lint
GORELEASER := $(GO) tool -modfile=internal/tools/release/go.mod goreleaser

# What a release carries, and what a build without one calls itself.
VERSION ?=
LDFLAGS := -s -w $(if $(VERSION),-X crm/internal/cli.version=$(VERSION))

# The systems a release is built for.
PLATFORMS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

# make bench BENCH=Today, make fuzz FUZZTIME=30s, make soak SOAK=2000
BENCH    ?= .
FUZZTIME ?= 10m
SOAK     ?= 200

PREFIX ?= /usr/local

.DEFAULT_GOAL := help
.PHONY: help check check-static fmt fmt-check vet vet-cross lint layers test \
	postgres race counts counts-update noun generate generate-check release-check bench fuzz soak build cross install snapshot

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- before a commit ---------------------------------------------------------

check: fmt-check vet lint layers test race noun generate-check ## all that has to pass before a commit

check-static: fmt-check vet lint layers generate-check ## check without the tests

fmt: ## format the code
	$(GOLANGCI) fmt ./cmd/... ./internal/...

fmt-check: ## show what fmt would change
	$(GOLANGCI) fmt --diff ./cmd/... ./internal/...

vet: ## go vet
	$(GO) vet ./...

# The files of the other systems are compiled by nothing else in CI.
vet-cross: ## go vet as on Windows and macOS
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 $(GO) vet ./...
	CGO_ENABLED=0 GOOS=darwin GOARCH=arm64 $(GO) vet ./...

lint: ## golangci-lint with .golangci.yml
	$(GOLANGCI) run ./...

layers: ## no package imports what its layer may not
	$(GO) test -count=1 -run '^TestLayers' ./internal

test: ## the tests
	$(GO) test ./...

# The same, for books on a server: it needs PostgreSQL's initdb, and makes a cluster of its own.
postgres: ## the tests of the store, of conditions and the scripts on PostgreSQL
	.ci/with-postgres $(GO) test -count=1 -timeout 30m ./internal/store ./internal/query
	.ci/with-postgres $(GO) test -count=1 -timeout 30m -run '^(TestServerIsAsAFile|TestCopiedBookIsTheSame|TestScripts|TestJourneys)$$' ./internal/book ./internal/cli

# Four goroutines on two books, the rules, and some scripts side by side; all tests take
# ten times as long with the detector. It needs cgo, and with it a C compiler.
race: ## what goroutines share in one process
	CGO_ENABLED=1 $(GO) test -race -run '^(TestTwoBooksAtOnce|TestDecide|TestBuiltin)' ./internal/cli ./internal/rules
	CGO_ENABLED=1 $(GO) test -race -run '^TestScripts$$/^rule-' ./internal/cli

# It builds the program again, with a noun more.
noun: ## a noun takes the places that docs/architecture.md names
	CRM_TEST_NOUN=1 $(GO) test -count=1 -run '^TestANoun' ./internal

# Instructions in user space, which differ by less than 1 % from run to run.
counts: ## the instructions of daily commands beside cmd/crm/testdata/counts.txt (needs valgrind)
	CRM_COUNTS=1 $(GO) test -count=1 -v -run '^TestCounts' ./cmd/crm

counts-update: ## write cmd/crm/testdata/counts.txt
	CRM_COUNTS=update $(GO) test -count=1 -run '^TestCounts' ./cmd/crm

generate: ## write completions/ and docs/reference/ from the command tree
	$(GO) run ./cmd/gen

# Written elsewhere and compared, so that it needs no clean tree, leaves it as
# it was, and also finds pages of commands that are gone.
generate-check: ## completions/ and docs/reference/ are what generate writes
	@tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && \
	$(GO) build -o "$$tmp/gen" ./cmd/gen && mkdir "$$tmp/out" && \
	(cd "$$tmp/out" && "$$tmp/gen") && \
	diff -r "$$tmp/out/completions" completions && \
	diff -r "$$tmp/out/docs/reference" docs/reference || \
	{ echo 'completions/ or docs/reference/ do not match the commands: run make generate, delete what is only in them' >&2; exit 1; }

# --- now and then ------------------------------------------------------------

bench: ## the benchmarks (BENCH=regexp)
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem ./internal/...

# go test fuzzes one target of one package at a time. By default it spends most of the
# time on making inputs shorter.
fuzz: ## every fuzz target for FUZZTIME
	@for file in $$(grep -rl --include='*_test.go' -E '^func Fuzz' cmd internal); do \
		for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/p' "$$file"); do \
			echo "== $$file $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1s "./$${file%/*}" || exit 1; \
		done; \
	done

# Everyday runs try what is random a few times, and in turn what can be done in very
# many ways.
soak: ## the tests with nothing left out, and so many random sequences of each kind (SOAK=200)
	SOAK=$(SOAK) $(GO) test -count=1 -timeout 24h ./...

# --- what people run ---------------------------------------------------------

build: ## ./crm, static
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o ./ ./cmd/crm

cross: ## compile for every system of a release, and keep nothing
	@for p in $(PLATFORMS); do \
		echo "$$p"; \
		CGO_ENABLED=0 GOOS=$${p%/*} GOARCH=$${p#*/} $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o /dev/null ./cmd/crm || exit 1; \
	done

install: build ## crm, its manual and completions, under PREFIX (DESTDIR is honoured)
	rm -rf man
	$(GO) run ./cmd/gen -man man
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 crm $(DESTDIR)$(PREFIX)/bin/crm
	install -m 644 man/*.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	install -m 644 completions/crm.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/crm
	install -m 644 completions/crm.zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_crm
	install -m 644 completions/crm.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/crm.fish

# --- a release ---------------------------------------------------------------

release-check: ## .goreleaser.yaml is valid
	$(GORELEASER) check

snapshot: ## archives, deb and rpm for every system, in dist/, published nowhere
	rm -rf man
	$(GORELEASER) release --snapshot --clean
