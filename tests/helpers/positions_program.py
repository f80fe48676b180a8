"""A program full of constructs that may disturb positions. It prints its own positions, and panics on request.

All of it is woven: a statement before each body, a call around each call of `mark`, a declaration in each file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

_WIDE = "é" * 2100  # more than 4 KiB: columns are bytes

FILES = {
    "go.mod": "module example.com/places\n\ngo 1.25\n",
    "orchestrion.yml": """\
aspects:
  - id: every body
    join-point:
      all-of:
        - one-of: [import-path: example.com/places, import-path: example.com/places/odd, import-path: example.com/places/cee]
        - function-body: {one-of: [function: [receiver: true], function: [receiver: false]]}
    advice:
      - prepend-statements:
          imports: {hook: example.com/places/hook}
          template: hook.Enter()
      - inject-declarations:
          imports: {hook: example.com/places/hook}
          template: var _ = hook.Enter
      - add-blank-import: unicode/utf8
  - id: every mark
    join-point: {function-call: mark}
    advice:
      - wrap-expression:
          imports: {hook: example.com/places/hook}
          template: hook.Same({{ . }})
  - id: a field
    join-point: {struct-definition: example.com/places/odd.Method}
    advice:
      - add-struct-field: {name: injected, type: int}
""",
    "main.go": """\
// Places says where its functions are; with an argument, it panics in one of them.
package main

import (
	"fmt"
	"os"

	"example.com/places/hook"
	"example.com/places/odd"
)

func main() {
	if len(os.Args) > 1 {
		odd.Place = os.Args[1]
	}
	for _, place := range odd.Places() {
		fmt.Println(place())
	}
	func() {
		defer func() { fmt.Println(odd.Where("deferred"), recover()) }()
		panic("recovered")
	}()
	hook.Report()
}
""",
    "hook/hook.go": """\
package hook

import (
	"os"
	"runtime"
)

var seen, elsewhere int

// Enter counts its calls, and those that seem to come from a file.
func Enter() {
	_, file, _, _ := runtime.Caller(1)
	seen++
	if file != "<generated>" {
		elsewhere++
		println("called from", file)
	}
}

func Same[T any](value T) T { return value }

// Report says what was seen where a plain program sees nothing.
func Report() {
	println("injected", seen > 20, elsewhere)
	os.Stderr.Sync()
}
""",
    "odd/odd.go": """\
//go:build linux || !linux
// +build linux !linux

// Package odd.
package odd // a comment behind the clause

import ( _ "embed"; "fmt"
	"path/filepath"; "runtime" )

//go:generate echo generated

//go:embed odd.txt
var text string

// Place is where to panic.
var Place string

type Method struct { name string; /* one */ next *Method } // two

//go:noinline
func mark(what string) string { return Where(what) }

// Where is the position of its caller's caller.
//
//go:nosplit
func Where(what string) string { if what == Place { panic(what) }; return where(what) }

//go:noinline
func where(what string) string {
	pcs := make([]uintptr, 8)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for said := what; ; {
		frame, more := frames.Next()
		if filepath.Base(frame.File) == "hook.go" { continue }
		said += fmt.Sprintf(" %s:%d", frame.File, frame.Line)
		if !more || frame.Function == "main.main" { return said }
	}
}

// Places are all functions that say where they are.
func Places() []func() string {
	method := &Method{name: "method"}
	return []func() string{
		plain, method.pointer, Method{name: "value", next: method}.value, closure, generic[int],
		generic[string], crlf, raw, marked, wide, tight,
		grammar, relative, nameless, unnamed, block, more,
	}
}

func plain() string { return mark("plain") + text }

func (m *Method) pointer() string {
	return mark(m.name)
}

func (m Method) value() string { return m.next.pointer() +
	mark("value") +
	mark("value, once more") }

func closure() string { say := func() string { return mark("closure") }; return say() + func() string {
	return mark("another")
}() }

func generic[T any]() string { var zero T
	return mark(fmt.Sprintf("%T", zero)) }

func more() string { return more2() }
""",
    "odd/more.go": """\
package odd

import "example.com/places/cee"

func more2() string { return cee.Place() }
""",
    "odd/odd.txt": "embedded\n",
    "odd/crlf.go": """\
package odd

// crlf.
//
//go:noinline
func crlf() string {
	if x := 1; x > 0 { return mark("crlf") }
	return `
`
}

func raw() string { s := `a
b`
	return mark("raw" + string('0'+rune(len(s)))) }
""".replace("\n", "\r\n"),
    "odd/bom.go": '\ufeffpackage odd; func marked() string { return mark("byte order mark") }\n',
    "odd/wide.go": f"""\
package odd

func wide() string {{ _ = "{_WIDE}"; return mark("wide") + mark("{_WIDE}"[:2]) + func() string {{ return mark("x") }}() }}
""",
    "odd/tight.go": """\
package odd

/* \f */
func tight() string { return mark("tight") } // no newline at the end""",
    "odd/grammar.go": """\
// Code generated by goyacc. DO NOT EDIT.

//line grammar.y:2
package odd
import __yyfmt__ "fmt"
//line grammar.y:2

//line grammar.y:10
func grammar() string {
	_ = __yyfmt__.Sprint()
	return mark("grammar")
//line yacctab:1
}

//line sub/../relative.y:7:30
func relative() string { s := mark("relative"); return s +
	mark("relative, next") }

/*line block.y:20:5*/func block() string { /*line :40:1*/return mark("block") /*line :41:1*/+ mark("block, next") }

//line :5
func nameless() string { return mark("nameless") }

//line named.y:1:1
//line :6:3
func unnamed() string { s := `
//line none.y:100
`
	/*
//line none.y:200
*/
	return s + mark("unnamed") }
""",
    "odd/odd_test.go": """\
package odd

import "testing"

func TestPlaces(t *testing.T) {
	for _, place := range Places() { if place() == "" { t.Fail() } }
}
""",
    "cee/cee.go": """\
// Package cee calls itself through C.
package cee

/*
extern char* back(int);
static char* there(int n) { return back(n); }
static int twice(int n) { return 2 * n; }
*/
import "C"

import ( "fmt"; "runtime"; "strings" )

// Place says where it is, and who calls it back.
func Place() string { said := C.GoString(C.there(C.int(C.twice(2)))); return where() + said }

//export back
func back(n C.int) *C.char { if n != 4 { panic(n) }
	return C.CString(where()) }

func where() string {
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	var said strings.Builder
	for more := true; more; {
		var frame runtime.Frame
		if frame, more = frames.Next(); strings.Contains(frame.Function, "cee.") && !strings.HasPrefix(frame.File, "_cgo") {
			fmt.Fprintf(&said, " %s:%d", frame.File, frame.Line)
		}
	}
	return said.String()
}
""",
}  # fmt: skip

# The arguments of `mark` at the places that can panic.
PANICS = (
    "plain", "method", "value", "value, once more", "closure", "another", "int", "crlf", "raw3", "byte order mark", "wide",
    "x", "tight",
    "grammar", "relative", "relative, next", "block", "block, next", "nameless", "unnamed", "deferred",
)  # fmt: skip


def program(folder: Path) -> Workshop:
    """Write the program into a folder; only its own aspects apply."""
    folder.mkdir(parents=True, exist_ok=True)
    return Workshop(folder, {"PYORCH_ASPECTS": "modules", "CGO_ENABLED": "1"}).write(FILES)
