package main

import (
	"context"
	"fmt"
	"sync"
)

type hooks struct{ before func(context.Context) }

//dd:span group:literals
func literals(ctx context.Context) {
	//dd:span kind:assigned
	assigned := func(ctx context.Context) { leaf(ctx, "an assigned literal") }
	assigned(ctx)

	var later func()
	//dd:span kind:assigned-later
	later = func() { fmt.Println("assigned later") }
	later()

	call(
		//dd:span kind:passed span.name:passed-literal
		func() { fmt.Println("passed") },
	)

	//dd:span kind:called
	func() { fmt.Println("called at once") }()

	both := hooks{
		before: //
		//dd:span kind:field
		func(context.Context) { fmt.Println("a field") },
	}
	both.before(ctx)

	returned()()

	var group sync.WaitGroup
	group.Add(1)
	//dd:span kind:go
	go func(ctx context.Context) {
		defer group.Done()
		leaf(ctx, "a goroutine with a context")
	}(ctx)
	group.Wait()

	//dd:span
	defer func() { fmt.Println("deferred") }()
}

func call(run func()) { run() }

func returned() func() {
	//dd:span kind:returned
	return func() { fmt.Println("returned") }
}
