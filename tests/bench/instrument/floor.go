// Command floor does to a file what no tool can leave out that is run once for each and works as go-instrument says it does:
// it lays the file out as gofmt does, parses it, parses what came of that, and writes it. There is no span in what it writes.
package main

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	if err := rewrite(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func rewrite(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if text, err = format.Source(text); err != nil {
		return err
	}
	if _, _, err = parsed(name, text); err != nil {
		return err
	}
	files, again, err := parsed(name, text)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := format.Node(&out, files, again); err != nil {
		return err
	}
	return os.WriteFile(name, out.Bytes(), 0o644)
}

func parsed(name string, text []byte) (*token.FileSet, *ast.File, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, text, parser.ParseComments)
	if err == nil {
		ast.Inspect(file, func(ast.Node) bool { return true })
	}
	return files, file, err
}
