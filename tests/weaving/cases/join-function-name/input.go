package store

type Store struct{}

func Close() {}

func (*Store) Close() error {
	closed := func() bool { return true } // a literal has no name
	CloseAll(closed())
	return nil
}

func CloseAll(bool) {} // another name
