// Records of log/slog, inside and outside of spans, by loggers of every origin; each names the span that it is in.
//
// Where a record has no context, only the goroutine knows the span.
package main

import (
	"context"
	"log"
	"log/slog"

	"example.com/frameworks/internal/records"
)

func withoutTime(_ []string, attr slog.Attr) slog.Attr {
	if attr.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return attr
}

//dd:span span.name:outer
func outer(ctx context.Context, logger *slog.Logger) {
	logger.InfoContext(ctx, "outer: with the context")
	logger.Info("outer: without")
	inner(ctx, logger)
	logger.Info("outer: after the inner one")
	done := make(chan bool)
	go func() {
		logger.Info("none: on another goroutine")
		logger.InfoContext(ctx, "outer: there, with the context")
		close(done)
	}()
	<-done
}

//dd:span span.name:inner
func inner(ctx context.Context, logger *slog.Logger) {
	logger.InfoContext(ctx, "inner: with the context")
	slog.New(logger.Handler()).InfoContext(ctx, "inner: a logger of the same handler")
	common := logger.WithGroup("group").With("a", 1).With("b", 2).With("c", 3)
	one, two := common.With("d", "one"), common.With("d", "two")
	one.InfoContext(ctx, "inner: one", "e", true)
	two.InfoContext(ctx, "inner: two", slog.Group("nested", "f", 4.5))
	deep := logger.WithGroup("i").WithGroup("j").WithGroup("k")
	left, right := deep.WithGroup("left"), deep.WithGroup("right")
	left.InfoContext(ctx, "inner: left", "g", 1)
	right.InfoContext(ctx, "inner: right", "g", 2)
	slog.NewLogLogger(logger.Handler(), slog.LevelWarn).Print("inner: a log.Logger")
	logger.DebugContext(ctx, "inner: not written")
}

//dd:span span.name:standard
func standard(ctx context.Context) {
	slog.InfoContext(ctx, "standard: by the default logger")
	slog.SetDefault(slog.Default().With("more", true))
	slog.WarnContext(ctx, "standard: with an attribute")
	log.Print("none: package log as it was")
}

//dd:span span.name:changed
func changed(ctx context.Context, logger *slog.Logger) {
	slog.SetDefault(logger)
	slog.InfoContext(ctx, "changed: by the default logger")
	log.Print("changed: package log")
}

// counted is a handler that a program asks its logger for, by its type, and which counts how often it takes attributes.
type counted struct {
	slog.Handler
	taken *int
}

func (c *counted) WithAttrs(attrs []slog.Attr) slog.Handler {
	*c.taken++
	return &counted{c.Handler.WithAttrs(attrs), c.taken}
}

func handlers(logger *slog.Logger) {
	given := &counted{logger.Handler(), new(int)}
	made := slog.New(given)
	with, isCounted := made.With("a", 1).Handler().(*counted)
	made.Info("none: the handlers", "given", made.Handler() == slog.Handler(given), "with", isCounted, "taken", *with.taken)
}

func main() {
	log.SetFlags(0)
	log.SetOutput(records.Out)
	logger := slog.New(slog.NewJSONHandler(records.Out, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	logger.Info("none: outside")
	ctx := context.Background()
	outer(ctx, logger)
	standard(ctx)
	changed(ctx, logger)
	func() {
		defer func() { logger.Info("none: a logger of nothing", "panic", recover()) }()
		slog.New(nil)
	}()
	handlers(logger)
}
