package main

import (
	"context"
	"fmt"
)

//dd:span group:tags
func tags(ctx context.Context) {
	quotes(ctx)
	colons(ctx)
	word(ctx)
	names(ctx)
	commented(ctx)
}

//dd:span double:"two words" single:'a "word" in it' "a pair:in quotes" tick:it's backslash:a\b percent:100%d
func quotes(context.Context) { fmt.Println("quotes") }

//dd:span url:http://example.com:80/a time:"12:30 and 15 s" empty: umlaut:grün
func colons(context.Context) { fmt.Println("colons") }

//dd:span word   	another:one
func word(context.Context) { fmt.Println("a word") }

//dd:span layer:store span.name:things.list resource.name:"GET /things" service.name:things span.type:worker
func names(context.Context) { fmt.Println("names") }

// commented says what it does; the directive stands below.
//
//dd:span place:below
func commented(context.Context) { fmt.Println("below a comment") }
