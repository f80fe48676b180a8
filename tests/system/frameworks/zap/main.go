// Entries of zap, inside and outside of spans, by loggers of every kind; each names the span that it is in.
//
// zap knows no context: only the goroutine knows the span.
package main

import (
	"context"
	"errors"
	"log"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"example.com/frameworks/internal/records"
)

func newLogger() *zap.Logger {
	config := zap.NewProductionEncoderConfig()
	config.TimeKey = zapcore.OmitKey
	core := zapcore.NewCore(zapcore.NewJSONEncoder(config), zapcore.AddSync(records.Out), zapcore.InfoLevel)
	return zap.New(core)
}

//dd:span span.name:outer
func outer(ctx context.Context, logger *zap.Logger) {
	logger.Info("outer: a logger", zap.Int("a", 1))
	fields := []zap.Field{zap.Error(errors.New("broken")), zap.Bool("kept", true)}
	logger.Error("outer: the start of a list of fields", fields[:1]...)
	logger.Info("outer: all of the list, as it was", fields...)
	inner(ctx, logger)
	logger.Warn("outer: after the inner one")
	done := make(chan bool)
	go func() {
		logger.Info("none: on another goroutine")
		close(done)
	}()
	<-done
}

//dd:span span.name:inner
func inner(_ context.Context, logger *zap.Logger) {
	sugared := logger.Sugar()
	sugared.Infof("inner: %s", "formatted")
	sugared.Infow("inner: with pairs", "b", 2)
	sugared.With("c", 3).Infoln("inner:", "a line")
	logger.With(zap.Namespace("space")).Info("inner: in a namespace", zap.Bool("d", true))
	logger.Log(zap.WarnLevel, "inner: with a level")
	if entry := logger.Check(zap.InfoLevel, "inner: checked"); entry != nil {
		entry.Write(zap.String("e", "f"))
	}
	logger.Check(zap.DebugLevel, "inner: not written").Write(zap.String("e", "f"))
	logger.Debug("inner: not written")
	zap.NewStdLog(logger).Print("inner: a log.Logger")
}

func main() {
	logger := newLogger()
	logger.Info("none: outside")
	outer(context.Background(), logger)
	undo := zap.ReplaceGlobals(logger)
	defer undo()
	restore := zap.RedirectStdLog(logger)
	defer restore()
	globally(context.Background())
}

//dd:span span.name:globally
func globally(context.Context) {
	zap.L().Info("globally: the global logger")
	zap.S().Info("globally: the global sugared one")
	log.Print("globally: package log")
}
