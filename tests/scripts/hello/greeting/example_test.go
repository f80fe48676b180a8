package greeting_test

import (
	"fmt"

	"example.com/hello/greeting"
)

//trace:span
func aside() string {
	return greeting.Hello("example")
}

func ExampleHello() {
	fmt.Println(aside())
	// Output: hello example
}
