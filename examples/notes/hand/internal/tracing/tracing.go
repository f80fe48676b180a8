// Package tracing starts by hand what pyorch would weave in: the tracer, the profiler and a logger with the ids of spans.
package tracing

import (
	"log/slog"
	"os"

	slogtrace "github.com/DataDog/dd-trace-go/contrib/log/slog/v2"
	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
	"github.com/DataDog/dd-trace-go/v2/profiler"
)

// Log writes records that carry the ids of the span in their context.
var Log = slog.New(slogtrace.NewJSONHandler(os.Stderr, nil))

// Start starts the tracer, and the profiler if the environment asks for it. The caller must call stop at the end.
func Start() (stop func(), err error) {
	if err := tracer.Start(); err != nil {
		return nil, err
	}
	if os.Getenv("DD_PROFILING_ENABLED") == "true" {
		err := profiler.Start(profiler.WithProfileTypes(
			profiler.CPUProfile, profiler.HeapProfile, profiler.GoroutineProfile, profiler.MutexProfile))
		if err != nil {
			tracer.Stop()
			return nil, err
		}
	}
	return func() {
		profiler.Stop()
		tracer.Stop()
	}, nil
}

// Fatal logs the error and ends the process.
func Fatal(err error) {
	Log.Error(err.Error())
	os.Exit(1)
}
