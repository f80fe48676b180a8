// Command render is the oracle of the differential test: it renders templates with Go's own text/template.
//
// It reads a JSON list of cases from standard input and writes one JSON list of results, in the same order. Integers
// in the data become int, other numbers float64, so that comparisons behave as they do with Go data.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"log"
	"os"
	"strings"
	"text/template"
)

type testCase struct {
	Template string `json:"template"`
	Data     any    `json:"data"`
}

type result struct {
	Output     []byte `json:"output"` // base64 in JSON: templates can make bytes that are not UTF-8
	ParseError string `json:"parse_error"`
	Error      string `json:"error"`
}

// functions has the same names, types and results as FUNCTIONS in test_differential.py.
var functions = template.FuncMap{
	"Version": func() string { return "v1.2.3" },
	"add":     func(a, b int) int { return a + b },
	"half":    func(a float64) float64 { return a / 2 },
	"choose": func(condition bool, yes, no string) string {
		if condition {
			return yes
		}
		return no
	},
	"join": func(separator string, parts ...string) string { return strings.Join(parts, separator) },
	"list": func(elements ...any) []any { return append([]any{}, elements...) },
	"same": func(value any) any { return value },
	"fail": func(reason string) (string, error) {
		if reason == "" {
			return "no failure", nil
		}
		return "", errors.New(reason)
	},
	"adder": func() func(a, b int) int { return func(a, b int) int { return a + b } },
}

func main() {
	var cases []testCase
	decoder := json.NewDecoder(os.Stdin)
	decoder.UseNumber()
	if err := decoder.Decode(&cases); err != nil {
		log.Fatal(err)
	}
	results := make([]result, 0, len(cases))
	for _, each := range cases {
		results = append(results, render(each))
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		log.Fatal(err)
	}
}

func render(each testCase) (r result) {
	parsed, err := template.New("case").Funcs(functions).Parse(each.Template)
	if err != nil {
		r.ParseError = err.Error()
		return r
	}
	var output bytes.Buffer
	if err := parsed.Execute(&output, numbers(each.Data)); err != nil {
		r.Error = err.Error()
		return r
	}
	r.Output = output.Bytes()
	return r
}

// numbers replaces each json.Number by the int or float64 that it stands for.
func numbers(value any) any {
	switch value := value.(type) {
	case json.Number:
		if integer, err := value.Int64(); err == nil {
			return int(integer)
		}
		float, err := value.Float64()
		if err != nil {
			log.Fatal(err)
		}
		return float
	case []any:
		for i := range value {
			value[i] = numbers(value[i])
		}
	case map[string]any:
		for key := range value {
			value[key] = numbers(value[key])
		}
	}
	return value
}
