// Package config is what tracing is configured by: it is tested in its own package.
package config

var prefix = "span:"

// Prefix is what a line of a trace begins with.
func Prefix() string { return prefix }

// Use sets another prefix.
func Use(text string) { prefix = text }
