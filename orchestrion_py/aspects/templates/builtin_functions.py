"""Go's predefined template functions.

The caller has already checked their arguments by Go's rules. They raise `TemplateError` with only the reason.
`and`, `or` and `call` need the state of the execution, so this module only declares them.
"""

from __future__ import annotations

from orchestrion_py.aspects.templates import go_strings, go_values
from orchestrion_py.aspects.templates.call_signatures import ANY, VALUE, Signature
from orchestrion_py.aspects.templates.formatting import go_fmt
from orchestrion_py.aspects.templates.template_errors import TemplateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BASIC = frozenset(
    [go_values.BOOL, go_values.INT, go_values.UINT, go_values.FLOAT, go_values.COMPLEX, go_values.STRING]
)
_ORDERED = {go_values.INT: "integer", go_values.UINT: "integer", go_values.FLOAT: "float", go_values.STRING: "string"}
_INTEGERS = (go_values.INT, go_values.UINT)


# Containers.


def index(item: object, *indexes: object) -> object:
    """Return an element of a list, map or string, one level for each index; nil for a key that a map lacks."""
    if _is_untyped_nil(item):
        raise TemplateError("index of untyped nil")
    for each in indexes:
        kind = go_values.kind_of(item)
        if item is None or isinstance(item, go_values.Nil):
            raise TemplateError("index of nil pointer")
        if kind == go_values.MAP:
            item = _entry(item, each)
        elif kind == go_values.STRING:
            data = go_strings.to_bytes(str(item))
            item = go_values.Byte(data[_position(each, len(data), exclusive=True)])
        elif isinstance(item, (list, tuple)):
            item = item[_position(each, len(item), exclusive=True)]
        else:
            raise TemplateError(f"can't index item of type {go_values.type_name(item)}")
    return item


def _entry(mapping: object, key: object) -> object:
    if not isinstance(mapping, dict) or _is_untyped_nil(key):
        raise TemplateError("value is nil; should be of type string")
    if not isinstance(key, str):
        raise TemplateError(f"value has type {go_values.type_name(key)}; should be string")
    return mapping.get(key)


def _position(value: object, length: int, exclusive: bool = False) -> int:
    """Return an index as an int; it may be at most the length, or less than that if `exclusive`."""
    if _is_untyped_nil(value):
        raise TemplateError("cannot index slice/array with nil")
    if go_values.kind_of(value) not in _INTEGERS or not isinstance(value, int):
        raise TemplateError(f"cannot index slice/array with type {go_values.type_name(value)}")
    if not 0 <= value <= length - exclusive:
        raise TemplateError(f"index out of range: {value}")
    return int(value)


def slice_(item: object, *indexes: object) -> object:
    """Return part of a string or list, `item[i:j]`. Here the capacity of a list is its length."""
    if _is_untyped_nil(item):
        raise TemplateError("slice of untyped nil")
    if isinstance(item, go_values.Nil):
        raise TemplateError("slice of nil pointer")
    if len(indexes) > 3:
        raise TemplateError(f"too many slice indexes: {len(indexes)}")
    whole: bytes | Sequence[object]
    if isinstance(item, str):
        if len(indexes) == 3:
            raise TemplateError("cannot 3-index slice a string")
        whole = go_strings.to_bytes(item)
    elif isinstance(item, (list, tuple)):
        whole = item
    else:
        raise TemplateError(f"can't slice item of type {go_values.type_name(item)}")
    positions = [_position(each, len(whole)) for each in indexes]
    bounds = [0, len(whole)]
    bounds[: len(positions)] = positions
    for position in range(1, len(bounds)):
        if bounds[position - 1] > bounds[position]:
            raise TemplateError(f"invalid slice index: {bounds[position - 1]} > {bounds[position]}")
    part = whole[bounds[0] : bounds[1]]
    return go_strings.from_bytes(part) if isinstance(part, bytes) else part


def length(item: object) -> int:
    """Return the number of bytes of a string, or of elements."""
    if item is None or isinstance(item, go_values.Nil):
        raise TemplateError("len of nil pointer")
    if item is go_values.MISSING:
        raise TemplateError("len of untyped nil")
    number = go_values.length(item)
    if number is None:
        raise TemplateError(f"len of type {go_values.type_name(item)}")
    return number


# Comparison.


def not_(value: object) -> bool:
    """Whether `if` treats the value as false."""
    return not go_values.truth(value)


def equal(first: object, *others: object) -> bool:
    """Whether the first argument equals any of the others."""
    if not others:
        raise TemplateError("missing argument for comparison")
    return any(_same(first, other) for other in others)


