package shop

type Server struct {
	Name string
}

type Pool[T any] struct{ items []T }

type Handler func(*Server)

type Alias = struct{ Name string }

type Client struct{} // of this package, not of the other
