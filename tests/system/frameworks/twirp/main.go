// A client and a server of Twirp: a call, one that fails, one to a server with options of its own, and one that nobody answers.
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/twitchtv/twirp"
	"github.com/twitchtv/twirp/example"
)

type hats struct{}

func (hats) MakeHat(_ context.Context, size *example.Size) (*example.Hat, error) {
	if size.Inches <= 0 {
		return nil, twirp.InvalidArgumentError("inches", "must be positive")
	}
	return &example.Hat{Size: size.Inches, Color: "blue", Name: "bowler"}, nil
}

func call(client example.Haberdasher, inches int32) {
	hat, err := client.MakeHat(context.Background(), &example.Size{Inches: inches})
	if failure, ok := err.(twirp.Error); ok {
		fmt.Println(failure.Code())
		return
	}
	fmt.Println(hat.GetColor(), hat.GetSize())
}

// own are options that take the place of those that the generated code begins with.
func own(options *twirp.ServerOptions) {
	literal := twirp.ServerOptions{Hooks: &twirp.ServerHooks{
		RequestRouted: func(ctx context.Context) (context.Context, error) {
			method, _ := twirp.MethodName(ctx)
			fmt.Println("own hook", method)
			return ctx, nil
		},
	}}
	options.Hooks = literal.Hooks
}

func main() {
	server := httptest.NewServer(example.NewHaberdasherServer(hats{}))
	client := example.NewHaberdasherProtobufClient(server.URL, &http.Client{})
	call(client, 12)
	call(client, 0)
	server.Close()
	call(client, 12)

	other := httptest.NewServer(example.NewHaberdasherServer(hats{}, twirp.ServerOption(own)))
	defer other.Close()
	call(example.NewHaberdasherJSONClient(other.URL, &http.Client{}), 7)
}
