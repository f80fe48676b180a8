// Front, instrumented by hand: cmd/front with the tracing that pyorch weaves in written out.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"time"

	gintrace "github.com/DataDog/dd-trace-go/contrib/gin-gonic/gin/v2"
	httptrace "github.com/DataDog/dd-trace-go/contrib/net/http/v2"
	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
	"github.com/gin-gonic/gin"

	"example.com/notes/internal/front"
	"example.com/notes/internal/service"
)

func main() {
	if err := tracer.Start(); err != nil {
		log.Fatal(err)
	}
	defer tracer.Stop()

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
		log.Fatal(err)
	}
}

func methodAndPath(r *http.Request) string { return fmt.Sprintf("%s %s", r.Method, r.URL.Path) }
