// Tokens compares Go files with woven ones: of each pair given, all tokens of the first stand in the second, in the same order and,
// by the line directives, at the same places; whatever else stands there is said to be <generated>.
package main

import (
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
)

type placed struct {
	kind     token.Token
	text     string
	position token.Position
}

func main() {
	for index := 1; index < len(os.Args); index += 2 {
		compare(os.Args[index], tokens(os.Args[index]), tokens(os.Args[index+1]))
	}
}

func compare(name string, plain, woven []placed) {
	for index, each := range plain {
		if index >= len(woven) || woven[index] != each {
			fmt.Printf("%s: %v is missing, or elsewhere: %v\n", name, each, woven[min(index, len(woven)-1)])
			return
		}
	}
	if len(woven) > len(plain) {
		fmt.Printf("%s: too much: %v\n", name, woven[len(plain)])
	}
}

// tokens are those that stand in a file; semicolons that newlines make are left out.
func tokens(path string) []placed {
	text, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	files := token.NewFileSet()
	file := files.AddFile(path, -1, len(text))
	var scan scanner.Scanner
	scan.Init(file, text, func(at token.Position, message string) { panic(at.String() + ": " + message) }, 0)
	var found []placed
	for {
		at, kind, text := scan.Scan()
		if kind == token.EOF {
			return found
		}
		position := files.Position(at)
		position.Offset = 0
		if filepath.Base(position.Filename) != "<generated>" && text != "\n" {
			found = append(found, placed{kind, text, position})
		}
	}
}
