// Command standin does what go-instrument is described to do to a file, for measuring where that cannot be had: it lays the file
// out as gofmt does, parses it, puts a span into functions with a named context, an error handler where a result is a named error, and
// imports, parses what came of that, and writes it laid out anew. It heeds no comments and no constraints.
package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"log"
	"os"
	"sort"
)

const (
	span    = "\n%s, span := otel.Tracer(\"app\").Start(%[1]s, %q)\ndefer span.End()\n"
	imports = "\nimport (\n\"go.opentelemetry.io/otel\"\notelCodes \"go.opentelemetry.io/otel/codes\"\n)\n"
	handler = "defer func() {\nif %s != nil {\nspan.SetStatus(otelCodes.Error, \"error\")\nspan.RecordError(%[1]s)\n}\n}()\n"
)

type insertion struct {
	offset int
	text   string
}

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
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, text, parser.ParseComments)
	if err != nil {
		return err
	}
	insertions := spans(files, file)
	file, err = parser.ParseFile(files, name, spliced(text, insertions), parser.ParseComments)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := format.Node(&out, files, file); err != nil {
		return err
	}
	return os.WriteFile(name, out.Bytes(), 0o644)
}

func spans(files *token.FileSet, file *ast.File) (found []insertion) {
	add := func(name string, kind *ast.FuncType, body *ast.BlockStmt) {
		context := named(kind.Params, isContext)
		if body == nil || context == "" {
			return
		}
		text := fmt.Sprintf(span, context, name)
		if failure := named(kind.Results, isError); failure != "" {
			text += fmt.Sprintf(handler, failure)
		}
		found = append(found, insertion{files.Position(body.Lbrace).Offset + 1, text})
	}
	ast.Inspect(file, func(node ast.Node) bool {
		switch function := node.(type) {
		case *ast.FuncDecl:
			add(function.Name.Name, function.Type, function.Body)
		case *ast.FuncLit:
			add("anonymous", function.Type, function.Body)
		}
		return true
	})
	sort.Slice(found, func(i, j int) bool { return found[i].offset < found[j].offset })
	if len(found) > 0 {
		found = append([]insertion{{files.Position(file.Name.End()).Offset, imports}}, found...)
	}
	return found
}

func named(fields *ast.FieldList, is func(ast.Expr) bool) string {
	if fields == nil {
		return ""
	}
	for _, field := range fields.List {
		if len(field.Names) == 1 && field.Names[0].Name != "_" && is(field.Type) {
			return field.Names[0].Name
		}
	}
	return ""
}

func isContext(kind ast.Expr) bool {
	selector, isSelector := kind.(*ast.SelectorExpr)
	if !isSelector || selector.Sel.Name != "Context" {
		return false
	}
	operand, isName := selector.X.(*ast.Ident)
	return isName && operand.Name == "context"
}

func isError(kind ast.Expr) bool {
	name, isName := kind.(*ast.Ident)
	return isName && name.Name == "error"
}

func spliced(text []byte, insertions []insertion) []byte {
	var out bytes.Buffer
	last := 0
	for _, each := range insertions {
		out.Write(text[last:each.offset])
		out.WriteString(each.text)
		last = each.offset
	}
	out.Write(text[last:])
	return out.Bytes()
}
