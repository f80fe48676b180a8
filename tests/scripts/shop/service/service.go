// Package service is what tracing is woven into. It does not import config itself.
package service

// Serve serves.
func Serve() string { return "served" }
