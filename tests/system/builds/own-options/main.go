// A program that sets monitors, hooks, interceptors and plugins of its own, and prints what they see. Its argument selects a part.
package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"slices"

	"github.com/glebarez/sqlite"
	"github.com/redis/go-redis/v9"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/event"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.mongodb.org/mongo-driver/v2/x/mongo/driver/drivertest"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/stats"
	"gorm.io/gorm"
)

func main() {
	map[string]func(){"gorm": ofGorm, "grpc": ofGrpc, "mongo": ofMongo, "redis": ofRedis}[os.Args[1]]()
}

func ofMongo() {
	answer := bson.D{{Key: "ok", Value: 1}}
	given := options.Client()
	given.Deployment = drivertest.NewMockDeployment(answer, answer, answer)
	fmt.Println("a monitor of nobody:", given.Monitor == nil)
	client, err := mongo.Connect(given)
	if err != nil {
		panic(err)
	}
	fmt.Println(client.Database("shop").RunCommand(context.Background(), bson.D{{Key: "ping", Value: 1}}).Err(), given.Monitor == nil)

	own := &event.CommandMonitor{
		Started:   func(_ context.Context, of *event.CommandStartedEvent) { fmt.Println("started", of.CommandName) },
		Succeeded: func(_ context.Context, of *event.CommandSucceededEvent) { fmt.Println("succeeded", of.CommandName) },
	}
	given = options.Client().SetMonitor(own)
	given.Deployment = drivertest.NewMockDeployment(answer, answer, answer)
	client, err = mongo.Connect(given)
	if err != nil {
		panic(err)
	}
	fmt.Println(client.Database("shop").RunCommand(context.Background(), bson.D{{Key: "ping", Value: 1}}).Err(), given.Monitor == own)
}

type hook struct{ name string }

func (h hook) DialHook(next redis.DialHook) redis.DialHook {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		fmt.Println(h.name, "dials", network, address)
		return next(ctx, network, address)
	}
}

func (h hook) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, command redis.Cmder) error {
		fmt.Printf("%s processes %T %v\n", h.name, command, command.Args())
		err := next(ctx, command)
		fmt.Printf("%s gets %T\n", h.name, err)
		return err
	}
}

func (h hook) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, commands []redis.Cmder) error {
		fmt.Println(h.name, "processes", len(commands))
		return next(ctx, commands)
	}
}

func ofRedis() {
	client := redis.NewClient(&redis.Options{Addr: "127.0.0.1:1", MaxRetries: -1})
	client.AddHook(hook{"first"})
	client.AddHook(hook{"second"})
	err := client.Get(context.Background(), "key").Err()
	var failed *net.OpError
	fmt.Printf("%T %v\n", err, errors.As(err, &failed))
	_, err = client.Pipelined(context.Background(), func(pipe redis.Pipeliner) error { return pipe.Get(context.Background(), "key").Err() })
	fmt.Printf("%T\n", err)
}

type observer struct{ side string }

func (observer) TagRPC(ctx context.Context, _ *stats.RPCTagInfo) context.Context   { return ctx }
func (observer) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context { return ctx }
func (observer) HandleConn(context.Context, stats.ConnStats)                       {}
func (o observer) HandleRPC(_ context.Context, of stats.RPCStats) {
	if _, is_end := of.(*stats.End); is_end {
		seen <- fmt.Sprintf("%s saw the end", o.side)
	}
}

var seen = make(chan string, 10)

func ofGrpc() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	of_server := func(name string) grpc.UnaryServerInterceptor {
		return func(ctx context.Context, request any, info *grpc.UnaryServerInfo, handle grpc.UnaryHandler) (any, error) {
			fmt.Printf("%s %T %s\n", name, request, info.FullMethod)
			return handle(ctx, request)
		}
	}
	of_client := func(name string) grpc.UnaryClientInterceptor {
		return func(ctx context.Context, method string, request, reply any, on *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
			fmt.Printf("%s %T %s %d\n", name, request, method, len(options))
			return invoke(ctx, method, request, reply, on, options...)
		}
	}
	server := grpc.NewServer(
		grpc.StatsHandler(observer{"server"}),
		grpc.UnaryInterceptor(of_server("server first")), grpc.ChainUnaryInterceptor(of_server("server second")),
	)
	grpc_health_v1.RegisterHealthServer(server, health.NewServer())
	go server.Serve(listener)
	defer server.Stop()
	client, err := grpc.NewClient(
		listener.Addr().String(),
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithStatsHandler(observer{"client"}),
		grpc.WithUnaryInterceptor(of_client("client first")), grpc.WithChainUnaryInterceptor(of_client("client second")),
	)
	if err != nil {
		panic(err)
	}
	defer client.Close()
	_, err = grpc_health_v1.NewHealthClient(client).Check(context.Background(), &grpc_health_v1.HealthCheckRequest{Service: "unknown"})
	fmt.Printf("%T %v\n", err, err)
	both := []string{<-seen, <-seen}
	slices.Sort(both)
	fmt.Println(both)
}

type plugin struct{}

func (plugin) Name() string { return "own" }

func (plugin) Initialize(db *gorm.DB) error {
	return db.Callback().Raw().Before("gorm:raw").Register("own:before", func(db *gorm.DB) { fmt.Println("before", db.Statement.SQL.String()) })
}

func ofGorm() {
	db, err := gorm.Open(sqlite.Open(":memory:"))
	if err != nil {
		panic(err)
	}
	fmt.Println(len(db.Plugins))
	fmt.Println(db.Use(plugin{}), db.Use(plugin{}), len(db.Plugins))
	fmt.Println(db.Exec("SELECT 1").Error)
	other, err := gorm.Open(sqlite.Open(":memory:"), &gorm.Config{Plugins: map[string]gorm.Plugin{"own": plugin{}}})
	fmt.Println(err, len(other.Plugins), other.Exec("SELECT 2").Error)
}
