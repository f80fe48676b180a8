// The type oracle answers questions about the types in one package.
//
// The first line on standard input describes the package. Each later line is a question about a node of one of its files,
// given by the offsets of its start and end. The oracle answers each line with one line. All lines are JSON. See oracle.py.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"slices"
)

// packageFacts is the first line. Archives maps import paths to files with export data. ImportMap maps the paths in source files
// to import paths.
type packageFacts struct {
	ImportPath string            `json:"import-path"`
	Files      []string          `json:"files"`
	Archives   map[string]string `json:"archives"`
	ImportMap  map[string]string `json:"import-map"`
	Lang       string            `json:"lang"`
	Arch       string            `json:"arch"`
}

// question is each later line. Ask is "receiver", about the selector at the place, or "implements", about the type at the place.
type question struct {
	Ask      string            `json:"ask"`
	File     string            `json:"file"`
	Start    int               `json:"start"`
	End      int               `json:"end"`
	Path     string            `json:"path"`
	Name     string            `json:"name"`
	Archives map[string]string `json:"archives"`
}

// answer holds the result, or the reason why there is none.
type answer struct {
	// Fault is the reason why the package does not type-check.
	Fault string `json:"fault,omitempty"`
	// Receivers lists how the call reaches the wanted type: true for a pointer.
	Receivers []bool `json:"receivers,omitempty"`
	// Implements is true if the type has the methods of the interface.
	Implements bool `json:"implements,omitempty"`
	// Missing is the package whose archive is needed to answer.
	Missing string `json:"missing,omitempty"`
	// Wrong is the reason why the question has no answer.
	Wrong string `json:"wrong,omitempty"`
}

func main() {
	lines := bufio.NewReader(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	var facts packageFacts
	if err := readLine(lines, &facts); err != nil {
		fail(err)
	}
	oracle, err := check(&facts)
	if err != nil {
		tell(out, answer{Fault: err.Error()})
		return
	}
	tell(out, answer{})
	for {
		var asked question
		err := readLine(lines, &asked)
		if err == io.EOF {
			return
		}
		if err != nil {
			fail(err)
		}
		tell(out, oracle.answer(&asked))
	}
}

func readLine(from *bufio.Reader, into any) error {
	line, err := from.ReadBytes('\n')
	if err != nil {
		return err
	}
	return json.Unmarshal(line, into)
}

func tell(out *json.Encoder, found answer) {
	if err := out.Encode(found); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "type oracle:", err)
	os.Exit(1)
}

// oracle knows the types of one package.
type oracle struct {
	fset     *token.FileSet
	files    map[string]*ast.File
	nodes    map[string]map[[2]int]ast.Expr
	info     *types.Info
	checked  *types.Package
	importer *archives
}

func check(facts *packageFacts) (*oracle, error) {
	fset := token.NewFileSet()
	found := &oracle{
		fset:     fset,
		files:    map[string]*ast.File{},
		nodes:    map[string]map[[2]int]ast.Expr{},
		importer: newArchives(fset, facts),
		info: &types.Info{
			Types:      map[ast.Expr]types.TypeAndValue{},
			Selections: map[*ast.SelectorExpr]*types.Selection{},
		},
	}
	var files []*ast.File
	for _, path := range facts.Files {
		file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		found.files[path] = file
		files = append(files, file)
	}
	config := types.Config{
		Importer:  found.importer,
		GoVersion: facts.Lang,
		Sizes:     types.SizesFor("gc", facts.Arch),
	}
	checked, err := config.Check(facts.ImportPath, fset, files, found.info)
	found.checked = checked
	return found, err
}

func (o *oracle) answer(asked *question) answer {
	for path, archive := range asked.Archives {
		o.importer.files[path] = archive
	}
	node := o.node(asked.File, asked.Start, asked.End)
	switch asked.Ask {
	case "receiver":
		return o.receivers(node, asked)
	case "implements":
		return o.implements(node, asked)
	}
	return answer{Wrong: fmt.Sprintf("unknown question %q", asked.Ask)}
}

// node returns the expression between two offsets of a file, or nil.
func (o *oracle) node(path string, start, end int) ast.Expr {
	known, ok := o.nodes[path]
	if !ok {
		known = map[[2]int]ast.Expr{}
		o.nodes[path] = known
		file := o.files[path]
		if file == nil {
			return nil
		}
		base := o.fset.File(file.FileStart).Base()
		ast.Inspect(file, func(node ast.Node) bool {
			if expr, ok := node.(ast.Expr); ok {
				known[[2]int{int(expr.Pos()) - base, int(expr.End()) - base}] = expr
			}
			return true
		})
	}
	return known[[2]int{start, end}]
}

// receivers follows a method call from the static type of its operand through embedded fields to the type that has the method.
func (o *oracle) receivers(node ast.Expr, asked *question) answer {
	selector, ok := node.(*ast.SelectorExpr)
	if !ok {
		return answer{}
	}
	selection := o.info.Selections[selector]
	if selection == nil || selection.Kind() != types.MethodVal {
		return answer{}
	}
	wanted := o.wanted(asked)
	var found []bool
	add := func(at types.Type) {
		if pointer, ok := wanted.is(at); ok && !slices.Contains(found, pointer) {
			found = append(found, pointer)
		}
	}
	at := selection.Recv()
	add(at)
	path := selection.Index()
	for _, index := range path[:len(path)-1] {
		embedded := structOf(at)
		if embedded == nil {
			break // The method belongs to an embedded interface, whose index counts methods, not fields.
		}
		at = embedded.Field(index).Type()
		add(at)
	}
	if method, ok := selection.Obj().(*types.Func); ok && types.IsInterface(at) {
		if declared := method.Signature().Recv(); declared != nil {
			add(declared.Type())
		}
	}
	return answer{Receivers: found}
}

