package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	gqlgentrace "github.com/DataDog/dd-trace-go/contrib/99designs/gqlgen/v2"
	chitrace "github.com/DataDog/dd-trace-go/contrib/go-chi/chi.v5/v2"
	fibertrace "github.com/DataDog/dd-trace-go/contrib/gofiber/fiber.v2/v2"
	echotrace "github.com/DataDog/dd-trace-go/contrib/labstack/echo.v4/v2"
	twirptrace "github.com/DataDog/dd-trace-go/contrib/twitchtv/twirp/v2"
	fasttrace "github.com/DataDog/dd-trace-go/contrib/valyala/fasthttp/v2"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/twitchtv/twirp"
	"github.com/twitchtv/twirp/example"
	"github.com/valyala/fasthttp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"example.com/frameworks/internal/ask"
)

type hats struct{}

func (hats) MakeHat(_ context.Context, size *example.Size) (*example.Hat, error) {
	return &example.Hat{Size: size.Inches, Color: "blue", Name: "bowler"}, nil
}

func ofTwirp() {
	hooks := twirptrace.NewServerHooks(twirptrace.WithService("by hand"))
	own := &twirp.ServerHooks{RequestRouted: func(ctx context.Context) (context.Context, error) {
		fmt.Println("routed")
		return ctx, nil
	}}
	server := httptest.NewServer(example.NewHaberdasherServer(hats{}, twirp.WithServerHooks(twirp.ChainHooks(own, hooks))))
	defer server.Close()
	hat, err := example.NewHaberdasherProtobufClient(server.URL, &http.Client{}).MakeHat(context.Background(), &example.Size{Inches: 12})
	fmt.Println(hat.GetSize(), err)
}

// fast serves a request by fasthttp.
func fast(handler fasthttp.RequestHandler) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	server := &fasthttp.Server{Handler: handler}
	go server.Serve(listener)
	ask.Each("http://"+listener.Addr().String(), "/hello")
	fmt.Println(server.Shutdown())
}

func hello(request *fasthttp.RequestCtx) { request.WriteString("hello") }

func ofFasthttp() {
	fast(fasttrace.WrapHandler(hello, fasttrace.WithService("by hand")))
}

func withinFasthttp() {
	traced := fasttrace.WrapHandler(hello, fasttrace.WithService("by hand"))
	fast(func(request *fasthttp.RequestCtx) { traced(request) })
}

type answers struct{ schema *ast.Schema }

func (a answers) Schema() *ast.Schema { return a.schema }

func (a answers) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (a answers) Exec(context.Context) graphql.ResponseHandler {
	return graphql.OneShot(&graphql.Response{Data: []byte(`{"hello":"hello"}`)})
}

func ofGqlgen() {
	graph := handler.New(answers{gqlparser.MustLoadSchema(&ast.Source{Input: `type Query { hello: String }`})})
	graph.AddTransport(transport.POST{})
	graph.Use(gqlgentrace.NewTracer(gqlgentrace.WithService("by hand")))
	server := httptest.NewServer(graph)
	defer server.Close()
	response, err := http.Post(server.URL, "application/json", strings.NewReader(`{"query":"{ hello }"}`))
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	fmt.Println(string(body), err)
}

func withinChi() {
	router, mounted := chi.NewRouter(), chi.NewRouter()
	mounted.Get("/{name}", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "hello") })
	router.Mount("/hello", mounted)
	router.With(chitrace.Middleware(chitrace.WithService("by hand"))).Get("/fail", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "broken", http.StatusInternalServerError)
	})
	server := httptest.NewServer(router)
	defer server.Close()
	ask.Each(server.URL, "/hello/ada", "/fail")
}

func withinEcho() {
	server := echo.New()
	group := server.Group("/hello", echotrace.Middleware(echotrace.WithService("by hand")))
	group.GET("/:name", func(c echo.Context) error { return c.String(http.StatusOK, "hello") })
	serve(server)
}

func withinFiber() {
	app, mounted := fiber.New(), fiber.New()
	mounted.Get("/:name", func(c *fiber.Ctx) error { return c.SendString("hello") })
	app.Mount("/hello", mounted)
	app.Get("/fail", fibertrace.Middleware(fibertrace.WithService("by hand")), func(c *fiber.Ctx) error { return fiber.ErrTeapot })
	for _, path := range []string{"/hello/ada", "/fail"} {
		response, err := app.Test(httptest.NewRequest(http.MethodGet, path, nil))
		fmt.Println(response.StatusCode, err)
	}
}
