// Clients of go-redis v7: commands, a pipeline and a transaction below a span, a refused command, and servers that are not there.
//
// It talks to redis-server.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/go-redis/redis/v7"
)

// buy has the spans of its commands below its own, the last one's though its client knows no context.
//
//dd:span shop:fruit
func buy(ctx context.Context, bare *redis.Client) {
	client := bare.WithContext(ctx)
	fmt.Println(client.Set("fruit", "apple", 0).Result())
	fmt.Println(client.Get("fruit").Result())
	_, err := client.Get("nothing").Result()
	fmt.Println(err == redis.Nil)
	_, err = client.Pipelined(func(pipe redis.Pipeliner) error {
		pipe.Set("price", 3, 0)
		pipe.Incr("price")
		return nil
	})
	fmt.Println(err)
	_, err = client.TxPipelined(func(pipe redis.Pipeliner) error {
		pipe.Decr("price")
		return nil
	})
	fmt.Println(err)
	fmt.Println(bare.Incr("fruit").Err())
}

func main() {
	address := os.Getenv("REDIS_ADDR")
	client := redis.NewClient(&redis.Options{Addr: address})
	defer client.Close()
	buy(context.Background(), client)

	universal := redis.NewUniversalClient(&redis.UniversalOptions{Addrs: []string{address}})
	defer universal.Close()
	fmt.Println(universal.Exists("fruit").Result())

	ring := redis.NewRing(&redis.RingOptions{Addrs: map[string]string{"one": address}})
	defer ring.Close()
	fmt.Println(ring.StrLen("fruit").Result())

	nowhere := redis.NewClient(&redis.Options{Addr: "127.0.0.1:1", MaxRetries: -1})
	defer nowhere.Close()
	fmt.Println(nowhere.Ping().Err())

	watched := redis.NewFailoverClient(&redis.FailoverOptions{
		MasterName: "main", SentinelAddrs: []string{"127.0.0.1:1"}, MaxRetries: -1,
	})
	defer watched.Close()
	fmt.Println(watched.Ping().Err())

	cluster := redis.NewClusterClient(&redis.ClusterOptions{Addrs: []string{"127.0.0.1:1"}, MaxRedirects: -1})
	defer cluster.Close()
	fmt.Println(cluster.Ping().Err())
}
