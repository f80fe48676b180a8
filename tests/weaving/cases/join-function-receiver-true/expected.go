//line /src/input.go:1:1
package store

type Store struct{}

func (Store) Len() int {/*line <generated>:1:1*/{println("Len")
};/*line /src/input.go:5:25*/ return 0 }

func (*Store) Reset() {/*line <generated>:1:1*/{println("Reset")
};/*line /src/input.go:7:24*/
	func() {}() // a literal
}

func New() *Store { return nil } // a function
