# make help lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test sweep bench fuzz lint shots update tools basemap basemap-check fonts-check

ARGS ?=
FUZZTIME ?= 60s

# Go files that git knows or would take, those in node_modules not among them.
go_files = git ls-files --cached --others --exclude-standard '*.go' | while read -r f; do if [ -e "$$f" ]; then echo "$$f"; fi; done

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: ## serve the default map, or folders: make run ARGS="FOLDER --listen 127.0.0.1:8081"
	go run ./cmd/dateline $(ARGS)

tools: ## install what the tests need: C compiler, Chromium, GDAL, npm packages
	@.ci/tools

test: tools ## all tests, those in a real browser included
	go test -race ./...
	cd geo/bench && go test ./...
	cd web && npm test

sweep: tools ## cut and check every tile of zooms 0 to 8 of whole data sets
	DATELINE_SWEEP=1 go test -count=1 -timeout 60m -run Sweep ./geo/tile

lint: ## gofmt, go vet, staticcheck
	@unformatted=$$($(go_files) | xargs gofmt -l); \
	if [ -n "$$unformatted" ]; then echo "gofmt -w these files:"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	cd geo/bench && go vet ./...
	go tool staticcheck ./...

bench: tools ## engine, painting and page beside orb, geojson-vt, Mapnik and a bare handler
	@.ci/tools bench
	cd geo/bench && go test -run '^$$' -bench 'Table|Paint' -benchtime 1x -timeout 30m .
	go test -run '^$$' -bench 'Tile|Cached' -benchmem ./server
	cd web/bench && npm run --silent bench

# Making found inputs small takes most of the time that should go into finding.
fuzz: ## every fuzz target for FUZZTIME (60s)
	@packages=$$(go list ./...); for package in $$packages; do \
		targets=$$(go test -list '^Fuzz' "$$package"); \
		for target in $$(grep '^Fuzz' <<<"$$targets" || true); do \
			echo "$$package $$target"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x "$$package"; \
		done; \
	done

shots: tools ## screenshots of page and embed into web/tests/.results/shots
	cd web && npm run --silent shots

basemap: tools ## build data/basemap.pmtiles from its sources
	cd data/basemap && node build.mjs
	go run ./cmd/dateline build data/basemap/layers -o data/basemap.pmtiles --max-zoom 7

basemap-check: tools ## is data/basemap.pmtiles what its sources make?
	cd data/basemap && node build.mjs
	dir=$$(mktemp -d); trap 'rm -r "$$dir"' EXIT; \
	go run ./cmd/dateline build data/basemap/layers -o "$$dir/basemap.pmtiles" --max-zoom 7; \
	cmp data/basemap.pmtiles "$$dir/basemap.pmtiles"

fonts-check: tools ## are the fonts in geo/text/fonts what their sources make?
	cd geo/text/fonts && node build.mjs --check

update: ## write the golden files anew
	@packages=$$(git grep -l --untracked 'flag.Bool("update"' -- '*_test.go' | xargs -r -n1 dirname | sort -u | sed 's|^|./|'); \
	if [ -z "$$packages" ]; then echo "there are no golden files"; else go test $$packages -update; fi
