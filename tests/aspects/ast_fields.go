//go:build ignore

// What go/ast says of Go files: reads a JSON list of sources, writes a JSON list of trees.
package main

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
)

// node is one node: its type, its source, and its fields, which hold nodes, lists of nodes, null or printed values.
type node struct {
	Kind   string         `json:"kind"`
	Text   string         `json:"text"`
	Fields map[string]any `json:"fields"`
}

// What dave/dst has not, or has not as a field.
var left = map[string]bool{
	"Doc": true, "Comment": true, "Comments": true, "Obj": true, "Scope": true, "Unresolved": true, "GoVersion": true,
}

// The positions that dave/dst has as a bool: whether there is such a sign.
var signs = map[string]bool{
	"CallExpr.Ellipsis": true, "FieldList.Opening": true, "FieldList.Closing": true, "GenDecl.Lparen": true,
	"GenDecl.Rparen": true, "FuncType.Func": true, "TypeSpec.Assign": true,
}

type reader struct {
	files  *token.FileSet
	source string
}

func (r reader) tree(value any) any {
	if value == nil || reflect.ValueOf(value).IsNil() {
		return nil
	}
	n := value.(ast.Node)
	structure := reflect.ValueOf(value).Elem()
	out := node{Kind: structure.Type().Name(), Text: r.text(n), Fields: map[string]any{}}
	for i := range structure.NumField() {
		name := structure.Type().Field(i).Name
		field := structure.Field(i)
		if left[name] {
			continue
		}
		if position, ok := field.Interface().(token.Pos); ok {
			if signs[out.Kind+"."+name] {
				out.Fields[name] = position.IsValid()
			}
			continue
		}
		out.Fields[name] = r.field(field)
	}
	return out
}

func (r reader) field(field reflect.Value) any {
	if field.Kind() == reflect.Slice {
		list := []any{}
		for i := range field.Len() {
			list = append(list, r.tree(field.Index(i).Interface()))
		}
		return list
	}
	switch value := field.Interface().(type) {
	case token.Token:
		return value.String()
	case ast.ChanDir:
		return int(value)
	case string, bool:
		return value
	case nil:
		return nil
	}
	return r.tree(field.Interface())
}

func (r reader) text(n ast.Node) string {
	// A statement that is not there stands behind the file's last byte, or before its first.
	from, to := r.files.Position(n.Pos()).Offset, r.files.Position(n.End()).Offset
	if file, ok := n.(*ast.File); ok {
		from, to = r.files.Position(file.FileStart).Offset, r.files.Position(file.FileEnd).Offset
	}
	if from > to || to > len(r.source) {
		return ""
	}
	return r.source[from:to]
}

func main() {
	var sources []string
	if err := json.NewDecoder(os.Stdin).Decode(&sources); err != nil {
		panic(err)
	}
	trees := []any{}
	for _, source := range sources {
		r := reader{token.NewFileSet(), source}
		file, err := parser.ParseFile(r.files, "", source, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			panic(err)
		}
		trees = append(trees, r.tree(file))
	}
	if err := json.NewEncoder(os.Stdout).Encode(trees); err != nil {
		panic(err)
	}
}
