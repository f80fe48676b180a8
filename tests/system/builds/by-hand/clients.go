package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	saramatrace "github.com/DataDog/dd-trace-go/contrib/IBM/sarama/v2"
	elastictrace "github.com/DataDog/dd-trace-go/contrib/elastic/go-elasticsearch.v6/v2"
	oldredistrace "github.com/DataDog/dd-trace-go/contrib/go-redis/redis/v2"
	vaulttrace "github.com/DataDog/dd-trace-go/contrib/hashicorp/vault/v2"
	kubetrace "github.com/DataDog/dd-trace-go/contrib/k8s.io/client-go/v2/kubernetes"
	kafkatrace "github.com/DataDog/dd-trace-go/contrib/segmentio/kafka-go/v2"
	"github.com/IBM/sarama"
	"github.com/elastic/go-elasticsearch/v8"
	oldredis "github.com/go-redis/redis"
	"github.com/hashicorp/vault/api"
	"github.com/segmentio/kafka-go"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"

	"example.com/frameworks/internal/broker"
)

func ofOldRedis() {
	client := oldredis.NewClient(&oldredis.Options{Addr: "127.0.0.1:1", MaxRetries: -1})
	oldredistrace.WrapClient(client, oldredistrace.WithService("by hand"))
	fmt.Println(client.Get("key").Err() != nil)
}

func ofKafka() {
	ctx := context.Background()
	here := broker.Start()
	defer here.Close()
	writer := kafkatrace.WrapWriter(
		&kafka.Writer{Addr: kafka.TCP(here.Addr()), Topic: broker.Topic, BatchTimeout: time.Millisecond},
		kafkatrace.WithService("by hand"),
	)
	fmt.Println(writer.WriteMessages(ctx, kafka.Message{Value: []byte("word")}))
	here.Keep(&sarama.ConsumerMessage{Value: []byte("word")})
	reader := kafkatrace.NewReader(
		kafka.ReaderConfig{Brokers: []string{here.Addr()}, Topic: broker.Topic, MaxWait: 100 * time.Millisecond},
		kafkatrace.WithService("by hand"),
	)
	message, err := reader.ReadMessage(ctx)
	fmt.Println(string(message.Value), err)
	fmt.Println(writer.Close(), reader.Close())
}

func ofSarama() {
	here := broker.Start()
	defer here.Close()
	config := sarama.NewConfig()
	config.Version = sarama.V2_1_0_0
	config.Producer.Return.Successes = true
	producer, err := sarama.NewSyncProducer([]string{here.Addr()}, config)
	if err != nil {
		panic(err)
	}
	producer = saramatrace.WrapSyncProducer(config, producer, saramatrace.WithService("by hand"))
	_, _, err = producer.SendMessage(&sarama.ProducerMessage{Topic: broker.Topic, Value: sarama.StringEncoder("word")})
	fmt.Println(err, producer.Close())

	here.Keep(&sarama.ConsumerMessage{Value: []byte("word")})
	consumer, err := sarama.NewConsumer([]string{here.Addr()}, config)
	if err != nil {
		panic(err)
	}
	consumer = saramatrace.WrapConsumer(consumer, saramatrace.WithService("by hand"))
	partition, err := consumer.ConsumePartition(broker.Topic, 0, sarama.OffsetOldest)
	if err != nil {
		panic(err)
	}
	fmt.Println(string((<-partition.Messages()).Value))
	partition.AsyncClose()
	for range partition.Messages() {
	}
	fmt.Println(consumer.Close())
}

func ofElasticsearch() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Elastic-Product", "Elasticsearch")
		fmt.Fprint(w, `{"version":{"number":"8.17.10"},"tagline":"You Know, for Search"}`)
	}))
	defer server.Close()
	client, err := elasticsearch.NewClient(elasticsearch.Config{
		Addresses: []string{server.URL},
		Transport: elastictrace.NewRoundTripper(elastictrace.WithService("by hand")),
	})
	if err != nil {
		panic(err)
	}
	response, err := client.Get("fruits", "1")
	fmt.Println(response.StatusCode, err)
}

func ofVault() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"data":{"password":"x"}}`)
	}))
	defer server.Close()
	client, err := api.NewClient(&api.Config{Address: server.URL, HttpClient: vaulttrace.NewHTTPClient(vaulttrace.WithService("by hand"))})
	if err != nil {
		panic(err)
	}
	secret, err := client.Logical().Read("secret/data/db")
	fmt.Println(secret != nil, err)
}

func ofKubernetes() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[{"metadata":{"name":"web"}}]}`)
	}))
	defer server.Close()
	byHand := kubetrace.WrapRoundTripperFunc()
	inLiteral := &rest.Config{Host: server.URL, WrapTransport: byHand}
	afterwards := &rest.Config{Host: server.URL}
	afterwards.Wrap(byHand)
	for _, config := range []*rest.Config{inLiteral, afterwards} {
		clients, err := kubernetes.NewForConfig(config)
		if err != nil {
			panic(err)
		}
		pods, err := clients.CoreV1().Pods("default").List(context.Background(), metav1.ListOptions{})
		fmt.Println(len(pods.Items), err)
	}
}
