package config

import "testing"

func TestPrefix(t *testing.T) {
	if prefix != "span:" {
		t.Fail()
	}
}

// For the tests outside.
func SetPrefix(text string) { prefix = text }
