package main

import (
	"encoding/binary"
	"io"
	"net"
	"strings"
)

// What is spoken of Cassandra's protocol.
const (
	opError     = 0x00
	opStartup   = 0x01
	opReady     = 0x02
	opOptions   = 0x05
	opSupported = 0x06
	opQuery     = 0x07
	opResult    = 0x08
	opPrepare   = 0x09
	opExecute   = 0x0a
	opRegister  = 0x0b
	opBatch     = 0x0d

	resultVoid     = 1
	resultRows     = 2
	resultPrepared = 4

	typeUUID    = 0x0c
	typeText    = 0x0d
	typeAddress = 0x10

	sameTable    = 1 // A flag: all columns are of one table, which is named once.
	invalidQuery = 0x2200
)

// cassandra listens as a node of Cassandra that has one table of fruits, and speaks version 4 of the protocol.
func cassandra() net.Listener {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go serve(connection)
		}
	}()
	return listener
}

// serve answers frame by frame: a version, flags, the stream, the opcode, the length, and then the body.
func serve(connection net.Conn) {
	defer connection.Close()
	for {
		var header [9]byte
		if _, err := io.ReadFull(connection, header[:]); err != nil {
			return
		}
		body := make([]byte, binary.BigEndian.Uint32(header[5:]))
		if _, err := io.ReadFull(connection, body); err != nil {
			return
		}
		opcode, answer := answerTo(header[4], body)
		frame := append([]byte{0x84, 0, header[2], header[3], opcode}, number(len(answer))...)
		if _, err := connection.Write(append(frame, answer...)); err != nil {
			return
		}
	}
}

func answerTo(opcode byte, body []byte) (byte, []byte) {
	switch opcode {
	case opOptions:
		return opSupported, short(0)
	case opStartup, opRegister:
		return opReady, nil
	case opPrepare:
		return prepared(string(body[4:]))
	case opQuery:
		return result(string(body[4 : 4+binary.BigEndian.Uint32(body)]))
	case opExecute: // A prepared statement is known by its own text.
		return result(string(body[2 : 2+binary.BigEndian.Uint16(body)]))
	case opBatch:
		return opResult, number(resultVoid)
	}
	return opError, append(number(invalidQuery), text("unknown opcode")...)
}

func prepared(statement string) (byte, []byte) {
	if strings.Contains(statement, "weeds") {
		return opError, append(number(invalidQuery), text("unconfigured table weeds")...)
	}
	bound := make([]cell, strings.Count(statement, "?"))
	for index := range bound {
		bound[index] = cell{kind: typeText, name: "value"}
	}
	answer := append(number(resultPrepared), text(statement)...)
	answer = append(answer, number(sameTable)...)
	answer = append(answer, number(len(bound))...)
	answer = append(answer, number(0)...) // None of them is of the primary key.
	answer = append(answer, columns(bound)...)
	var selected []cell
	if strings.HasPrefix(statement, "SELECT") {
		selected = []cell{apple}
	}
	answer = append(answer, number(sameTable)...)
	answer = append(answer, number(len(selected))...)
	return opResult, append(answer, columns(selected)...)
}

func result(statement string) (byte, []byte) {
	switch {
	case strings.Contains(statement, "system.local"):
		return opResult, row(cell{typeUUID, "host_id", "0123456789abcdef"}, cell{typeAddress, "rpc_address", "\x7f\x00\x00\x01"})
	case strings.Contains(statement, "system.peers"):
		return opResult, number(resultVoid)
	case strings.HasPrefix(statement, "SELECT"):
		return opResult, row(apple)
	}
	return opResult, number(resultVoid)
}

// A cell is a value and its column.
type cell struct {
	kind        uint16
	name, value string
}

var apple = cell{typeText, "name", "apple"}

// row is a result of one row.
func row(cells ...cell) []byte {
	answer := append(number(resultRows), number(sameTable)...)
	answer = append(answer, number(len(cells))...)
	answer = append(answer, columns(cells)...)
	answer = append(answer, number(1)...)
	for _, cell := range cells {
		answer = append(append(answer, number(len(cell.value))...), cell.value...)
	}
	return answer
}

func columns(cells []cell) []byte {
	answer := append(text("shop"), text("fruits")...)
	for _, cell := range cells {
		answer = append(append(answer, text(cell.name)...), short(cell.kind)...)
	}
	return answer
}

func number(value int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(value)) }

func short(value uint16) []byte { return binary.BigEndian.AppendUint16(nil, value) }

func text(value string) []byte { return append(short(uint16(len(value))), value...) }
