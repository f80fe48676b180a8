//line /src/input.go:1:1
package store

var open = func() {/*line <generated>:1:1*/{println("literal")
};/*line /src/input.go:3:20*/}

func Each(items []string) {
	each := func(do func(string)) {/*line <generated>:1:1*/{println("literal")
};/*line /src/input.go:6:33*/
		for _, item := range items {
			do(item)
		}
	}
	each(func(string) {/*line <generated>:1:1*/{println("literal")
};/*line /src/input.go:11:21*/})
}
