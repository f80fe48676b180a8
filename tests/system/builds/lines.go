// Lines prints what a debugger knows of a program's functions: for each one of a package whose path begins as the second argument
// does, its name, and the places that the line table of its DWARF section gives to its instructions.
package main

import (
	"debug/dwarf"
	"debug/elf"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

func main() {
	program, err := elf.Open(os.Args[1])
	check(err)
	data, err := program.DWARF()
	check(err)
	functions := map[string][]string{}
	entries := data.Reader()
	for {
		entry, err := entries.Next()
		check(err)
		if entry == nil {
			break
		}
		if entry.Tag != dwarf.TagCompileUnit {
			continue
		}
		name, _ := entry.Val(dwarf.AttrName).(string)
		if !strings.HasPrefix(name, os.Args[2]) && name != "main" {
			entries.SkipChildren()
			continue
		}
		rows := lines(data, entry)
		for {
			child, err := entries.Next()
			check(err)
			if child == nil || child.Tag == 0 {
				break
			}
			describe(data, child, rows, functions)
			entries.SkipChildren()
		}
	}
	check(json.NewEncoder(os.Stdout).Encode(functions))
}

func lines(data *dwarf.Data, unit *dwarf.Entry) []dwarf.LineEntry {
	reader, err := data.LineReader(unit)
	check(err)
	var rows []dwarf.LineEntry
	for {
		var row dwarf.LineEntry
		if err := reader.Next(&row); err == io.EOF {
			return rows
		} else {
			check(err)
		}
		rows = append(rows, row)
	}
}

func describe(data *dwarf.Data, entry *dwarf.Entry, rows []dwarf.LineEntry, functions map[string][]string) {
	name, ok := entry.Val(dwarf.AttrName).(string)
	if entry.Tag != dwarf.TagSubprogram || !ok {
		return
	}
	ranges, err := data.Ranges(entry)
	check(err)
	for _, each := range ranges {
		for _, row := range rows {
			if each[0] <= row.Address && row.Address < each[1] && !row.EndSequence {
				place := fmt.Sprintf("%s:%d", row.File.Name, row.Line)
				if !slices.Contains(functions[name], place) {
					functions[name] = append(functions[name], place)
				}
			}
		}
	}
	slices.Sort(functions[name])
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
