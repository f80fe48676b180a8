// A server of echo v4, asked for a route with a parameter, one that fails, and one that is not there.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/labstack/echo/v4"

	"example.com/frameworks/internal/ask"
)

func main() {
	router := echo.New()
	router.GET("/hello/:name", func(c echo.Context) error {
		return c.String(http.StatusOK, fmt.Sprintf("hello %s", c.Param("name")))
	})
	router.GET("/fail", func(echo.Context) error {
		return echo.NewHTTPError(http.StatusInternalServerError, "broken")
	})
	server := httptest.NewServer(router)
	defer server.Close()
	ask.Each(server.URL, "/hello/ada", "/fail", "/nowhere")
}
