"""Templates for the differential test: hand-picked ones for every rule, and seeded random ones."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

DATA: dict[str, Any] = {
    "s": "hello",
    "empty": "",
    "uni": "héllo, 世界 😀",
    "odd": "tab\tquote\"back`slash\\nul\x00del\x7fbom\ufeff<&'=>",
    "n": 42,
    "neg": -7,
    "zero": 0,
    "f": 3.25,
    "big": 1e21,
    "small": 0.000012345,
    "t": True,
    "no": False,
    "nil": None,
    "l": ["a", "b", "c"],
    "mixed": [1, "two", 3.5, True, None, [1, 2], {"k": "v"}],
    "none": [],
    "m": {"b": 2, "a": 1, "c": {"deep": "x", "list": [10, 20]}},
    "void": {},
    "key": "b",
}

HAND_PICKED = Path(__file__).with_name("hand_picked.txt")
_OPERANDS = {
    "int": ["$.n", "$.neg", "$.zero", "$.m.a", "1", "-3", "0x2a", "'x'", "(len $.l)", "(add 1 $.n)"],
    "float": ["$.f", "2.5", "1e3", "$.small", "$.big", "(half 3)"],
    "string": ["$.s", "$.uni", "$.empty", "$.odd", "$.m.c.deep", "$.key", '"lit"', '"é"', "`raw`", "(print 1 $.s)"],
    "bool": ["$.t", "$.no", "true", "false", "(not $.s)", "(eq $.n 42)", "(lt $.neg 0)"],
    "list": ["$.l", "$.mixed", "$.none", "$.m.c.list", "(list 1 $.s)", "(slice $.l 1)"],
    "map": ["$.m", "$.m.c", "$.void"],
    "nil": ["$.nil", "$.gone", "$.m.gone.x", "(index $.m `gone`)"],
    "other": [".", "$v", "$w", "$", ".s", ".m", ".l", "nil", ".x", "(same .)"],
}
_ANY = list(_OPERANDS)
_BASIC = ["int", "float", "string", "bool"]
# The arguments of each function; "same" is the kind of the argument before.
_FUNCTIONS = [
    ("len", ["list"]), ("len", ["string"]), ("not", ["any"]), ("print", ["any", "any"]), ("println", ["any"]),
    ("html", ["any"]), ("js", ["any", "any"]), ("urlquery", ["any"]), ("index $.mixed", ["index"]),
    ("eq", ["basic", "same"]), ("index $.m", ["string"]), ("eq", ["basic", "same", "same"]),
    ("ne", ["basic", "same"]), ("lt", ["int", "same"]),
    ("le", ["string", "same"]), ("gt", ["float", "same"]), ("ge", ["int", "same"]), ("and", ["any", "any"]),
    ("or", ["any", "any", "any"]), ("same", ["any"]), ("list", ["any", "any"]), ("add", ["int", "same"]),
    ("join", ["string", "same", "same"]), ("choose", ["bool", "string", "string"]), ("half", ["float"]),
    ("slice $.uni", ["index"]),
]  # fmt: skip
_PIPED = ["len", "print", "printf `%v`", "html", "not", "same", "js", "urlquery", "print 1", "eq 42", "or 0", "and 1"]
_FLAGS = ["", "", "", "+", "-", "#", " ", "0", "+0", "-0", "# ", "#0"]
_VERBS = "vvvsdqxXtfgeEGcUTobO"
_TYPOS = ["", "{{", "}}", "(", ")", "|", "'", '"', ".", "$", "-", "é"]
_TEXTS = ["a", " b ", "\n", "\n\t", "é", "{", "}", " }", "x\n  ", ""]


class Generator:
    """Random templates, most of them valid, so that they run."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def template(self) -> str:
        """Return one template; its variables $v and $w are always declared."""
        choice = self.random.choice
        body = self.nodes(3)
        head = "{{$v := " + self.operand(0, False) + "}}{{$w := " + self.operand(0, False) + "}}"
        head = head.replace("$v}}", "1}}").replace("$w}}", "`w`}}")
        tail = '{{define "t"}}' + self.nodes(1, defined=True) + "{{end}}" if "template" in body else ""
        text = head + body + tail
        if self.random.random() < 0.05:
            position = self.random.randrange(len(text))
            text = text[:position] + choice(_TYPOS) + text[position + 1 :]
        return text

    def nodes(self, depth: int, defined: bool = False) -> str:
        """Return a few nodes in a row."""
        return "".join(self.node(depth, defined) for _ in range(self.random.randint(1, 3)))

    def node(self, depth: int, defined: bool) -> str:
        """Return a text, an action or a branch."""
        choice = self.random.choice
        kind = choice(["text", "action", "action", "if", "with", "range", "assign", "template"])
        if kind == "text" or (depth <= 0 and kind in ("if", "with", "range")):
            return choice(_TEXTS)
        if kind in ("if", "with"):
            otherwise = self.alternative(kind, depth, defined)
            return self.action(f"{kind} {self.pipeline(2, defined)}") + self.nodes(depth - 1, defined) + otherwise
        if kind == "range":
            return self.loop(depth, defined)
        if kind == "assign" and not defined:
            return self.action(f"{choice(['$v', '$w'])} {choice([':=', '='])} {self.pipeline(2, defined)}")
        if kind == "template" and not defined:
            return self.action(f'template "t" {choice(["$", ".", self.pipeline(1, defined)])}')
        return self.action(self.pipeline(3, defined))

    def loop(self, depth: int, defined: bool) -> str:
        """Return a range, sometimes with a break or continue."""
        choice = self.random.choice
        over = self.of_kind(choice(["list", "list", "list", "map", "map", "nil", "int", "other"]), defined)
        names = choice(
            ["", "", "$i := ", "$v := "] if over in _OPERANDS["int"] else ["", "$e := ", "$i, $e := ", "$w, $v := "]
        )
        body = self.nodes(depth - 1, defined)
        if self.random.random() < 0.4:
            body += self.action(f"if {self.pipeline(2, defined)}") + choice(["{{break}}", "{{continue}}"]) + "{{end}}"
            body += choice(_TEXTS)
        body += {"$i, $e := ": "{{$i}}{{$e}}", "$e := ": "{{$e}}", "$i := ": "{{$i}}"}.get(names, "")
        return self.action(f"range {names}{over}") + body + self.alternative("range", depth, defined)

    def alternative(self, kind: str, depth: int, defined: bool) -> str:
        """Return the rest of a branch: an else, perhaps, and the end."""
        ways = ["{{end}}"] * 2 + ["{{else}}" + choice_text + "{{end}}" for choice_text in ("e", "")]
        if kind != "range":
            ways.append("{{else " + kind + " " + self.pipeline(1, defined) + "}}f{{else}}g{{end}}")
        ways.append(self.action("else") + self.nodes(depth - 1, defined) + self.action("end"))
        return self.random.choice(ways)

    def action(self, content: str) -> str:
        """Return an action with or without trim markers."""
        left = self.random.choice(["{{", "{{", "{{ ", "{{- "])
        right = self.random.choice(["}}", "}}", " }}", " -}}"])
        return left + content + right

    def pipeline(self, depth: int, defined: bool) -> str:
        """Return commands joined by pipes."""
        text = self.command(depth, defined)
        while self.random.random() < 0.2:
            text += " | " + self.random.choice(_PIPED)
        return text

    def command(self, depth: int, defined: bool) -> str:
        """Return an operand or a function with its arguments."""
        if depth <= 0 or self.random.random() < 0.35:
            return self.operand(0, defined)
        if self.random.random() < 0.25:
            verbs = "".join(self.verb() for _ in range(self.random.randint(1, 3)))
            arguments = " ".join(self.operand(depth - 1, defined) for _ in range(self.random.randint(0, 3)))
            return f'printf "{verbs}" {arguments}'.rstrip()
        name, wanted = self.random.choice(_FUNCTIONS)
        return f"{name} {self.arguments(wanted, depth - 1, defined)}"

    def arguments(self, wanted: list[str], depth: int, defined: bool) -> str:
        """Return arguments of these kinds, sometimes of another."""
        choice = self.random.choice
        arguments: list[str] = []
        kind = ""
        for each in wanted:
            kind = {"same": kind, "any": choice(_ANY), "basic": choice(_BASIC)}.get(each, each)
            if each == "index":
                arguments.append(choice(["0", "1", "2", "3"]))
            elif self.random.random() < 0.04:
                arguments.append(self.operand(depth, defined))
            else:
                arguments.append(self.of_kind(kind, defined))
        return " ".join(arguments)

    def of_kind(self, kind: str, defined: bool) -> str:
        """Return an operand without arguments."""
        operand = self.random.choice(_OPERANDS[kind])
        return "." if defined and operand in ("$v", "$w") else operand

    def verb(self) -> str:
        """Return a verb with flags, width and precision."""
        choice = self.random.choice
        width = choice(["", "", "", "1", "6", "12"])
        precision = choice(["", "", "", ".", ".0", ".2", ".5"])
        return f"%{choice(_FLAGS)}{width}{precision}{choice(_VERBS)}{choice(['', ' ', '|'])}"

    def operand(self, depth: int, defined: bool) -> str:
        """Return an argument."""
        if depth > 0 and self.random.random() < 0.4:
            return f"({self.pipeline(depth, defined)})"
        if depth > 0 and self.random.random() < 0.1:
            return self.random.choice(["(index $.m `c`).deep", "(same $.m).c.list", "(list 1 2).x", "(.nil).x"])
        return self.of_kind(self.random.choice(_ANY), defined)


def hand_picked() -> list[str]:
    """Return the templates of hand_picked.txt, one for each line; `~` stands for a newline."""
    return [line.replace("~", "\n") for line in HAND_PICKED.read_text("utf-8").splitlines()]


def generated(count: int, seed: int = 20240229) -> list[str]:
    """Return random templates, the same ones on every machine."""
    generator = Generator(seed)
    return [generator.template() for _ in range(count)]
