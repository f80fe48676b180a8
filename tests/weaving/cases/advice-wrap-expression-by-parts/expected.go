//line /src/input.go:1:1
package example/*line <generated>:1:1*/;import __pyorch_url "net/url"/*line /src/input.go:1:16*/

import (
	/*line <generated>:1:1*/_ /*line /src/input.go:4:2*/"net/url"
)

func Address(raw string) error {
	_, err := /*line <generated>:1:1*/__pyorch_url.Parse(/*line /src/input.go:9:3*/raw/*line <generated>:1:1*/ + "Address")/*line /src/input.go:10:3*/
	return err
}
