// Clients of Elasticsearch's v7 library: a document stored, found and missing below a span, a refused search, and a server that is not there.
//
// It talks to its own HTTP server, which answers like Elasticsearch.
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/elastic/go-elasticsearch/v7"
	"github.com/elastic/go-elasticsearch/v7/esapi"
)

// answer is what Elasticsearch itself answers: it has an index of fruits with one document.
func answer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Elastic-Product", "Elasticsearch")
	w.Header().Set("Content-Type", "application/json")
	status, text := http.StatusOK, `{"version":{"number":"7.17.10","build_flavor":"default"},"tagline":"You Know, for Search"}`
	switch r.Method + " " + r.URL.Path {
	case "PUT /fruits/_doc/1":
		status, text = http.StatusCreated, `{"_index":"fruits","_id":"1","result":"created"}`
	case "GET /fruits/_doc/1":
		text = `{"_index":"fruits","_id":"1","found":true,"_source":{"name":"apple"}}`
	case "GET /fruits/_doc/2":
		status, text = http.StatusNotFound, `{"_index":"fruits","_id":"2","found":false}`
	case "POST /fruits/_search":
		status, text = http.StatusBadRequest, `{"error":{"type":"parsing_exception"},"status":400}`
	}
	w.WriteHeader(status)
	fmt.Fprint(w, text)
}

func show(response *esapi.Response, err error) {
	if err != nil {
		fmt.Println("no answer")
		return
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	fmt.Println(response.StatusCode, string(text), err)
}

// sell does what a shop does.
//
//dd:span
func sell(ctx context.Context, client *elasticsearch.Client) {
	document := strings.NewReader(`{"name":"apple"}`)
	show(client.Index("fruits", document, client.Index.WithDocumentID("1"), client.Index.WithContext(ctx)))
	show(client.Get("fruits", "1", client.Get.WithContext(ctx)))
	show(client.Get("fruits", "2", client.Get.WithContext(ctx)))
	query := strings.NewReader(`{"find":"pears"}`)
	show(client.Search(
		client.Search.WithIndex("fruits"), client.Search.WithBody(query), client.Search.WithContext(ctx),
	))
}

func main() {
	ctx := context.Background()
	server := httptest.NewServer(http.HandlerFunc(answer))
	defer server.Close()
	client, err := elasticsearch.NewClient(elasticsearch.Config{Addresses: []string{server.URL}})
	if err != nil {
		panic(err)
	}
	sell(ctx, client)

	os.Setenv("ELASTICSEARCH_URL", server.URL)
	standard, err := elasticsearch.NewDefaultClient()
	if err != nil {
		panic(err)
	}
	show(standard.Info())

	var config elasticsearch.Config
	config.Addresses = []string{"http://127.0.0.1:1"}
	config.Transport = &http.Transport{}
	config.DisableRetry = true
	nowhere, err := elasticsearch.NewClient(config)
	if err != nil {
		panic(err)
	}
	show(nowhere.Info())
}
