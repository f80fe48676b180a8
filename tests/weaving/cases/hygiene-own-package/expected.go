//line /src/input.go:1:1
package example

type Kind struct{}

func New() Kind { return Kind{} }

func old() Kind { return Kind{} }

func Generic[T any](T) {}

func F() {/*line <generated>:1:1*/{var _ Kind = New()
Generic[Kind](New())
};/*line /src/input.go:11:11*/ _ = /*line <generated>:1:1*/New/*line /src/input.go:11:19*/() }
