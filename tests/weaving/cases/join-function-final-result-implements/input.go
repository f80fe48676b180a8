package fails

import "io/fs"

type pointerError struct{}

func (*pointerError) Error() string { return "" }

// codeError has the name of error's method, and another signature.
type codeError struct{}

func (codeError) Error() int { return 0 }

func takes(n int, err error)                     {}
func takesPath(path *fs.PathError, other string) {}
func takesPointer(*pointerError)                 {}
func takesValue(pointerError)                    {}
func takesCode(codeError)                        {}
func takesMany(errs ...error)                    {}
func gives() error                               { return nil }
func givesFirst() (*pointerError, int)           { return nil, 0 }
func givesBoth() (first *pointerError, e error)  { return nil, nil }
func givesValue() pointerError                   { return pointerError{} }
func givesCode() (int, codeError)                { return 0, codeError{} }
func givesNothing()                              {}
