//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_cmp "cmp"/*line /src/input.go:1:13*/

import "fmt"

type options struct{ host, port string }

func Describe(host, port string, names ...string) string {
	return fmt.Sprint(
		//or localhost
		/*line <generated>:1:1*/__pyorch_cmp.Or(/*line /src/input.go:10:3*/host/*line <generated>:1:1*/, "localhost")/*line /src/input.go:10:7*/, //or "behind the comma, so not in front of anything"
		port,
		options{
			host: host,
			//or 80
			port: /*line <generated>:1:1*/__pyorch_cmp.Or(/*line /src/input.go:15:10*/port/*line <generated>:1:1*/, "80")/*line /src/input.go:15:14*/,
		},
		[]string{
			//or "nobody at all"
			/*line <generated>:1:1*/__pyorch_cmp.Or(/*line /src/input.go:19:4*/names[0]/*line <generated>:1:1*/, "nobody at all")/*line /src/input.go:19:12*/,
			names[1],
		},
	)
}
