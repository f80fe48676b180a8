// Front is the public server of the notes: a gin server that calls the back end over HTTP.
package main

import (
	"flag"
	"log"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"example.com/notes/internal/front"
	"example.com/notes/internal/service"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:8080", "`address` to serve on")
	back := flag.String("back", "http://127.0.0.1:8081", "`URL` of the back end")
	flag.Parse()

	gin.SetMode(gin.ReleaseMode)
	router := gin.Default()
	front.Routes(router, front.NewClient(*back, &http.Client{Timeout: 10 * time.Second}))

	if err := service.Run("front", *listen, router); err != nil {
		log.Fatal(err)
	}
}
