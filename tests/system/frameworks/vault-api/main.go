// A client of Vault: a secret that is there, one that is not, and a server that does not answer.
//
// It talks to its own HTTPS server, which answers like Vault.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/hashicorp/vault/api"
)

// vault answers as Vault's own HTTP API does.
func vault(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.URL.Path != "/v1/secret/data/db" {
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"errors":[]}`)
		return
	}
	fmt.Fprint(w, `{"request_id":"1","data":{"data":{"password":"x"},"metadata":{"version":1}}}`)
}

func read(config *api.Config, path string) {
	client, err := api.NewClient(config)
	if err != nil {
		fmt.Println(err)
		return
	}
	client.SetToken("token")
	secret, err := client.Logical().Read(path)
	if err != nil {
		fmt.Println("error")
		return
	}
	fmt.Println(secret != nil)
}

func main() {
	server := httptest.NewTLSServer(http.HandlerFunc(vault))
	literal := &api.Config{Address: server.URL, HttpClient: server.Client()}
	read(literal, "secret/data/db")
	standard := api.DefaultConfig()
	standard.Address = server.URL
	fmt.Println(standard.ConfigureTLS(&api.TLSConfig{Insecure: true}))
	read(standard, "secret/data/nothing")
	server.Close()
	standard.MaxRetries = 0
	read(standard, "secret/data/db")
}
