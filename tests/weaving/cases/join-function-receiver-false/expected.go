//line /src/input.go:1:1
package store

type Store struct{}

func (*Store) Reset() { // a method
	func() {/*line <generated>:1:1*/{println("")
};/*line /src/input.go:6:10*/}()
}

func New() *Store {/*line <generated>:1:1*/{println("New")
};/*line /src/input.go:9:20*/ return nil }
