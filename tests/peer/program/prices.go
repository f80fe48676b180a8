package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/reflection"
	"google.golang.org/grpc/reflection/grpc_reflection_v1"
)

// Prices asks the price service. Grpc's own health service stands for it, so that nothing need be generated: what is healthy
// has its length for a price.
type Prices struct {
	connection *grpc.ClientConn
}

func servePrices() (string, *grpc.Server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := grpc.NewServer()
	service := health.NewServer()
	service.SetServingStatus("milk", grpc_health_v1.HealthCheckResponse_SERVING)
	grpc_health_v1.RegisterHealthServer(server, service)
	reflection.Register(server)
	go func() {
		if err := server.Serve(listener); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}()
	return listener.Addr().String(), server, nil
}

func dialPrices(address string) (*Prices, error) {
	connection, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return nil, err
	}
	return &Prices{connection}, nil
}

// Close ends the connection.
func (p *Prices) Close() error {
	return p.connection.Close()
}

// Of is the price of a good: one call, one answer.
func (p *Prices) Of(ctx context.Context, name string) (int, error) {
	request := &grpc_health_v1.HealthCheckRequest{Service: name}
	if _, err := grpc_health_v1.NewHealthClient(p.connection).Check(ctx, request); err != nil {
		return 0, err
	}
	return 30 * len(name), nil
}

// Services counts what the server offers, over a stream that both sides end.
func (p *Prices) Services(ctx context.Context) (int, error) {
	stream, err := grpc_reflection_v1.NewServerReflectionClient(p.connection).ServerReflectionInfo(ctx)
	if err != nil {
		return 0, err
	}
	question := &grpc_reflection_v1.ServerReflectionRequest{
		MessageRequest: &grpc_reflection_v1.ServerReflectionRequest_ListServices{},
	}
	if err := stream.Send(question); err != nil {
		return 0, err
	}
	answer, err := stream.Recv()
	if err != nil {
		return 0, err
	}
	if err := stream.CloseSend(); err != nil {
		return 0, err
	}
	if _, err := stream.Recv(); !errors.Is(err, io.EOF) {
		return 0, err
	}
	return len(answer.GetListServicesResponse().GetService()), nil
}
