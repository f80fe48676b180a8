// A schema of graphql-go, asked for a field, for several of which one fails, for one that is not there, and in bad grammar.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/graphql-go/graphql"
)

func schema() (graphql.Schema, error) {
	hello := &graphql.Field{
		Type: graphql.String,
		Args: graphql.FieldConfigArgument{"name": &graphql.ArgumentConfig{Type: graphql.String}},
		Resolve: func(p graphql.ResolveParams) (any, error) {
			return fmt.Sprintf("hello %v", p.Args["name"]), nil
		},
	}
	fail := &graphql.Field{
		Type:    graphql.String,
		Resolve: func(graphql.ResolveParams) (any, error) { return nil, errors.New("broken") },
	}
	person := graphql.NewObject(graphql.ObjectConfig{Name: "Person", Fields: graphql.Fields{
		"name": &graphql.Field{Type: graphql.String},
		"age":  &graphql.Field{Type: graphql.Int},
	}})
	me := &graphql.Field{
		Type:    person,
		Resolve: func(graphql.ResolveParams) (any, error) { return map[string]any{"name": "ada", "age": 36}, nil },
	}
	query := graphql.NewObject(graphql.ObjectConfig{
		Name:   "Query",
		Fields: graphql.Fields{"hello": hello, "fail": fail, "me": me},
	})
	return graphql.NewSchema(graphql.SchemaConfig{Query: query})
}

func main() {
	known, err := schema()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, query := range []string{
		`query Greeting($name: String) { hello(name: $name) }`,
		`{ hello(name: "x") fail me { name age } }`,
		`{ nowhere }`,
		`{ hello(`,
	} {
		result := graphql.Do(graphql.Params{
			Schema:         known,
			RequestString:  query,
			VariableValues: map[string]any{"name": "ada"},
			Context:        context.Background(),
		})
		text, err := json.Marshal(result)
		fmt.Println(string(text), err)
	}
	_, err = graphql.NewSchema(graphql.SchemaConfig{})
	fmt.Println(err)
}
