//line /src/input.go:1:1
package store

var first, limit int/*line <generated>:1:1*/ = 42, 42/*line /src/input.go:3:21*/

type Store struct{}

func Open() *Store {/*line <generated>:1:1*/{println("open")
};/*line /src/input.go:7:21*/ return new(Store) }

func (s *Store) Open() {/*line <generated>:1:1*/{println("open")
};/*line /src/input.go:9:25*/}

func (s *Store) Close() {} // another name

func Limit() int {
	var limit = /*line <generated>:1:1*/42/*line /src/input.go:14:15*/
	limited := func() int {
		const limit = /*line <generated>:1:1*/42/*line /src/input.go:16:18*/
		return limit
	}
	return limit + limited()
}
