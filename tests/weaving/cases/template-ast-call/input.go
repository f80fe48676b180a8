package shop

import (
	"fmt"
	"os"
)

func Print(name string) {
	fmt.Fprintln(os.Stdout, "hello "+name, len(name))
}
