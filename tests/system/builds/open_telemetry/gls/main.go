// Spans where no context is passed: the parent is what is active on the goroutine, and nothing else.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace"
)

func main() {
	if len(os.Args) > 1 {
		map[string]func(){"load": load, "many": many}[os.Args[1]]()
		return
	}
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

//otel:span
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

//otel:span
func nested() {
	middle()
	inner("after a child with children")
	middle()
}

//otel:span
func middle() {
	inner("once")
	func() {
		defer func() { _ = recover() }()
		panics()
	}()
	inner("after a panic")
}

//otel:span
func panics() { panic("thrown") }

//otel:span
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

//otel:span
func startPool(jobs <-chan string, done chan<- struct{}) {
	go func() {
		for job := range jobs {
			work(job)
			done <- struct{}{}
		}
		close(done)
	}()
}

//otel:span
func submit(jobs chan<- string, job string) { jobs <- job }

//otel:span
func work(job string) { inner("job " + job) }

// leftOpen ends goroutines on which a span is active; what runs next on the same memory must not find it.
func leftOpen() {
	found := false
	for range 1000 {
		apart(func() {
			active := trace.SpanFromContext(context.Background()).SpanContext().IsValid()
			found = found || active
			otel.Tracer("t").Start(context.Background(), "never finished, so never sent")
			runtime.Goexit()
		})
	}
	fmt.Println("found what another goroutine left:", found)
}

//otel:span
func handedOver() {
	_, span := otel.Tracer("t").Start(context.Background(), "handed over")
	apart(func() { finishes(span) })
	inner("the span that was finished elsewhere is no parent")
}

//otel:span
func finishes(span trace.Span) {
	inner("before")
	span.End()
	inner("after: its own span is still active")
}

//otel:span
func outOfOrder() {
	_, first := otel.Tracer("t").Start(context.Background(), "first")
	_, second := otel.Tracer("t").Start(context.Background(), "second")
	first.End()
	inner("within the second")
	second.End()
	inner("within neither")
}

//otel:span
func withoutContext() {
	_, span := otel.Tracer("t").Start(context.Background(), "by hand", trace.WithSpanKind(trace.SpanKindClient))
	span.End()
	span.End()
	inner("still within the function")
}

//otel:span
func inContext() {
	ctx := context.Background()
	ctx, _ = otel.Tracer("t").Start(ctx, "outer, by hand")
	apart(func() { takes(ctx) })
	trace.SpanFromContext(ctx).End()
}

//otel:span
func takes(_ context.Context) { inner("within a function that was given a context") }

//otel:span
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

// many makes traces for a sampler. A span below one that is not sampled is not sampled either.
func many() {
	for range 200 {
		middle()
	}
}
