//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_bytes__ "bytes";import __pyorch_errors_ "errors";import __pyorch_strings__ "strings"/*line /src/input.go:1:16*/

func F() {/*line <generated>:1:1*/{println(__pyorch_strings__.ToUpper("f"), __pyorch_bytes__.MinRead, __pyorch_errors_.ErrUnsupported)
};/*line /src/input.go:3:11*/
	const __pyorch_errors = "in a function, behind what is injected"
}
