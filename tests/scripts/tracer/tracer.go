// Package tracer stands for a tracing library: small enough to be compiled in a moment, and yet with all that makes one hard
// to weave in. It has a package of its own and a few of the standard library below it, it must be initialised, and what the
// standard library tells it comes in without an import.
package tracer

import (
	"strings"

	"example.com/tracer/internal/wire"
)

// Without this, which runs when the package is initialised, nothing can be told.
var out = wire.Open()

// Span tells of a function that runs.
func Span(name string) {
	out.Send(strings.ReplaceAll(name, " ", "_"))
}