def _same(first: object, second: object) -> bool:
    if _is_untyped_nil(first) or _is_untyped_nil(second):
        return go_values.is_nil(first) and go_values.is_nil(second)
    first_kind, second_kind = go_values.kind_of(first), go_values.kind_of(second)
    if first_kind in _BASIC or second_kind in _BASIC:
        if first_kind != second_kind and not (first_kind in _INTEGERS and second_kind in _INTEGERS):
            raise _incompatible(first, second)
        return first == second
    if first_kind != second_kind:
        shown = go_fmt.sprintf(
            "%s: %s, %s: %v", [first, go_values.type_name(first), go_values.type_name(second), second]
        )
        raise TemplateError(f"non-comparable types {shown}")
    if go_values.is_nil(first) or go_values.is_nil(second):
        return go_values.is_nil(first) and go_values.is_nil(second)
    if first_kind != go_values.POINTER:
        shown = go_fmt.sprintf("%s: %s", [second, go_values.type_name(second)])
        raise TemplateError(f"non-comparable type {shown}")
    return first is second or first == second


def _is_untyped_nil(value: object) -> bool:
    return value is None or value is go_values.MISSING


def _incompatible(first: object, second: object) -> TemplateError:
    types = f"{go_values.type_name(first)} and {go_values.type_name(second)}"
    return TemplateError(f"incompatible types for comparison: {types}")


def not_equal(first: object, second: object) -> bool:
    """`first != second`."""
    return not equal(first, second)


def less(first: object, second: object) -> bool:
    """`first < second`, of numbers of one type or of strings."""
    for value in (first, second):
        if go_values.kind_of(value) not in _BASIC:
            raise TemplateError("invalid type for comparison")
    first_order, second_order = (_ORDERED.get(go_values.kind_of(value)) for value in (first, second))
    if go_values.kind_of(first) != go_values.kind_of(second) and (first_order != second_order or first_order is None):
        raise _incompatible(first, second)
    if first_order is None:
        raise TemplateError("invalid type for comparison")
    return bool(first < second)  # type: ignore[operator]  # both numbers or both strings, as just checked


def less_or_equal(first: object, second: object) -> bool:
    """`first <= second`."""
    return less(first, second) or equal(first, second)


def greater(first: object, second: object) -> bool:
    """`first > second`."""
    return not less_or_equal(first, second)


def greater_or_equal(first: object, second: object) -> bool:
    """`first >= second`."""
    return not less(first, second)


# Text.


def print_(*arguments: object) -> str:
    """Go's fmt.Sprint."""
    return go_fmt.sprint(arguments)


def printf(layout: str, *arguments: object) -> str:
    """Go's fmt.Sprintf."""
    return go_fmt.sprintf(layout, arguments)


def println(*arguments: object) -> str:
    """Go's fmt.Sprintln."""
    return go_fmt.sprintln(arguments)


_HTML = {ord('"'): "&#34;", ord("'"): "&#39;", ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", 0: "\ufffd"}
_JS = {"\\": "\\\\", "'": "\\'", '"': '\\"', "<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "=": "\\u003D"}
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~")


def html(*arguments: object) -> str:
    """Return the arguments as HTML text."""
    return _printed(arguments).translate(_HTML)


def js(*arguments: object) -> str:
    """Return the arguments as the inside of a JavaScript string."""
    return "".join([_JS.get(character) or _js_character(character) for character in _printed(arguments)])


def _js_character(character: str) -> str:
    if character.isprintable() or go_strings.is_invalid_byte(character):
        return character
    code = ord(character)
    # Go leaves DEL alone and names the other control characters.
    return character if code == 0x7F else f"\\u{code:04X}"


def urlquery(*arguments: object) -> str:
    """Return the arguments as part of a URL's query."""
    return "".join(
        [
            chr(byte) if byte in _UNRESERVED else "+" if byte == 0x20 else f"%{byte:02X}"
            for byte in go_strings.to_bytes(_printed(arguments))
        ]
    )


def _printed(arguments: Sequence[object]) -> str:
    return go_fmt.sprint(["<no value>" if argument is None else argument for argument in arguments])


def _needs_execution(*_: object) -> object:
    raise NotImplementedError


class Builtin:
    """A predefined function and its signature."""

    __slots__ = ("function", "signature")

    def __init__(self, function: Callable[..., object], fixed: tuple[str, ...], variadic: str | None = None) -> None:
        self.function = function
        self.signature = Signature(fixed, variadic)


BUILTINS = {
    "and": Builtin(_needs_execution, (VALUE,), VALUE),
    "or": Builtin(_needs_execution, (VALUE,), VALUE),
    "call": Builtin(_needs_execution, (VALUE,), VALUE),
    "not": Builtin(not_, (VALUE,)),
    "index": Builtin(index, (VALUE,), VALUE),
    "slice": Builtin(slice_, (VALUE,), VALUE),
    "len": Builtin(length, (VALUE,)),
    "eq": Builtin(equal, (VALUE,), VALUE),
    "ne": Builtin(not_equal, (VALUE, VALUE)),
    "lt": Builtin(less, (VALUE, VALUE)),
    "le": Builtin(less_or_equal, (VALUE, VALUE)),
    "gt": Builtin(greater, (VALUE, VALUE)),
    "ge": Builtin(greater_or_equal, (VALUE, VALUE)),
    "print": Builtin(print_, (), ANY),
    "printf": Builtin(printf, ("string",), ANY),
    "println": Builtin(println, (), ANY),
    "html": Builtin(html, (), ANY),
    "js": Builtin(js, (), ANY),
    "urlquery": Builtin(urlquery, (), ANY),
}
