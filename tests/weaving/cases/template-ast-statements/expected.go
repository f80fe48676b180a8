//line /src/input.go:1:1
package shop

func Ring() {/*line <generated>:1:1*/{/*line /src/input.go:4:2*/println/*line <generated>:1:1*/("ring" + "again")
/*line /src/input.go:5:2*/silence()
/*line <generated>:1:1*/
};/*line /src/input.go:3:14*/
	println("ring")
	silence()
}

func silence() {}
