// Command orders is a shop and its only customer in one program. The orders go over HTTP.
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"net/http"

	"example.com/orders/tracing"
)

func main() {
	stop, err := tracing.Start()
	if err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Handler: tracing.Handler(newShop())}
	go server.Serve(listener)

	for _, answer := range buy(context.Background(), tracing.Client(), "http://"+listener.Addr().String()) {
		fmt.Println(answer)
	}
	server.Close()
	stop()
}
