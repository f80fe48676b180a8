// Package wire is what spans go out by: stderr, in the one way that needs no other package.
package wire

// Wire is an open way out.
type Wire struct{ open bool }

// Open makes one.
func Open() *Wire {
	return &Wire{open: true}
}

// Send sends the name of a span; it panics on a wire that nobody opened.
func (w *Wire) Send(name string) {
	if w.open {
		println("span:", name)
	}
}
