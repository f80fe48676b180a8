package store

type Store struct{}

func (Store) Len() int { return 0 }

func (*Store) Reset() {
	func() {}() // a literal
}

func New() *Store { return nil } // a function
