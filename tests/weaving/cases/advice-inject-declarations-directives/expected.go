//line /src/input.go:1:1
package p

func Registered() {}

/*line <generated>:1:1*/
//my:span layer:Registered // not a comment of its own
func register() {{println("layer", "Registered")
println("//", "")
println("not", "")
println("a", "")
println("comment", "")
println("of", "")
println("its", "")
println("own", "")
};
  //my:span name:literal
  go func() {{println("name", "literal")
};}()
  println() 
}  
//my:span last
func last() {{println("last", "")
};}
//go:noinline
func plain() {}
