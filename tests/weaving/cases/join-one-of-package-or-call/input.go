package shop

import "fmt"

func Greet() {
	fmt.Print("hello ")
	fmt.Println("you")
}
