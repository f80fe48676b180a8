// An app of fiber v2, which stands on fasthttp: asked for a route with a parameter, one that fails, and one that is not there.
package main

import (
	"fmt"
	"net"

	"github.com/gofiber/fiber/v2"

	"example.com/frameworks/internal/ask"
)

func main() {
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/hello/:name", func(c *fiber.Ctx) error {
		return c.SendString("hello " + c.Params("name"))
	})
	app.Get("/fail", func(*fiber.Ctx) error {
		return fiber.NewError(fiber.StatusInternalServerError, "broken")
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	served := make(chan error)
	go func() { served <- app.Listener(listener) }()
	ask.Each(fmt.Sprintf("http://%s", listener.Addr()), "/hello/ada", "/fail", "/nowhere")
	fmt.Println(app.Shutdown(), <-served)
}
