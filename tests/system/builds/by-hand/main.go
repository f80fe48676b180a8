// A program that traces by hand, with the tracing library's own functions, what pyorch traces as well. Its argument selects a part.
package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"

	gintrace "github.com/DataDog/dd-trace-go/contrib/gin-gonic/gin/v2"
	chitrace "github.com/DataDog/dd-trace-go/contrib/go-chi/chi.v5/v2"
	fibertrace "github.com/DataDog/dd-trace-go/contrib/gofiber/fiber.v2/v2"
	grpctrace "github.com/DataDog/dd-trace-go/contrib/google.golang.org/grpc/v2"
	gormtrace "github.com/DataDog/dd-trace-go/contrib/gorm.io/gorm.v1/v2"
	routertrace "github.com/DataDog/dd-trace-go/contrib/julienschmidt/httprouter/v2"
	echotrace "github.com/DataDog/dd-trace-go/contrib/labstack/echo.v4/v2"
	httptrace "github.com/DataDog/dd-trace-go/contrib/net/http/v2"
	redistrace "github.com/DataDog/dd-trace-go/contrib/redis/go-redis.v9/v2"
	"github.com/gin-gonic/gin"
	"github.com/glebarez/sqlite"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/julienschmidt/httprouter"
	"github.com/labstack/echo/v4"
	"github.com/redis/go-redis/v9"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"gorm.io/gorm"

	"example.com/frameworks/internal/ask"
)

func main() {
	map[string]func(){
		"chi": ofChi, "echo": ofEcho, "elasticsearch": ofElasticsearch, "fasthttp": ofFasthttp, "fiber": ofFiber, "gin": ofGin,
		"gorm": ofGorm, "gqlgen": ofGqlgen, "grpc": ofGrpc, "grpc-stats": ofGrpcStats, "http-client": ofClient,
		"http-handler": ofHandler, "http-mux": ofServeMux, "httprouter": ofHttprouter, "kafka-go": ofKafka, "kubernetes": ofKubernetes,
		"redis": ofRedis, "redis-v6": ofOldRedis, "sarama": ofSarama, "twirp": ofTwirp, "vault": ofVault,
		// Several routers, and middleware that stands within what pyorch traces.
		"within-chi": withinChi, "within-echo": withinEcho, "within-fasthttp": withinFasthttp, "within-fiber": withinFiber,
	}[os.Args[1]]()
}

func serve(handler http.Handler) {
	server := httptest.NewServer(handler)
	defer server.Close()
	ask.Each(server.URL, "/hello/ada")
}

func ofChi() {
	router := chi.NewRouter()
	router.Use(chitrace.Middleware(chitrace.WithService("by hand")))
	router.Get("/hello/{name}", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "hello") })
	serve(router)
}

func ofEcho() {
	server := echo.New()
	server.Use(echotrace.Middleware(echotrace.WithService("by hand")))
	server.GET("/hello/:name", func(c echo.Context) error { return c.String(http.StatusOK, "hello") })
	serve(server)
}

func ofFiber() {
	app := fiber.New()
	app.Use(fibertrace.Middleware(fibertrace.WithService("by hand")))
	app.Get("/hello/:name", func(c *fiber.Ctx) error { return c.SendString("hello") })
	response, err := app.Test(httptest.NewRequest(http.MethodGet, "/hello/ada", nil))
	fmt.Println(response.StatusCode, err)
}

func ofGin() {
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
	router.Use(gintrace.Middleware("by hand"))
	router.GET("/hello/:name", func(c *gin.Context) { c.String(http.StatusOK, "hello") })
	serve(router)
}

func ofHandler() {
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "hello") })
	serve(httptrace.WrapHandler(handler, "by hand", "hello"))
}

func ofServeMux() {
	mux := httptrace.NewServeMux(httptrace.WithService("by hand"))
	mux.HandleFunc("/hello/{name}", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "hello") })
	serve(mux)
}

func ofClient() {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	client := httptrace.WrapClient(&http.Client{}, httptrace.WithService("by hand"))
	response, err := client.Get(server.URL)
	fmt.Println(response.StatusCode, err)
}

func ofHttprouter() {
	router := routertrace.New(routertrace.WithService("by hand"))
	router.GET("/hello/:name", func(w http.ResponseWriter, _ *http.Request, _ httprouter.Params) { fmt.Fprint(w, "hello") })
	serve(router)
}

func ofGorm() {
	db, err := gormtrace.Open(sqlite.Open(":memory:"), nil, gormtrace.WithService("by hand"))
	if err != nil {
		panic(err)
	}
	fmt.Println(db.Exec("SELECT 1").Error)
	db, err = gorm.Open(sqlite.Open(":memory:"))
	if err != nil {
		panic(err)
	}
	fmt.Println(db.Use(gormtrace.NewTracePlugin(gormtrace.WithService("by hand"))))
	fmt.Println(db.Exec("SELECT 1").Error)
}

func call(options ...grpc.ServerOption) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	server := grpc.NewServer(options...)
	grpc_health_v1.RegisterHealthServer(server, health.NewServer())
	go server.Serve(listener)
	defer server.Stop()
	client, err := grpc.NewClient(
		listener.Addr().String(),
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithUnaryInterceptor(grpctrace.UnaryClientInterceptor(grpctrace.WithService("by hand"))),
	)
	if err != nil {
		panic(err)
	}
	defer client.Close()
	_, err = grpc_health_v1.NewHealthClient(client).Check(context.Background(), &grpc_health_v1.HealthCheckRequest{})
	fmt.Println(err)
}

func ofGrpc() {
	call(grpc.UnaryInterceptor(grpctrace.UnaryServerInterceptor(grpctrace.WithService("by hand"))))
}

func ofGrpcStats() {
	call(grpc.StatsHandler(grpctrace.NewServerStatsHandler(grpctrace.WithService("by hand"))))
}

func ofRedis() {
	client := redis.NewClient(&redis.Options{Addr: "127.0.0.1:1", MaxRetries: -1})
	redistrace.WrapClient(client, redistrace.WithService("by hand"))
	fmt.Println(client.Get(context.Background(), "key").Err() != nil)
	other := redistrace.NewClient(&redis.Options{Addr: "127.0.0.1:1", MaxRetries: -1}, redistrace.WithService("by hand"))
	fmt.Println(other.Get(context.Background(), "key").Err() != nil)
}
