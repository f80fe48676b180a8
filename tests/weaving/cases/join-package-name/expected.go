// Package storage keeps things.
package /* really */ storage
