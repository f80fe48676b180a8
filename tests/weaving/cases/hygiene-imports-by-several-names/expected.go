//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_rand "math/rand";import __pyorch_rand_ "math/rand/v2";import __pyorch_text "strings";import _ "unicode"/*line /src/input.go:1:16*/

func F() {/*line <generated>:1:1*/{println(__pyorch_text.ToLower("two"), __pyorch_rand_.Int())
};{println(__pyorch_text.ToUpper("one"), __pyorch_rand.Int())
};/*line /src/input.go:3:11*/}
