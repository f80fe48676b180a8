package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

var errTooMany = errors.New("that is more than anybody needs")

func frontRouter(back string) http.Handler {
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
	router.GET("/goods/:name", func(c *gin.Context) {
		status, body, err := fetch(c.Request.Context(), back+"/goods/"+c.Param("name"))
		if err != nil {
			c.String(http.StatusBadGateway, "no answer")
			return
		}
		c.String(status, "%s", body)
	})
	router.POST("/orders", func(c *gin.Context) {
		var order struct {
			Name  string `json:"name"`
			Count int    `json:"count"`
		}
		if err := c.ShouldBindJSON(&order); err != nil {
			c.String(http.StatusBadRequest, "%s", err)
			return
		}
		slog.InfoContext(c.Request.Context(), "an order", "name", order.Name, "count", order.Count)
		if err := check(c.Request.Context(), order.Count); err != nil {
			_ = c.Error(err)
			c.String(http.StatusUnprocessableEntity, "%s", err)
			return
		}
		status, body, err := send(back+"/orders", order.Name)
		if err != nil {
			c.String(http.StatusBadGateway, "no answer")
			return
		}
		c.String(status, "%s", body)
	})
	return router
}

// fetch uses a function of net/http that takes no context, where one is at hand.
func fetch(ctx context.Context, url string) (int, string, error) {
	response, err := http.Get(url)
	if err != nil {
		return 0, "", err
	}
	return read(response)
}

// send has no context: what it causes is below its caller's span only by way of the goroutine.
func send(url, name string) (int, string, error) {
	request, err := http.NewRequest(http.MethodPost, url, strings.NewReader(name))
	if err != nil {
		return 0, "", err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, "", err
	}
	return read(response)
}

func read(response *http.Response) (int, string, error) {
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, string(body), err
}

//dd:span span.name:order.check layer:front
func check(ctx context.Context, count int) error {
	//dd:span limit:ten
	tooMany := func(count int) bool {
		return count > 10
	}
	if tooMany(count) {
		return errTooMany
	}
	return nil
}
