// A server that greets by a command of the shell, and puts into it whatever a client says.
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
)

func greet(w http.ResponseWriter, r *http.Request) {
	greeting, err := exec.CommandContext(r.Context(), "/bin/sh", "-c", "echo hello "+r.URL.Query().Get("name")).Output()
	if err != nil {
		log.Print(err) // no answer: whoever refused the command gives one
		return
	}
	_, _ = w.Write(greeting)
}

func ask(server, name string) error {
	response, err := http.Get(server + "/greet?name=" + url.QueryEscape(name))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	fmt.Printf("%d %q\n", response.StatusCode, said)
	return nil
}

func main() {
	server := httptest.NewServer(http.HandlerFunc(greet))
	defer server.Close()
	for _, name := range []string{"you", "you; echo and /etc/passwd"} {
		if err := ask(server.URL, name); err != nil {
			log.Print(err)
		}
	}
	// A command of nobody's request.
	alone, err := exec.Command("/bin/echo", "alone").Output()
	fmt.Printf("%q %v\n", alone, err)
	_, err = exec.Command("/nowhere/at/all").Output()
	fmt.Println(err)
}
