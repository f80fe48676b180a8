package shop

import "fmt"

func Greet(name string) {
	fmt.Print("hello ")
	fmt.Println(name)
	_ = fmt.Sprintln(name) // none of them
}
