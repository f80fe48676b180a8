// Qualifiers tells for every x in an x.Name of the packages given what go/types takes it for: one line a file, with the path and,
// for each such x, its offset and the import path it stands for, or nothing. A package is a folder, or a single file.
package main

import (
	"encoding/json"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"regexp"
)

type file struct {
	Path       string
	Qualifiers map[int]string
}

// blind imports packages without looking: to tell a package from a variable, go/types need not know what is in it.
type blind struct{}

var version = regexp.MustCompile(`^v[0-9]+$`)

func (blind) Import(importPath string) (*types.Package, error) {
	if importPath == "unsafe" {
		return types.Unsafe, nil
	}
	name := path.Base(importPath)
	if version.MatchString(name) {
		name = path.Base(path.Dir(importPath))
	}
	imported := types.NewPackage(importPath, name)
	imported.MarkComplete()
	return imported, nil
}

func main() {
	out := json.NewEncoder(os.Stdout)
	for _, folder := range os.Args[1:] {
		if filepath.Ext(folder) == ".go" {
			describe(out, "", []string{folder})
			continue
		}
		listed, err := build.ImportDir(folder, 0)
		if err != nil {
			panic(err)
		}
		own := append(listed.GoFiles, listed.CgoFiles...)
		describe(out, folder, append(own, listed.TestGoFiles...))
		describe(out, folder, listed.XTestGoFiles)
	}
}

func describe(out *json.Encoder, folder string, names []string) {
	files := token.NewFileSet()
	var parsed []*ast.File
	for _, name := range names {
		tree, err := parser.ParseFile(files, filepath.Join(folder, name), nil, parser.SkipObjectResolution)
		if err != nil {
			continue // some of what tests a compiler is no Go
		}
		parsed = append(parsed, tree)
	}
	info := types.Info{Uses: map[*ast.Ident]types.Object{}}
	// Nothing is known of what is imported, so there are errors without end; names resolve nevertheless.
	config := types.Config{Importer: blind{}, Error: func(error) {}, FakeImportC: true}
	config.Check("corpus", files, parsed, &info)
	for _, tree := range parsed {
		found := map[int]string{}
		ast.Inspect(tree, func(node ast.Node) bool {
			if selector, ok := node.(*ast.SelectorExpr); ok {
				if name, ok := selector.X.(*ast.Ident); ok {
					found[files.Position(name.Pos()).Offset] = meaning(info.Uses[name])
				}
			}
			return true
		})
		out.Encode(file{files.File(tree.FileStart).Name(), found})
	}
}

// meaning is the path of a package, "-" where go/types did not come to ask.
func meaning(object types.Object) string {
	switch object := object.(type) {
	case nil:
		return "-"
	case *types.PkgName:
		return object.Imported().Path()
	}
	return ""
}
