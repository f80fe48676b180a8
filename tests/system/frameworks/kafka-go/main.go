// A writer and a reader of kafka-go: messages that arrive, a writer without an address, and a broker that is not there.
//
// It talks to sarama's own test broker.
package main

import (
	"context"
	"fmt"
	"time"

	"github.com/IBM/sarama"
	"github.com/segmentio/kafka-go"

	"example.com/frameworks/internal/broker"
)

// sent are messages as a reader gets them.
func sent(messages []kafka.Message) []*sarama.ConsumerMessage {
	var arrived []*sarama.ConsumerMessage
	for _, message := range messages {
		one := &sarama.ConsumerMessage{Value: message.Value}
		for _, header := range message.Headers {
			one.Headers = append(one.Headers, &sarama.RecordHeader{Key: []byte(header.Key), Value: header.Value})
		}
		arrived = append(arrived, one)
	}
	return arrived
}

//dd:span span.name:writing
func write(ctx context.Context, writer *kafka.Writer, texts ...string) []kafka.Message {
	defer writer.Close()
	var messages []kafka.Message
	for _, text := range texts {
		messages = append(messages, kafka.Message{Value: []byte(text)})
	}
	fmt.Println(writer.WriteMessages(ctx, messages...) == nil)
	return messages
}

//dd:span span.name:handled
func handle(message kafka.Message) {
	fmt.Println(message.Offset, string(message.Value))
}

func read(ctx context.Context, address string, count int) {
	reader := kafka.NewReader(kafka.ReaderConfig{
		Brokers: []string{address},
		Topic:   broker.Topic,
		MaxWait: 100 * time.Millisecond,
	})
	for range count {
		message, err := reader.ReadMessage(ctx)
		if err != nil {
			fmt.Println(err)
			continue
		}
		handle(message)
	}
	ended, end := context.WithCancel(ctx)
	end()
	_, err := reader.ReadMessage(ended)
	fmt.Println(err)
	fmt.Println(reader.Close())
}

func main() {
	ctx := context.Background()
	here := broker.Start()
	writer := &kafka.Writer{Addr: kafka.TCP(here.Addr()), Topic: broker.Topic, BatchTimeout: time.Millisecond}
	here.Keep(sent(write(ctx, writer, "first", "second"))...)
	read(ctx, here.Addr(), 2)
	here.Close()

	write(ctx, &kafka.Writer{Topic: broker.Topic}, "without an address")
	write(ctx, &kafka.Writer{Addr: kafka.TCP("127.0.0.1:1"), Topic: broker.Topic, MaxAttempts: 1}, "nobody is there")
}
