//line /src/input_other.go:1:1
package shop //dd:ignore stands behind it

func Close() {/*line <generated>:1:1*/{println()
};/*line /src/input_other.go:3:15*/}

/*line <generated>:1:1*/
const _ = true
