//line /src/input.go:1:1
package example

type Store[T any] struct{ value T }

func (s *Store[T]) Get() T {/*line <generated>:1:1*/{_ = s
};/*line /src/input.go:5:29*/ return s.value }

func (*Store[T]) Put(T) {}

type Other struct{}

func (o *Other) Get() {}

func Get() {}
