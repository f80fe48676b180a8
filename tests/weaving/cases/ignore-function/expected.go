//line /src/input.go:1:1
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

func (Store) Close() {/*line <generated>:1:1*/{println()
};/*line /src/input.go:15:23*/}
