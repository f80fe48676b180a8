//line /src/input.go:1:1
package fails

import "io/fs"

type pointerError struct{}

func (*pointerError) Error() string { return "" }

// codeError has the name of error's method, and another signature.
type codeError struct{}

func (codeError) Error() int { return 0 }

func takes(n int, err error)                     {/*line <generated>:1:1*/{println(err == nil)
};/*line /src/input.go:14:51*/}
func takesPath(path *fs.PathError, other string) {/*line <generated>:1:1*/{println(path == nil)
};/*line /src/input.go:15:51*/}
func takesPointer(/*line <generated>:1:1*/__argument__0 /*line /src/input.go:16:19*/*pointerError)                 {/*line <generated>:1:1*/{println(__argument__0 == nil)
};/*line /src/input.go:16:51*/}
func takesValue(pointerError)                    {}
func takesCode(codeError)                        {}
func takesMany(errs ...error)                    {}
func gives() error                               { return nil }
func givesFirst() (*pointerError, int)           { return nil, 0 }
func givesBoth() (first *pointerError, e error)  { return nil, nil }
func givesValue() pointerError                   { return pointerError{} }
func givesCode() (int, codeError)                { return 0, codeError{} }
func givesNothing()                              {}
