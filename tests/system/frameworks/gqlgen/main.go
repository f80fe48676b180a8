// A server of gqlgen without generated code, asked for a field, for one that fails, and for one that is not there.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// greetings does what the code that gqlgen generates would do.
type greetings struct{ schema *ast.Schema }

func (g greetings) Schema() *ast.Schema { return g.schema }

func (g greetings) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (g greetings) Exec(ctx context.Context) graphql.ResponseHandler {
	operation := graphql.GetOperationContext(ctx)
	data := map[string]any{}
	for _, field := range graphql.CollectFields(operation, operation.Operation.SelectionSet, []string{"Query"}) {
		data[field.Alias] = g.resolve(ctx, operation, field)
	}
	text, err := json.Marshal(data)
	if err != nil {
		graphql.AddError(ctx, err)
	}
	return graphql.OneShot(&graphql.Response{Data: text, Errors: graphql.GetErrors(ctx)})
}

func (g greetings) resolve(ctx context.Context, operation *graphql.OperationContext, field graphql.CollectedField) any {
	arguments := field.ArgumentMap(operation.Variables)
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "Query", Field: field, Args: arguments, IsResolver: true})
	value, err := operation.ResolverMiddleware(ctx, func(context.Context) (any, error) {
		if field.Name == "fail" {
			return nil, errors.New("broken")
		}
		return fmt.Sprintf("hello %v", arguments["name"]), nil
	})
	if err != nil {
		graphql.AddError(ctx, err)
	}
	return value
}

func ask(url, query string) {
	body, err := json.Marshal(map[string]any{"query": query, "variables": map[string]any{"name": "ada"}})
	if err != nil {
		panic(err)
	}
	response, err := http.Post(url, "application/json", strings.NewReader(string(body)))
	if err != nil {
		fmt.Println("error")
		return
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	fmt.Println(response.StatusCode, string(answer), err)
}

func main() {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `type Query { hello(name: String): String fail: String }`})
	graph := handler.New(greetings{schema})
	graph.AddTransport(transport.POST{})
	server := httptest.NewServer(graph)
	ask(server.URL, `query Greeting($name: String) { hello(name: $name) }`)
	ask(server.URL, `{ hello(name: "x") fail }`)
	ask(server.URL, `{ nowhere }`)
	ask(server.URL, `{ hello(`)
	server.Close()
	ask(server.URL, `{ hello }`)
}
