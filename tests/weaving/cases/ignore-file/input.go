//go:build !never

//orchestrion:ignore generated

// Package shop sells.
package shop

func Open() {}
