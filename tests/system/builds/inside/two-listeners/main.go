// One server on two listeners, which keeps its handler.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
)

type site struct{ name string }

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, s.name) }

func main() {
	server := &http.Server{Handler: &site{"hello"}}
	var done sync.WaitGroup
	var addresses []string
	var listeners []net.Listener
	for range 2 {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			panic(err)
		}
		listeners = append(listeners, listener)
		addresses = append(addresses, listener.Addr().String())
	}
	for _, listener := range listeners {
		done.Add(1)
		go func() {
			defer done.Done()
			server.Serve(listener)
		}()
	}
	for _, address := range addresses {
		answer, err := http.Get("http://" + address + "/")
		if err != nil {
			panic(err)
		}
		text, _ := io.ReadAll(answer.Body)
		fmt.Println(answer.StatusCode, string(text))
	}
	server.Close()
	done.Wait()
	_, own := server.Handler.(*site)
	fmt.Println("the handler is still the program's own:", own)
}
