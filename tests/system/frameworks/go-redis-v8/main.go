// Clients of go-redis v8: commands, a pipeline and a transaction below a span, a refused command, and servers that are not there.
//
// It talks to redis-server.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/go-redis/redis/v8"
)

// buy has the spans of its commands below its own.
//
//dd:span shop:fruit
func buy(ctx context.Context, client redis.UniversalClient) {
	fmt.Println(client.Set(ctx, "fruit", "apple", 0).Result())
	fmt.Println(client.Get(ctx, "fruit").Result())
	_, err := client.Get(ctx, "nothing").Result()
	fmt.Println(errors.Is(err, redis.Nil))
	_, err = client.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Set(ctx, "price", 3, 0)
		pipe.Incr(ctx, "price")
		return nil
	})
	fmt.Println(err)
	_, err = client.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Decr(ctx, "price")
		return nil
	})
	fmt.Println(err)
	fmt.Println(client.Incr(ctx, "fruit").Err())
}

func main() {
	ctx := context.Background()
	address := os.Getenv("REDIS_ADDR")
	client := redis.NewClient(&redis.Options{Addr: address})
	defer client.Close()
	buy(ctx, client)

	universal := redis.NewUniversalClient(&redis.UniversalOptions{Addrs: []string{address}})
	defer universal.Close()
	fmt.Println(universal.Exists(ctx, "fruit").Result())

	ring := redis.NewRing(&redis.RingOptions{Addrs: map[string]string{"one": address}})
	defer ring.Close()
	fmt.Println(ring.StrLen(ctx, "fruit").Result())

	nowhere := redis.NewClient(&redis.Options{Addr: "127.0.0.1:1", MaxRetries: -1})
	defer nowhere.Close()
	fmt.Println(nowhere.Ping(ctx).Err())

	watched := redis.NewFailoverClient(&redis.FailoverOptions{
		MasterName: "main", SentinelAddrs: []string{"127.0.0.1:1"}, MaxRetries: -1,
	})
	defer watched.Close()
	fmt.Println(watched.Ping(ctx).Err())

	cluster := redis.NewClusterClient(&redis.ClusterOptions{Addrs: []string{"127.0.0.1:1"}, MaxRedirects: -1})
	defer cluster.Close()
	fmt.Println(cluster.Ping(ctx).Err())
}
