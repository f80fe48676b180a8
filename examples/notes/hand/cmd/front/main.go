// Front is cmd/front instrumented by hand, with the tracing that pyorch would weave in.
package main

import (
	"flag"
	"fmt"
	"net/http"
	"time"

	gintrace "github.com/DataDog/dd-trace-go/contrib/gin-gonic/gin/v2"
	httptrace "github.com/DataDog/dd-trace-go/contrib/net/http/v2"
	"github.com/gin-gonic/gin"

	"example.com/notes/hand/internal/tracing"
	"example.com/notes/internal/front"
	"example.com/notes/internal/service"
)

func main() {
	stop, err := tracing.Start()
	if err != nil {
		tracing.Fatal(err)
	}
	defer stop()

	listen := flag.String("listen", "127.0.0.1:8080", "`address` to serve on")
	back := flag.String("back", "http://127.0.0.1:8081", "`URL` of the back end")
	flag.Parse()

	gin.SetMode(gin.ReleaseMode)
	router := gin.Default()
	router.Use(gintrace.Middleware(""))
	client := httptrace.WrapClient(&http.Client{Timeout: 10 * time.Second},
		httptrace.WithResourceNamer(methodAndPath))
	front.Routes(router, front.NewClient(*back, client))

	traced := httptrace.WrapHandler(router, "", "", httptrace.WithResourceNamer(methodAndPath))
	if err := service.Run("front", *listen, traced); err != nil {
		tracing.Fatal(err)
	}
}

func methodAndPath(r *http.Request) string { return fmt.Sprintf("%s %s", r.Method, r.URL.Path) }
