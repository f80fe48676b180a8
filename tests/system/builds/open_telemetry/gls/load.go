package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sync"
	"syscall"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace"
)

const (
	goroutines = 1000
	each       = 200
	slack      = 24 << 20
)

// load has 200,000 spans over 1,000 goroutines, and as many that end elsewhere than they began: nothing of them is kept.
func load() {
	spread() // what is made once, and kept, is made here
	handOver()
	before := inUse()
	spread()
	fmt.Println("flat after many goroutines:", inUse() < before+slack)
	handOver()
	fmt.Println("flat after spans that ended elsewhere:", inUse() < before+slack)
	fmt.Println("something is active:", trace.SpanContextFromContext(context.Background()).IsValid())
}

func spread() {
	var group sync.WaitGroup
	for range goroutines {
		group.Go(func() {
			for range each / 2 {
				outer()
			}
		})
	}
	// Signals arrive on whatever thread there is, in the midst of it all.
	for range 100 {
		_ = syscall.Kill(os.Getpid(), syscall.SIGURG)
		time.Sleep(time.Millisecond)
	}
	group.Wait()
}

//otel:span
func outer() { leaf() }

//otel:span
func leaf() {}

// handOver starts spans on one goroutine, which goes on, and ends them on another. Two of them are always open.
func handOver() {
	spans := make(chan trace.Span, 2)
	done := make(chan struct{})
	go func() {
		for span := range spans {
			span.End()
		}
		close(done)
	}()
	for range goroutines * each {
		_, span := otel.Tracer("load").Start(context.Background(), "handed over", trace.WithNewRoot())
		spans <- span
	}
	close(spans)
	<-done
}

func inUse() uint64 {
	time.Sleep(time.Second)
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
