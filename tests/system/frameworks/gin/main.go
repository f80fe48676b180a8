// An engine of gin, asked for a route with a parameter, one that fails, and one that is not there.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/gin-gonic/gin"

	"example.com/frameworks/internal/ask"
)

func main() {
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
	router.GET("/hello/:name", func(c *gin.Context) {
		c.String(http.StatusOK, fmt.Sprintf("hello %s", c.Param("name")))
	})
	router.GET("/fail", func(c *gin.Context) {
		c.String(http.StatusInternalServerError, "broken")
	})
	server := httptest.NewServer(router)
	defer server.Close()
	ask.Each(server.URL, "/hello/ada", "/fail", "/nowhere")
}
