// Connections of redigo: commands, one that Redis refuses, and a server that is not there.
//
// It talks to redis-server.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/gomodule/redigo/redis"
)

func main() {
	address := os.Getenv("REDIS_ADDR")
	connection, err := redis.Dial("tcp", address)
	if err != nil {
		panic(err)
	}
	defer connection.Close()
	fmt.Println(redis.String(connection.Do("SET", "fruit", "apple")))
	fmt.Println(redis.String(connection.Do("GET", "fruit")))
	_, err = connection.Do("INCR", "fruit")
	fmt.Println(err)

	options := []redis.DialOption{redis.DialDatabase(1)}
	other, err := redis.DialContext(context.Background(), "tcp", address, options...)
	if err != nil {
		panic(err)
	}
	defer other.Close()
	fmt.Println(redis.Bool(other.Do("EXISTS", "fruit")))

	_, err = redis.DialURL("redis://127.0.0.1:1/0")
	fmt.Println(err != nil)
}
