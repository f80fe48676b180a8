// Events of zerolog, inside and outside of spans, by loggers of every origin; each names the span that it is in.
//
// Where an event has no context, only the goroutine knows the span.
package main

import (
	"context"
	"errors"

	"github.com/rs/zerolog"
	"github.com/rs/zerolog/log"

	"example.com/frameworks/internal/records"
)

//dd:span span.name:outer
func outer(ctx context.Context, logger zerolog.Logger) {
	logger.Info().Ctx(ctx).Int("a", 1).Msg("outer: with the context")
	logger.Err(errors.New("broken")).Msg("outer: without")
	inner(ctx, logger)
	logger.Warn().Msgf("outer: %s", "after the inner one")
	within := logger.With().Ctx(ctx).Logger()
	done := make(chan bool)
	go func() {
		logger.Info().Msg("none: on another goroutine")
		logger.Info().Ctx(ctx).Msg("outer: there, with the context")
		within.Info().Msg("outer: there, by a logger with the context")
		close(done)
	}()
	<-done
}

//dd:span span.name:inner
func inner(ctx context.Context, logger zerolog.Logger) {
	logger.Info().Dict("nested", zerolog.Dict().Str("b", "c")).Msg("inner: a dictionary")
	other := logger.Output(records.Out)
	other.Info().MsgFunc(func() string { return "inner: by a function" })
	zerolog.Ctx(logger.WithContext(ctx)).Info().Msg("inner: the logger of a context")
	logger.Debug().Msg("inner: not written")
	logger.Print("inner: not written either, for it is a debug message")
}

func main() {
	logger := zerolog.New(records.Out).Level(zerolog.InfoLevel)
	logger.Info().Msg("none: outside")
	outer(context.Background(), logger)
	log.Logger = zerolog.New(records.Out)
	globally(context.Background())
}

//dd:span span.name:globally
func globally(context.Context) {
	log.Info().Msg("globally: the global logger")
}
