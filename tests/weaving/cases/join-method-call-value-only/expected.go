//line /src/input.go:1:1
package books

type Book struct{ name string }

func (b Book) Title() string { return b.name }

type Shelf struct{ Book }

type Loan struct{ *Book }

func titles(value Book, pointer *Book, shelf Shelf, loan *Loan) []string {
	return []string{
		/*line <generated>:1:1*/"" + /*line /src/input.go:13:3*/value.Title(),
		pointer.Title(),
		/*line <generated>:1:1*/"" + /*line /src/input.go:15:3*/(*pointer).Title(),
		/*line <generated>:1:1*/"" + /*line /src/input.go:16:3*/shelf.Title(),
		/*line <generated>:1:1*/"" + /*line /src/input.go:17:3*/(&shelf).Title(),
		loan.Title(),
		/*line <generated>:1:1*/"" + /*line /src/input.go:19:3*/Book{}.Title(),
	}
}
