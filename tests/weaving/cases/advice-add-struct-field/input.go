package example

type Big struct {
	name string `json:"name"` // of the thing

	// embedded
	*Other
}

type (
	Small struct{ a, b int }
	Empty struct{}
	Alias = struct{ c int }
	Other struct{ d int }
)
