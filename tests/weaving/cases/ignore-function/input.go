package shop

// Open opens.
//
//orchestrion:ignore
func Open() {
	func() {}()
}

type Store struct{}

//dd:ignore
func (Store) Open() {}

func (Store) Close() {}
