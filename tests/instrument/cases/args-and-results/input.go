package example

import "context"

type ID string

func all(ctx context.Context, s string, b bool, i int, i8 int8, r rune, u uint, u64 uint64, f32 float32, f float64) (n int64, err error) {
	return 1, ctx.Err()
}

func secrets(ctx context.Context, user, password, apiKey, accessToken string, sessionID int, pinCode int) (token string) {
	return user + password + apiKey + accessToken
}

func others(ctx context.Context, id ID, tags []string, more ...string) (map[string]int, error) {
	return nil, ctx.Err()
}
