package example

type Kind struct{}

func New() Kind { return Kind{} }

func old() Kind { return Kind{} }

func Generic[T any](T) {}

func F() { _ = old() }
