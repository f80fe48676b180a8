package example

func named(a string, b error) (ok bool, err error) { return true, b }

func unnamed(string, error) (bool, error) {
	return false, nil
}

func blank(_ string, b error) (_ bool, _ error) { return }

var literal = func(a string, _ error) (bool, error) { panic(a) }

// Two names of one type are one field, as go/ast counts them.
func other(a string, b, c error) (bool, error) { return false, nil }
