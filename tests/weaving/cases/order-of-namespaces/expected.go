//line /src/input.go:1:1
package shop

func Open() {/*line <generated>:1:1*/{println("none")
};{println("mathematical A")
};{println("full width A")
};{println("aa")
};{println("a, 100")
};{println("a, 1")
};{println("Z")
};/*line /src/input.go:3:14*/}
