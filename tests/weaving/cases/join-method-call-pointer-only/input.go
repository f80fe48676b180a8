package books

type Book struct{ name string }

func (b Book) Title() string { return b.name }

type Shelf struct{ Book }

type Loan struct{ *Book }

func titles(value Book, pointer *Book, shelf Shelf, loan *Loan) []string {
	return []string{
		value.Title(),
		pointer.Title(),
		(*pointer).Title(),
		shelf.Title(),
		(&shelf).Title(),
		loan.Title(),
		Book{}.Title(),
	}
}
