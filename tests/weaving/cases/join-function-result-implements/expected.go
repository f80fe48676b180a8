//line /src/input.go:1:1
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
func gives() /*line <generated>:1:1*/(__result__0 /*line /src/input.go:20:14*/error/*line <generated>:1:1*/)/*line /src/input.go:20:19*/                               {/*line <generated>:1:1*/{println(__result__0 == nil, __result__0 == nil)
};/*line /src/input.go:20:51*/ return nil }
func givesFirst() (/*line <generated>:1:1*/__result__0 /*line /src/input.go:21:20*/*pointerError, /*line <generated>:1:1*/_ /*line /src/input.go:21:35*/int)           {/*line <generated>:1:1*/{println(__result__0 == nil, __result__0 == nil)
};/*line /src/input.go:21:51*/ return nil, 0 }
func givesBoth() (first *pointerError, e error)  {/*line <generated>:1:1*/{println(first == nil, e == nil)
};/*line /src/input.go:22:51*/ return nil, nil }
func givesValue() pointerError                   { return pointerError{} }
func givesCode() (int, codeError)                { return 0, codeError{} }
func givesNothing()                              {}
