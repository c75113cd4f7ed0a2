// Package bench measures the engine beside others that do the same work: a
// pipeline of the orb library, and npm's geojson-vt with vt-pbf. It is a module
// of its own, so that the program does not depend on what it is compared with.
//
//	npm ci && go test -run '^$' -bench Table -benchtime 1x -timeout 30m
//
// prints a table. All runs are in turns, and medians are compared. For what is
// done on one core it is the processor time of all threads that counts.
package bench
