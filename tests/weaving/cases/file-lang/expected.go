//line /src/input.go:1:1
package shop

func Open() {
	println()
	print()
}
