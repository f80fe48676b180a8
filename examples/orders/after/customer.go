package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

type wish struct {
	item  string
	count int
}

var wishes = []wish{{"tea", 2}, {"cake", 1}, {"coffee", 1}, {"tea", -1}}

// buy orders everything on the list, and returns the shop's answers.
func buy(ctx context.Context, client *http.Client, shop string) []string {
	ctx, span := otel.Tracer("orders").Start(ctx, "buy")
	defer span.End()

	var answers []string
	for _, each := range wishes {
		answer, err := order(ctx, client, shop, each)
		if err != nil {
			answer = err.Error()
		}
		answers = append(answers, fmt.Sprintf("%d %s: %s", each.count, each.item, answer))
	}
	return answers
}

func order(ctx context.Context, client *http.Client, shop string, wanted wish) (_ string, err1 error) {
	ctx, span := otel.Tracer("orders").Start(ctx, "order")
	defer span.End()
	defer func() {
		if err1 != nil {
			span.RecordError(err1)
			span.SetStatus(codes.Error, err1.Error())
		}
	}()

	url := fmt.Sprintf("%s/orders?item=%s&count=%d", shop, wanted.item, wanted.count)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
	if err != nil {
		return "", err
	}
	response, err := client.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return "", err
	}
	if response.StatusCode != http.StatusOK {
		return "", errors.New(strings.TrimSpace(string(body)))
	}
	return strings.TrimSpace(string(body)), nil
}
