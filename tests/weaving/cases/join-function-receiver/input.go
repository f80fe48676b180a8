package example

type Store[T any] struct{ value T }

func (s *Store[T]) Get() T { return s.value }

func (*Store[T]) Put(T) {}

type Other struct{}

func (o *Other) Get() {}

func Get() {}
