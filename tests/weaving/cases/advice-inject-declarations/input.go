package store

type Store struct{}

func (Store) Open() {}

func (Store) Close() {}
