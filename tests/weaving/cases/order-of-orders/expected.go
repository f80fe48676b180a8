//line /src/input.go:1:1
package shop

func Open() {/*line <generated>:1:1*/{println("10")
};{println("9")
};{println("0 again")
};{println("0")
};{println("-1")
};/*line /src/input.go:3:14*/}
