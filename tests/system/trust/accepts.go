// Names those of the files named on standard input that go/parser accepts, one a line.
package main

import (
	"bufio"
	"fmt"
	"go/parser"
	"go/token"
	"os"
)

func main() {
	in, out := bufio.NewScanner(os.Stdin), bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		if _, err := parser.ParseFile(token.NewFileSet(), in.Text(), nil, parser.SkipObjectResolution); err == nil {
			fmt.Fprintln(out, in.Text())
		}
	}
}
