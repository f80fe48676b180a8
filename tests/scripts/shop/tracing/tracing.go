// Package tracing is the program's own: it is woven into other packages, and configured by config.
package tracing

import "example.com/app/config"

// Span tells of a function that runs.
func Span(name string) {
	println(config.Prefix(), name)
}
