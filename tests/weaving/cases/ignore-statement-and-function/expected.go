//line /src/input.go:1:1
package example

func One() {/*line <generated>:1:1*/{println()
};/*line /src/input.go:3:13*/}

//orchestrion:ignore it is fine as it is
func Two() { func() {}() }

func Three() {/*line <generated>:1:1*/{println()
};/*line /src/input.go:8:15*/
	//dd:ignore
	f := func() {}
	f()
}
