//line /src/input.go:1:1
package shop

import "path"

type joiner interface{ Join(...string) string }

func Twelve(a, b, c, d, e, f, g, h, i, j, k int, l string) string {/*line <generated>:1:1*/{_, _ = a, l
};/*line /src/input.go:7:68*/ return /*line <generated>:1:1*/"/" + /*line /src/input.go:7:76*/path.Join(l) }

func Shadowed(path, b, c, d, e, f, g, h, i, j, k joiner) string { return path.Join() }
