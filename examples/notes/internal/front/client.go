package front

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"example.com/notes/internal/note"
)

// Client calls the back end.
type Client struct {
	base string
	http *http.Client
}

// NewClient returns a client of the back end at base, such as http://127.0.0.1:8081.
func NewClient(base string, client *http.Client) *Client {
	return &Client{base: strings.TrimSuffix(base, "/"), http: client}
}

// refused is an error response of the back end.
type refused struct {
	status  int
	message string
}

func (e *refused) Error() string { return fmt.Sprintf("back end: %d: %s", e.status, e.message) }

func (c *Client) create(ctx context.Context, draft note.Draft) (created note.Note, err error) {
	return created, c.do(ctx, http.MethodPost, "/notes", draft, &created)
}

func (c *Client) list(ctx context.Context) (notes []note.Note, err error) {
	return notes, c.do(ctx, http.MethodGet, "/notes", nil, &notes)
}

func (c *Client) get(ctx context.Context, id string) (found note.Note, err error) {
	return found, c.do(ctx, http.MethodGet, "/notes/"+url.PathEscape(id), nil, &found)
}

func (c *Client) search(ctx context.Context, query url.Values) (notes []note.Note, err error) {
	return notes, c.do(ctx, http.MethodGet, "/search?"+query.Encode(), nil, &notes)
}

// do sends body as JSON, unless it is nil, and decodes the response into answer.
func (c *Client) do(ctx context.Context, method, path string, body, answer any) error {
	var content io.Reader
	if body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			return err
		}
		content = bytes.NewReader(encoded)
	}
	request, err := http.NewRequestWithContext(ctx, method, c.base+path, content)
	if err != nil {
		return err
	}
	response, err := c.http.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode >= http.StatusBadRequest {
		message, _ := io.ReadAll(io.LimitReader(response.Body, 1<<10))
		return &refused{status: response.StatusCode, message: strings.TrimSpace(string(message))}
	}
	return json.NewDecoder(response.Body).Decode(answer)
}
