"""A small module whose woven code imports packages and links packages, in the standard library too.

A build from empty caches compiles about 40 packages, which takes seconds. With full caches it takes a second or less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "go.mod": "module example.com/linking\n\ngo 1.25\n",
    "main.go": """\
package main

import (
	"os"

	"example.com/linking/east"
	"example.com/linking/west"
)

func main() {
	os.Stdout.WriteString(east.Say("east ") + west.Say("west\\n"))
}
""",
    "east/east.go": "package east\n\nfunc Say(word string) string {\n\treturn word\n}\n",
    "west/west.go": "package west\n\nfunc Say(word string) string {\n\treturn word\n}\n",
    "count/count.go": "package count\n\nvar total int\n\nfunc One() int {\n\ttotal++\n\treturn total\n}\n",
    "hook/hook.go": 'package hook\n\nfunc Written(text string) string {\n\treturn "[" + text + "]"\n}\n',
    "orchestrion.yml": """\
aspects:
  - id: count what is said
    join-point: {function-body: {function: [{name: Say}]}}
    advice:
      - prepend-statements:
          imports:
            count: example.com/linking/count
            strconv: strconv
          template: |
            {{ .Function.Argument 0 }} = strconv.Itoa(count.One()) + {{ .Function.Argument 0 }}
  - id: brackets around what is written
    join-point: {function-body: {function: [{receiver: '*os.File'}, {name: WriteString}]}}
    advice:
      - inject-declarations:
          links: [example.com/linking/hook]
          template: |
            //go:linkname __linking_written example.com/linking/hook.Written
            func __linking_written(string) string
      - prepend-statements:
          template: |
            {{ .Function.Argument 0 }} = __linking_written({{ .Function.Argument 0 }})
""",
}
WOVEN = "[1east 2west\n]"
PLAIN = "east west\n"


def linking_program(folder: Path, **environment: str) -> Workshop:
    """Write the module into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return Workshop(folder, {"PYORCH_ASPECTS": "modules", **environment}).write(FILES)


def build_linking_program(workshop: Workshop, *flags: str) -> bytes:
    """Build the woven program, check what it prints, and return its bytes."""
    result = workshop.pyorch("go", "build", *flags, "-o", "linking", ".")
    assert (result.code, result.text) == (0, "")
    assert workshop.run("./linking").out == WOVEN
    return (workshop.folder / "linking").read_bytes()


def salted(workshop: Workshop, salt: object, *names: str) -> Workshop:
    """Change some packages of the module so that no cache has them and go compiles them again.

    Injected packages are part of the tool id: a salt in `count` or `hook` compiles the standard library again as well.
    """
    for name in names or ("main.go", "east/east.go", "west/west.go"):
        workshop.write({name: f'{FILES[name]}\nvar Salt = "{salt}"\n'})
    return workshop
