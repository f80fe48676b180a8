"""The place inside `go build`: tool calls in, changed command lines out. It never sees a syntax tree."""
