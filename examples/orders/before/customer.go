package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

type wish struct {
	item  string
	count int
}

var wishes = []wish{{"tea", 2}, {"cake", 1}, {"coffee", 1}, {"tea", -1}}

// buy orders everything on the list, and returns the shop's answers.
func buy(ctx context.Context, client *http.Client, shop string) []string {
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

func order(ctx context.Context, client *http.Client, shop string, wanted wish) (string, error) {
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