func structOf(at types.Type) *types.Struct {
	if pointer, ok := at.Underlying().(*types.Pointer); ok {
		at = pointer.Elem()
	}
	found, _ := at.Underlying().(*types.Struct)
	return found
}

// target is the named type of a question. It has an object if its package could be read, otherwise only a name.
type target struct {
	path, name string
	object     types.Object
}

func (o *oracle) wanted(asked *question) target {
	found := target{path: asked.Path, name: asked.Name}
	if object, _ := o.lookup(asked.Path, asked.Name); object != nil {
		found.object = named(object.Type())
	}
	return found
}

// is reports whether a type is the wanted one or a pointer to it; the first result is true for a pointer.
func (t target) is(at types.Type) (bool, bool) {
	pointer, isPointer := types.Unalias(at).(*types.Pointer)
	if isPointer {
		at = pointer.Elem()
	}
	object := named(at)
	if object == nil {
		return false, false
	}
	if object == t.object {
		return isPointer, true
	}
	path := ""
	if object.Pkg() != nil {
		path = object.Pkg().Path()
	}
	return isPointer, path == t.path && object.Name() == t.name
}

func named(at types.Type) types.Object {
	found, ok := types.Unalias(at).(*types.Named)
	if !ok {
		return nil
	}
	return found.Origin().Obj()
}

func (o *oracle) implements(node ast.Expr, asked *question) answer {
	if node == nil {
		return answer{Wrong: "there is no type at this place"}
	}
	object, missing := o.lookup(asked.Path, asked.Name)
	if missing {
		return answer{Missing: asked.Path}
	}
	kind, ok := object.(*types.TypeName)
	if !ok {
		return answer{Wrong: fmt.Sprintf("%s has no type %s", describe(asked.Path), asked.Name)}
	}
	wanted, ok := kind.Type().Underlying().(*types.Interface)
	if !ok || !wanted.IsMethodSet() {
		return answer{Wrong: fmt.Sprintf("%s.%s is not an interface of methods", asked.Path, asked.Name)}
	}
	if named, ok := types.Unalias(kind.Type()).(*types.Named); ok && named.TypeParams().Len() > 0 {
		return answer{Wrong: fmt.Sprintf("%s.%s is generic", asked.Path, asked.Name)}
	}
	at := o.info.Types[node].Type
	return answer{Implements: at != nil && types.Implements(at, wanted)}
}

func describe(path string) string {
	if path == "" {
		return "Go itself"
	}
	return path
}

// lookup returns a declaration of a package, which may be the package being checked. An empty path means the predeclared types.
func (o *oracle) lookup(path, name string) (object types.Object, missing bool) {
	if path == "" {
		return types.Universe.Lookup(name), false
	}
	if path == o.checked.Path() {
		return o.checked.Scope().Lookup(name), false
	}
	if path == "unsafe" {
		return types.Unsafe.Scope().Lookup(name), false
	}
	// The export data of imported packages is enough if it mentions the type.
	if known := reachable(o.checked, path, map[*types.Package]bool{}); known != nil {
		if object := known.Scope().Lookup(name); object != nil || known.Complete() {
			return object, false
		}
	}
	if _, ok := o.importer.files[path]; !ok {
		return nil, true
	}
	imported, err := o.importer.Import(path)
	if err != nil {
		return nil, true
	}
	return imported.Scope().Lookup(name), false
}

func reachable(from *types.Package, path string, seen map[*types.Package]bool) *types.Package {
	if seen[from] {
		return nil
	}
	seen[from] = true
	for _, imported := range from.Imports() {
		if imported.Path() == path {
			return imported
		}
		if found := reachable(imported, path, seen); found != nil {
			return found
		}
	}
	return nil
}

// archives imports packages from the export data in archives.
type archives struct {
	files     map[string]string
	importMap map[string]string
	gc        types.ImporterFrom
}

func newArchives(fset *token.FileSet, facts *packageFacts) *archives {
	found := &archives{files: map[string]string{}, importMap: facts.ImportMap}
	for path, file := range facts.Archives {
		found.files[path] = file
	}
	found.gc = importer.ForCompiler(fset, "gc", found.open).(types.ImporterFrom)
	return found
}

func (a *archives) open(path string) (io.ReadCloser, error) {
	file, ok := a.files[path]
	if !ok {
		return nil, fmt.Errorf("no archive of %s", path)
	}
	return os.Open(file)
}

func (a *archives) Import(path string) (*types.Package, error) {
	return a.ImportFrom(path, "", 0)
}

// ImportFrom maps the path first, so that a package has one identity under all its names.
func (a *archives) ImportFrom(path, dir string, mode types.ImportMode) (*types.Package, error) {
	if mapped, ok := a.importMap[path]; ok {
		path = mapped
	}
	return a.gc.ImportFrom(path, dir, mode)
}
