//line /src/input.go:1:1
package shop/*line <generated>:1:1*/;import __pyorch_io "io"/*line /src/input.go:1:13*/

import (
	"fmt"
	"os"
)

func Print(name string) {
	/*line <generated>:1:1*/func(to __pyorch_io.Writer) (int, error) {
  println(1, (/*line /src/input.go:9:26*/"hello "+name/*line <generated>:1:1*/))
  println(2, /*line /src/input.go:9:41*/len(name)/*line <generated>:1:1*/)
  return /*line /src/input.go:9:2*/fmt.Fprintln/*line <generated>:1:1*/(to, "Fprintln", "fmt", 3, false)
}(/*line /src/input.go:9:15*/os.Stdout/*line <generated>:1:1*/)/*line /src/input.go:9:51*/
}
