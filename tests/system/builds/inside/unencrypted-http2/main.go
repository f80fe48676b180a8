// HTTP/2 without TLS: by the handler of golang.org/x/net/http2/h2c after an upgrade, by net/http itself, and by both packages together.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/h2c"
	"golang.org/x/net/http2/hpack"
)

func serve(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusAccepted)
	fmt.Fprint(w, r.Proto, " ", r.URL.Path)
}

// header encodes the header of a request. The connection of upgrade has one encoder.
func header(path string) []byte {
	var block bytes.Buffer
	encoder := hpack.NewEncoder(&block)
	for _, field := range [][2]string{{":method", "GET"}, {":scheme", "http"}, {":authority", "a"}, {":path", path}} {
		encoder.WriteField(hpack.HeaderField{Name: field[0], Value: field[1]})
	}
	return block.Bytes()
}

// upgrade sends a request over HTTP/1 that asks for HTTP/2, then a second one on the same connection.
func upgrade(address string) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		panic(err)
	}
	defer conn.Close()
	io.WriteString(conn, "GET /upgraded HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n")
	reader := bufio.NewReader(conn)
	response, err := http.ReadResponse(reader, nil)
	if err != nil {
		panic(err)
	}
	fmt.Println(response.Proto, response.StatusCode)
	if response.StatusCode != http.StatusSwitchingProtocols {
		return
	}
	io.WriteString(conn, http2.ClientPreface)
	framer := http2.NewFramer(conn, reader)
	framer.WriteSettings()
	for stream := uint32(1); stream <= 3; {
		frame, err := framer.ReadFrame()
		if err != nil {
			panic(err)
		}
		data, is := frame.(*http2.DataFrame)
		if !is {
			continue
		}
		fmt.Println(data.StreamID, string(data.Data()))
		if stream += 2; stream == 3 {
			framer.WriteHeaders(http2.HeadersFrameParam{StreamID: 3, BlockFragment: header("/second"), EndStream: true, EndHeaders: true})
		}
	}
}

func ask(address string) {
	protocols := new(http.Protocols)
	protocols.SetUnencryptedHTTP2(true)
	transport := &http.Transport{Protocols: protocols}
	defer transport.CloseIdleConnections()
	response, err := (&http.Client{Transport: transport}).Get(address)
	if err != nil {
		panic(err)
	}
	text, err := io.ReadAll(response.Body)
	fmt.Println(response.StatusCode, string(text), err)
}

func main() {
	upgrading := httptest.NewServer(h2c.NewHandler(http.HandlerFunc(serve), &http2.Server{}))
	upgrade(upgrading.Listener.Addr().String())
	upgrading.Close()

	// A handler that knows nothing of the upgrade answers the request.
	simple := httptest.NewServer(http.HandlerFunc(serve))
	upgrade(simple.Listener.Addr().String())
	simple.Close()

	for _, configured := range []bool{false, true} {
		server := httptest.NewUnstartedServer(http.HandlerFunc(serve))
		server.Config.Protocols = new(http.Protocols)
		server.Config.Protocols.SetUnencryptedHTTP2(true)
		if configured {
			if err := http2.ConfigureServer(server.Config, nil); err != nil {
				panic(err)
			}
		}
		server.Start()
		ask(server.URL + fmt.Sprint("/configured/", configured))
		server.Close()
	}
}
