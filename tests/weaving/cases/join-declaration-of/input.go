package store

var first, limit int

type Store struct{}

func Open() *Store { return new(Store) }

func (s *Store) Open() {}

func (s *Store) Close() {} // another name

func Limit() int {
	var limit = 7
	limited := func() int {
		const limit = 8
		return limit
	}
	return limit + limited()
}
