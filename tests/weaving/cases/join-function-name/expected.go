//line /src/input.go:1:1
package store

type Store struct{}

func Close() {/*line <generated>:1:1*/{println("Close")
};/*line /src/input.go:5:15*/}

func (*Store) Close() error {/*line <generated>:1:1*/{println("Close")
};/*line /src/input.go:7:30*/
	closed := func() bool { return true } // a literal has no name
	CloseAll(closed())
	return nil
}

func CloseAll(bool) {} // another name
