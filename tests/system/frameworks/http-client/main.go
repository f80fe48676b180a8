// Clients of net/http: its functions, with a context around them or none, a transport and a client of one's own, and failures.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"time"
)

func show(response *http.Response, err error) {
	if err != nil {
		var timeout interface{ Timeout() bool }
		fmt.Println("error", errors.As(err, &timeout) && timeout.Timeout(), errors.Is(err, context.Canceled))
		return
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	fmt.Printf("%d %q %v\n", response.StatusCode, body, err)
}

//dd:span span.name:with-context
func withContext(ctx context.Context, base string) {
	show(http.Get(base + "/get"))
	show(http.Head(base + "/head"))
	show(http.Post(base+"/post", "text/plain", strings.NewReader("body")))
	show(http.PostForm(base+"/form", url.Values{"a": {"1"}}))
}

// These functions take no context, so that one which has ended, or is missing, does not end their requests.
func withEnded(ctx context.Context, base string) { show(http.Get(base + "/ended")) }

// On a goroutine of its own, only the request knows the span.
func withRequest(request *http.Request, base string) {
	done := make(chan bool)
	go func(request *http.Request) {
		show(http.Get(base + "/with-request"))
		close(done)
	}(request)
	<-done
}

//dd:span span.name:with-none
func withNone(base string) { show(http.Get(base + "/with-none")) }

type tagging struct{ next http.RoundTripper }

func (t tagging) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.Header.Set("X-Tag", "tagged")
	return t.next.RoundTrip(request)
}

func answer(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/slow":
		<-r.Context().Done()
	case "/redirect":
		http.Redirect(w, r, "/get", http.StatusFound)
	case "/hang-up":
		panic(http.ErrAbortHandler)
	case "/nowhere":
		http.NotFound(w, r)
	default:
		body, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s %s%s", r.Method, r.URL.Path, body, r.Header.Get("X-Tag"))
	}
}

func main() {
	server := httptest.NewServer(http.HandlerFunc(answer))
	base := server.URL
	withContext(context.Background(), base)
	ended, end := context.WithCancel(context.Background())
	end()
	withEnded(ended, base)
	withEnded(nil, base)
	within := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { withRequest(r, base) }))
	show(http.Get(within.URL + "/outer"))
	within.Close()
	withNone(base)

	own := &http.Client{Transport: tagging{&http.Transport{}}}
	show(own.Get(base + "/own"))
	show(own.Get(base + "/redirect"))
	show(own.Get(base + "/nowhere"))
	show(own.Get(base + "/hang-up"))
	show((&http.Client{Timeout: 100 * time.Millisecond}).Get(base + "/slow"))
	request, err := http.NewRequestWithContext(ended, http.MethodGet, base+"/cancelled", nil)
	fmt.Println(err)
	show(http.DefaultClient.Do(request))
	show(http.Get("no-scheme://" + base))
	server.Close()
	show(http.Get(base + "/closed"))
}
