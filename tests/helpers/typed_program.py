"""A program for tests of types: each call and each function names the aspects that should match it."""

from __future__ import annotations

FILES = {
    "go.mod": "module example.com/typed\n\ngo 1.25\n",
    "shelf/shelf.go": """package shelf

import "strings"

// Reader reads words; it implements io.Reader, which this package never imports.
type Reader struct{ *strings.Reader }

func (Reader) Title() string { return "title" }

type Named interface{ Title() string }

type Alias = Reader

type Box[T any] struct{ Held T }

func (b *Box[T]) Put(held T) { b.Held = held }

func Open(text string) Reader { return Reader{strings.NewReader(text)} }
""",
    "main.go": """package main

import (
	"context"
	"errors"
	"fmt"

	"example.com/typed/shelf"
)

type held struct{ shelf.Reader }

type heldPointer struct{ *shelf.Reader }

type own struct{}

func (own) Title() string { return "own" }

type almost struct{}

// Error has the name, but not the signature, of error's method.
func (almost) Error() int { return 0 }

type pointerError struct{}

func (*pointerError) Error() string { return "pointer" }

type carrier struct{ context.Context }

func takesContext(ctx context.Context) {}
func takesCarrier(n int, c carrier)    {}
func takesReader(r shelf.Reader)       {}
func takesWords(words ...shelf.Reader) {}
func takesNothing(n int, m map[string]error) {}

func givesError() error                        { return errors.New("x") }
func givesPointer() (int, *pointerError)       { return 0, nil }
func givesValue() (int, pointerError)          { return 0, pointerError{} }
func givesAlmost() almost                      { return almost{} }
func givesErrorFirst() (e error, n int)        { return nil, 0 }
func givesTwo() (first *pointerError, e error) { return nil, nil }

func main() {
	r := shelf.Open("a b")
	r.Title()
	(&r).Title()
	var alias shelf.Alias
	alias.Title()
	held{r}.Title()
	heldPointer{&r}.Title()
	var named shelf.Named = r
	named.Title()
	own{}.Title()
	shelf := own{}
	shelf.Title()
	fmt.Println(len("done"))
	generic()
	takesContext(context.Background())
	takesCarrier(0, carrier{})
	takesReader(r)
	takesWords(r)
	takesNothing(0, nil)
	givesError()
	givesPointer()
	givesValue()
	givesAlmost()
	givesErrorFirst()
	givesTwo()
}

func generic() {
	box := &shelf.Box[int]{}
	box.Put(1)
}
""",
}

_CALL = """
  - id: {id}
    join-point: {{method-call: {point}}}
    advice: [wrap-expression: {{template: 'func() {result} {{ println("{id}", {line}); {give}{{{{ . }}}} }}()'}}]
"""


def call_aspect(identifier: str, point: str, *, result: str = "string") -> str:
    """An aspect that prints its id where a method is called."""
    give = "return " if result else ""
    return _CALL.format(id=identifier, point=point, result=result, give=give, line=0)


def body_aspect(
    identifier: str, option: str, saying: str = '"{{ .Function.Name }}"', where: str = "{package-filter: {root: true}}"
) -> str:
    """An aspect that prints its id and the name of each function that an option selects, in the packages of `where`."""
    return f"""
  - id: {identifier}
    join-point: {{all-of: [{where}, {{function-body: {{function: [{option}]}}}}]}}
    advice: [prepend-statements: {{template: 'println("{identifier}", {saying})'}}]
"""
