package example

import "context"

type Box[T any] struct{ value T }

type Pair[K comparable, V any] struct{}

func (b *Box[T]) Do(ctx context.Context) (T, error) {
	return b.value, ctx.Err()
}

func (Pair[_, V]) Two(ctx context.Context, v V) (V, error) {
	return v, ctx.Err()
}

func Map[A, B any](ctx context.Context, from []A, f func(context.Context, A) (B, error)) ([]B, error) {
	var found []B
	for _, each := range from {
		b, err := f(ctx, each)
		if err != nil {
			return nil, err
		}
		found = append(found, b)
	}
	return found, nil
}
