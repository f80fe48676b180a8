package store

type Store struct{}

func (*Store) Reset() { // a method
	func() {}()
}

func New() *Store { return nil }
