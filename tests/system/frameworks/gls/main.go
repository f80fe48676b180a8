// Spans where no context is passed: the parent is what is active on the goroutine, and nothing else.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
)

func main() {
	nested()
	newGoroutine()
	pool()
	leftOpen()
	handedOver()
	outOfOrder()
	withoutContext()
	inContext()
	signalled()
}

//dd:span
func inner(where string) { fmt.Println("inner", where) }

// apart runs a function on a goroutine of its own.
func apart(run func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		run()
	}()
	<-done
}

//dd:span
func nested() {
	middle()
	inner("after a child with children")
	middle()
}

//dd:span
func middle() {
	inner("once")
	func() {
		defer func() { _ = recover() }()
		panics()
	}()
	inner("after a panic")
}

//dd:span
func panics() { panic("thrown") }

//dd:span
func newGoroutine() {
	apart(func() { inner("a new goroutine has no parent") })
	inner("the old one still has")
}

// pool has a goroutine that outlives the span in which it was started, and those of its jobs.
func pool() {
	jobs, done := make(chan string), make(chan struct{})
	startPool(jobs, done)
	for _, job := range []string{"one", "two"} {
		submit(jobs, job)
		<-done
	}
	close(jobs)
	<-done
}

//dd:span
func startPool(jobs <-chan string, done chan<- struct{}) {
	go func() {
		for job := range jobs {
			work(job)
			done <- struct{}{}
		}
		close(done)
	}()
}

//dd:span
func submit(jobs chan<- string, job string) { jobs <- job }

//dd:span
func work(job string) { inner("job " + job) }

// leftOpen ends goroutines on which a span is active; what runs next on the same memory must not find it.
func leftOpen() {
	found := false
	for range 1000 {
		apart(func() {
			_, active := tracer.SpanFromContext(context.Background())
			found = found || active
			tracer.StartSpanFromContext(context.Background(), "never finished, so never sent")
			runtime.Goexit()
		})
	}
	fmt.Println("found what another goroutine left:", found)
}

//dd:span
func handedOver() {
	span, _ := tracer.StartSpanFromContext(context.Background(), "handed over")
	apart(func() { finishes(span) })
	inner("the span that was finished elsewhere is no parent")
}

//dd:span
func finishes(span *tracer.Span) {
	inner("before")
	span.Finish()
	inner("after: its own span is still active")
}

//dd:span
func outOfOrder() {
	first, _ := tracer.StartSpanFromContext(context.Background(), "first")
	second, _ := tracer.StartSpanFromContext(context.Background(), "second")
	first.Finish()
	inner("within the second")
	second.Finish()
	inner("within neither")
}

//dd:span
func withoutContext() {
	span := tracer.StartSpan("by hand, in no context")
	span.Finish()
	span.Finish()
	inner("still within the function")
}

//dd:span
func inContext() {
	ctx := context.Background()
	_, ctx = tracer.StartSpanFromContext(ctx, "outer, by hand")
	apart(func() { takes(ctx) })
	span, _ := tracer.SpanFromContext(ctx)
	span.Finish()
}

//dd:span
func takes(_ context.Context) { inner("within a function that was given a context") }

//dd:span
func signalled() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGUSR1)
	apart(func() {
		if err := syscall.Kill(os.Getpid(), syscall.SIGUSR1); err != nil {
			panic(err)
		}
		inner(fmt.Sprint("on ", <-signals, ", on another goroutine"))
	})
	inner("after a signal")
}
