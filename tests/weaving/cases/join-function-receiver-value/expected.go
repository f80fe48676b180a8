//line /src/input.go:1:1
package store

type Store struct{}

func (s Store) Len() int {/*line <generated>:1:1*/{println("value")
};/*line /src/input.go:5:27*/ return 0 }

func (*Store) Reset() {} // a pointer

type Pool[K comparable, V any] struct{}

func (p *Pool[K, V]) Put(k K, v V) {/*line <generated>:1:1*/{println("pool")
};/*line /src/input.go:11:37*/}

func (p Pool[K, _]) Get(k K) {} // a value

func Store_() {} // no method
