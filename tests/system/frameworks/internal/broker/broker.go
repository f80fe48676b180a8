// Package broker is a broker of Kafka in the process, made of what sarama publishes for tests: it answers the real protocol, for
// one topic with one partition.
package broker

import (
	"fmt"
	"maps"

	"github.com/IBM/sarama"
)

// Topic is the only one.
const Topic = "words"

// The versions of requests that the broker knows: messages may have headers in the newer version of producing.
const (
	ProduceWithoutHeaders = 2
	Produce               = 3
	fetch                 = 10
)

// A Broker listens on a port of its own.
type Broker struct {
	*sarama.MockBroker
	answers map[string]sarama.MockResponse
}

// Start gives a broker that takes messages and has none.
func Start() Broker {
	mock := sarama.NewMockBroker(reporter{}, 1)
	keys := []sarama.ApiVersionsResponseKey{
		{ApiKey: 0, MaxVersion: Produce},
		{ApiKey: 1, MaxVersion: fetch},
		{ApiKey: 2, MaxVersion: 1},
		{ApiKey: 3, MaxVersion: 5},
		{ApiKey: 18},
	}
	b := Broker{mock, map[string]sarama.MockResponse{
		"ApiVersionsRequest": sarama.NewMockApiVersionsResponse(reporter{}).SetApiKeys(keys),
		"MetadataRequest": sarama.NewMockMetadataResponse(reporter{}).
			SetBroker(mock.Addr(), 1).SetLeader(Topic, 0, 1).SetController(1),
		"OffsetRequest": sarama.NewMockOffsetResponse(reporter{}).
			SetOffset(Topic, 0, sarama.OffsetOldest, 0).SetOffset(Topic, 0, sarama.OffsetNewest, 0),
	}}
	b.Take(Produce, sarama.ErrNoError)
	return b
}

// Take has messages answered in a version of the protocol, and with an error.
func (b Broker) Take(version int16, answer sarama.KError) {
	b.answer("ProduceRequest", sarama.NewMockProduceResponse(reporter{}).SetVersion(version).SetError(Topic, 0, answer))
}

// Keep has the messages handed out that were sent.
func (b Broker) Keep(sent ...*sarama.ConsumerMessage) {
	messages, nothing := response(), response()
	for offset, message := range sent {
		messages.AddRecord(Topic, 0, nil, sarama.ByteEncoder(message.Value), int64(offset))
		batch := messages.GetBlock(Topic, 0).RecordsSet[0].RecordBatch
		batch.Records[offset].Headers = message.Headers
	}
	messages.SetLastOffsetDelta(Topic, 0, int32(len(sent)-1))
	messages.GetBlock(Topic, 0).HighWaterMarkOffset = int64(len(sent))
	b.answer("FetchRequest", sarama.NewMockSequence(messages, nothing))
}

func response() *sarama.FetchResponse {
	empty := &sarama.FetchResponse{Version: fetch}
	empty.AddError(Topic, 0, sarama.ErrNoError)
	return empty
}

func (b Broker) answer(request string, by sarama.MockResponse) {
	b.answers[request] = by
	b.SetHandlerByMap(maps.Clone(b.answers))
}

// A reporter ends the program where the broker is asked for what it cannot do.
type reporter struct{}

func (reporter) Error(words ...any)                 { panic(fmt.Sprint(words...)) }
func (reporter) Errorf(format string, words ...any) { panic(fmt.Sprintf(format, words...)) }
func (reporter) Fatal(words ...any)                 { panic(fmt.Sprint(words...)) }
func (reporter) Fatalf(format string, words ...any) { panic(fmt.Sprintf(format, words...)) }
