"""Go sources with unusual bytes, and aspects that change them or match nothing."""

ASPECTS = """\
aspects:
  - id: first
    join-point: {function-body: {function: [{receiver: false}]}}
    advice: [{prepend-statements: {template: println()}}]
  - id: last
    join-point: {function-body: {function: [{name: Last}]}}
    advice: [{inject-declarations: {template: var injected = 1}}]
"""
NO_MATCH = """\
aspects:
  - id: one
    join-point: {function-call: net/http.Get}
    advice: [{wrap-expression: {template: "{{ . }}"}}]
  - join-point: {function-call: net/http.Head}
    advice: [{wrap-expression: {template: "{{ . }}"}}]
"""
SOURCES = {
    "plain.go": b"package p\n\nfunc F() {\n\tprint(1)\n}\n",
    "no newline at the end.go": b"package p\n\nfunc F() {}\n\nfunc Last() {}",
    "crlf.go": b"package p\r\n\r\nfunc F() {\r\n\tprint(1)\r\n}\r\n",
    "a lone return.go": b"package p\n\n// a\rb\nfunc F() {\n}\n",
    "sub folder/other bytes.go": b'package p\n\nvar s = "\xff\xfe\x80"\n\nfunc F() { print("\xc3\xa9") }\n',
    "sub folder/form feed.go": b"package p\n\x0c\nfunc F() {}\n\x0c\nvar x = 1\n",
    "bom.go": b"\xef\xbb\xbfpackage p\n\nfunc Last() {}\n",
    "long.go": b"package p\n\n" + b"".join(b"func F%d() {\n\tprint(%d)\n}\n\n" % (n, n) for n in range(300)),
}
