// A client and a server of gRPC: a unary call, one that fails, a stream, and a server that is not there.
package main

import (
	"context"
	"fmt"
	"io"
	"net"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"
)

func dial(address string) healthpb.HealthClient {
	connection, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		panic(err)
	}
	return healthpb.NewHealthClient(connection)
}

func check(client healthpb.HealthClient, service string) {
	answer, err := client.Check(context.Background(), &healthpb.HealthCheckRequest{Service: service})
	fmt.Println(answer.GetStatus(), status.Code(err))
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	server := grpc.NewServer()
	state := health.NewServer()
	state.SetServingStatus("up", healthpb.HealthCheckResponse_SERVING)
	healthpb.RegisterHealthServer(server, state)
	go server.Serve(listener)

	client := dial(listener.Addr().String())
	check(client, "up")
	check(client, "unknown")

	ctx, cancel := context.WithCancel(context.Background())
	stream, err := client.Watch(ctx, &healthpb.HealthCheckRequest{Service: "up"})
	if err != nil {
		panic(err)
	}
	first, err := stream.Recv()
	fmt.Println(first.GetStatus(), err)
	state.Shutdown()
	second, err := stream.Recv()
	fmt.Println(second.GetStatus(), err)
	cancel()
	for err == nil {
		_, err = stream.Recv()
	}
	fmt.Println(status.Code(err) == codes.Canceled || err == io.EOF)
	server.Stop()

	// On a goroutine of its own: on this one the stream's span is the active one until the tracer's own goroutine, which
	// waits for the stream to end, has finished it.
	done := make(chan struct{})
	go func() {
		check(dial("127.0.0.1:1"), "up")
		close(done)
	}()
	<-done
}
