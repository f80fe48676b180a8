package store

type Store struct{}

func (s Store) Len() int { return 0 }

func (*Store) Reset() {} // a pointer

type Pool[K comparable, V any] struct{}

func (p *Pool[K, V]) Put(k K, v V) {}

func (p Pool[K, _]) Get(k K) {} // a value

func Store_() {} // no method
