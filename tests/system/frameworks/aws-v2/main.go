// Clients of DynamoDB, by configurations of every origin: an item that is there, a table that is not, and a server that does
// not answer.
//
// It talks to its own HTTP server, which answers like DynamoDB.
package main

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"net/http"
	"net/http/httptest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go/middleware"
)

// dynamo answers as DynamoDB's own HTTP API does.
func dynamo(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/x-amz-json-1.0")
	w.Header().Set("X-Amzn-Requestid", "1")
	code, body := http.StatusOK, `{"Item":{"id":{"S":"1"},"name":{"S":"ada"}}}`
	if r.Header.Get("X-Amz-Target") != "DynamoDB_20120810.GetItem" {
		code = http.StatusBadRequest
		body = `{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"no such table"}`
	}
	w.Header().Set("X-Amz-Crc32", fmt.Sprint(crc32.ChecksumIEEE([]byte(body))))
	w.WriteHeader(code)
	fmt.Fprint(w, body)
}

func get(config aws.Config) {
	key := map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: "1"}}
	answer, err := dynamodb.NewFromConfig(config).GetItem(context.Background(), &dynamodb.GetItemInput{
		TableName: aws.String("people"),
		Key:       key,
	})
	if err != nil {
		fmt.Println("error")
		return
	}
	fmt.Println(answer.Item["name"].(*types.AttributeValueMemberS).Value)
}

func describe(config aws.Config) {
	_, err := dynamodb.NewFromConfig(config).DescribeTable(context.Background(), &dynamodb.DescribeTableInput{
		TableName: aws.String("nowhere"),
	})
	var missing *types.ResourceNotFoundException
	fmt.Println(errors.As(err, &missing))
}

func load(url string, more ...func(*config.LoadOptions) error) (aws.Config, error) {
	options := append(more,
		config.WithRegion("eu-west-1"),
		config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider("id", "secret", "")),
		config.WithSharedConfigFiles(nil),
		config.WithSharedCredentialsFiles(nil),
	)
	loaded, err := config.LoadDefaultConfig(context.Background(), options...)
	loaded.BaseEndpoint = &url
	return loaded, err
}

func counted(stack *middleware.Stack) error {
	fmt.Println("own middleware for", stack.ID())
	return nil
}

func main() {
	server := httptest.NewServer(http.HandlerFunc(dynamo))
	static := credentials.NewStaticCredentialsProvider("id", "secret", "")
	literal := aws.Config{Region: "eu-west-1", Credentials: static, BaseEndpoint: &server.URL, RetryMaxAttempts: 1}
	get(literal)
	describe(literal)
	// One that takes the middleware of another.
	pointer := &aws.Config{Region: "us-east-2", Credentials: static, BaseEndpoint: &server.URL, APIOptions: literal.APIOptions}
	get(*pointer)
	empty := aws.NewConfig()
	empty.Region, empty.Credentials, empty.BaseEndpoint = "us-west-1", static, &server.URL
	get(*empty)
	loaded, err := load(server.URL)
	fmt.Println(err)
	get(loaded)
	loaded, err = load(server.URL, config.WithAPIOptions([]func(*middleware.Stack) error{counted}))
	fmt.Println(err)
	get(loaded)

	server.Close()
	get(literal)
}
