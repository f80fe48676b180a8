// Producers and a consumer of sarama: messages that arrive, one that is refused, an old protocol, and a broker that is not there.
//
// It talks to sarama's own test broker.
package main

import (
	"fmt"

	"github.com/IBM/sarama"

	"example.com/frameworks/internal/broker"
)

func configuration() *sarama.Config {
	config := sarama.NewConfig()
	config.Version = sarama.V2_1_0_0
	config.Producer.Return.Successes = true
	config.Producer.Retry.Max = 0
	config.Metadata.Retry.Max = 0
	return config
}

func message(text string) *sarama.ProducerMessage {
	return &sarama.ProducerMessage{Topic: broker.Topic, Value: sarama.StringEncoder(text)}
}

// sent is a message as a consumer gets it.
func sent(text string, from *sarama.ProducerMessage) *sarama.ConsumerMessage {
	arrived := &sarama.ConsumerMessage{Value: []byte(text)}
	for _, header := range from.Headers {
		arrived.Headers = append(arrived.Headers, &header)
	}
	return arrived
}

func send(producer sarama.SyncProducer, text string) *sarama.ProducerMessage {
	words := message(text)
	_, _, err := producer.SendMessage(words)
	fmt.Println(text, err)
	return words
}

func synchronous(kafka broker.Broker) *sarama.ConsumerMessage {
	producer, err := sarama.NewSyncProducer([]string{kafka.Addr()}, configuration())
	if err != nil {
		panic(err)
	}
	defer producer.Close()
	first := send(producer, "first")
	kafka.Take(broker.Produce, sarama.ErrMessageSizeTooLarge)
	send(producer, "too large")
	kafka.Take(broker.Produce, sarama.ErrNoError)
	fmt.Println(producer.SendMessages([]*sarama.ProducerMessage{message("third"), message("fourth")}))
	return sent("first", first)
}

func asynchronous(kafka broker.Broker) *sarama.ConsumerMessage {
	client, err := sarama.NewClient([]string{kafka.Addr()}, configuration())
	if err != nil {
		panic(err)
	}
	defer client.Close()
	producer, err := sarama.NewAsyncProducerFromClient(client)
	if err != nil {
		panic(err)
	}
	producer.Input() <- message("async")
	success := <-producer.Successes()
	fmt.Println(success.Value)
	kafka.Take(broker.Produce, sarama.ErrMessageSizeTooLarge)
	producer.Input() <- message("async, too large")
	fmt.Println((<-producer.Errors()).Err)
	producer.AsyncClose()
	for range producer.Successes() {
	}
	return sent("async", success)
}

// Before version 0.11, a message that has headers is an error.
func old(kafka broker.Broker) {
	config := configuration()
	config.Version = sarama.V0_10_0_0
	kafka.Take(broker.ProduceWithoutHeaders, sarama.ErrNoError)
	producer, err := sarama.NewSyncProducer([]string{kafka.Addr()}, config)
	if err != nil {
		panic(err)
	}
	defer producer.Close()
	send(producer, "old")
}

func consume(kafka broker.Broker, count int) {
	consumer, err := sarama.NewConsumer([]string{kafka.Addr()}, configuration())
	if err != nil {
		panic(err)
	}
	defer consumer.Close()
	partition, err := consumer.ConsumePartition(broker.Topic, 0, sarama.OffsetOldest)
	if err != nil {
		panic(err)
	}
	for range count {
		arrived := <-partition.Messages()
		fmt.Println(arrived.Offset, string(arrived.Value))
	}
	partition.AsyncClose()
	for range partition.Messages() {
	}
}

func main() {
	kafka := broker.Start()
	first, second := synchronous(kafka), asynchronous(kafka)
	old(kafka)
	kafka.Keep(first, second)
	consume(kafka, 2)
	kafka.Close()

	_, err := sarama.NewSyncProducer([]string{"127.0.0.1:1"}, configuration())
	fmt.Println(err != nil)
}
