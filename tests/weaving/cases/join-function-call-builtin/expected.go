//line /src/input.go:1:1
package shop

func Add(list []string, item string) []string {
	list = /*line <generated>:1:1*/func() []string { return /*line /src/input.go:4:9*/append(list, item)/*line <generated>:1:1*/ }()/*line /src/input.go:4:27*/
	append := func(list []string, item string) []string { return list }
	return append(list, item) // of a variable
}
