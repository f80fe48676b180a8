// Package ask sends the requests of the programs, and prints what comes back.
package ask

import (
	"fmt"
	"io"
	"net/http"
)

// Each gets the paths of a server one after the other.
func Each(url string, paths ...string) {
	for _, path := range paths {
		response, err := http.Get(url + path)
		if err != nil {
			fmt.Println(path, "error")
			continue
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		fmt.Printf("%s %d %q\n", path, response.StatusCode, body)
	}
}
