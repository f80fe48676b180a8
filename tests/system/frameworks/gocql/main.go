// A session of gocql with a server that is made here: queries and a batch below a span, a refused query, and a server that is not there.
//
// It talks to its own server, which speaks version 4 of Cassandra's protocol.
package main

import (
	"context"
	"fmt"
	"net"

	"github.com/gocql/gocql"
)

// sell does what a shop does.
//
//dd:span
func sell(ctx context.Context, session *gocql.Session) error {
	insert := session.Query("INSERT INTO fruits (name) VALUES (?)", "apple").WithContext(ctx)
	if err := insert.Exec(); err != nil {
		return err
	}
	var name string
	err := session.Query("SELECT name FROM fruits WHERE name = ?", "apple").WithContext(ctx).Scan(&name)
	fmt.Println(name, err)

	batch := session.NewBatch(gocql.LoggedBatch).WithContext(ctx)
	batch.Query("INSERT INTO fruits (name) VALUES ('pear')")
	batch.Query("INSERT INTO fruits (name) VALUES ('plum')")
	if err := session.ExecuteBatch(batch); err != nil {
		return err
	}
	return session.Query("SELECT name FROM weeds").WithContext(ctx).Exec()
}

func main() {
	server := cassandra()
	defer server.Close()
	cluster := gocql.NewCluster("127.0.0.1")
	cluster.Port = server.Addr().(*net.TCPAddr).Port
	cluster.ProtoVersion = 4
	cluster.NumConns = 1
	session, err := cluster.CreateSession()
	if err != nil {
		panic(err)
	}
	defer session.Close()
	fmt.Println(sell(context.Background(), session))

	nowhere := gocql.ClusterConfig{Hosts: []string{"127.0.0.1"}, Port: 1, ProtoVersion: 4, Consistency: gocql.One}
	_, err = nowhere.CreateSession()
	fmt.Println(err)

	pointed := &gocql.ClusterConfig{Hosts: []string{"127.0.0.1"}, Port: 1, ProtoVersion: 4, Consistency: gocql.One}
	_, err = pointed.CreateSession()
	fmt.Println(err)
}
