//line /src/input.go:1:1
package books

type Book struct{ name string }

func (b Book) Title() string { return b.name }

type Shelf struct{ Book }

type Loan struct{ *Book }

func titles(value Book, pointer *Book, shelf Shelf, loan *Loan) []string {
	return []string{
		value.Title(),
		/*line <generated>:1:1*/"" + /*line /src/input.go:14:3*/pointer.Title(),
		(*pointer).Title(),
		shelf.Title(),
		/*line <generated>:1:1*/"" + /*line /src/input.go:17:3*/(&shelf).Title(),
		/*line <generated>:1:1*/"" + /*line /src/input.go:18:3*/loan.Title(),
		Book{}.Title(),
	}
}
