//line /src/input.go:1:1
package shop

type Server struct {
	Name string/*line <generated>:1:1*/; woven bool/*line /src/input.go:4:13*/
}

type Pool[T any] struct{ items []T/*line <generated>:1:1*/; woven bool/*line /src/input.go:7:35*/ }

type Handler func(*Server)

type Alias = struct{ Name string }

type Client struct{} // of this package, not of the other
