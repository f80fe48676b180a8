"""Signatures of Python callables in Go's types, so that calls can be checked as Go checks them."""

from __future__ import annotations

import functools

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

ANY, VALUE = "any", "reflect.Value"
"""Types of parameters that accept every value. A VALUE receives MISSING unchanged; other parameters receive None instead."""

_VARIADIC_FLAG = 0x04
_TYPES = {"int": "int", "str": "string", "bool": "bool", "float": "float64"}


class Signature:
    """The types of the parameters; the first `required` of `fixed` have no default."""

    __slots__ = ("fixed", "required", "variadic")

    def __init__(self, fixed: tuple[str, ...], variadic: str | None = None, required: int | None = None) -> None:
        self.fixed = fixed
        self.variadic = variadic
        self.required = len(fixed) if required is None else required

    def type_at(self, index: int) -> str:
        """Return the type of a parameter; ANY beyond the last one."""
        if index < len(self.fixed):
            return self.fixed[index]
        return self.variadic or ANY

    def mismatch(self, count: int) -> str | None:
        """Return Go's complaint about a call with `count` arguments, such as "want 1"; None if the count is right."""
        if self.variadic is not None:
            return f"want at least {self.required}" if count < self.required else None
        if self.required <= count <= len(self.fixed):
            return None
        return f"want {len(self.fixed) if count > len(self.fixed) else self.required}"


def signature_of(function: Callable[..., object]) -> Signature:
    """Return the signature of a function, a method or anything else that can be called.

    Parameters annotated as int, str, bool or float have that type, as Go would check it; all others accept any value.
    A callable without Python code accepts any number of arguments.
    """
    plain = getattr(function, "__func__", function)
    if getattr(plain, "__code__", None) is None:
        return _signature_of_object(function)
    return _signature_of_code(plain, int(getattr(function, "__self__", None) is not None))


@functools.lru_cache(maxsize=256)
def _signature_of_code(plain: Any, bound: int) -> Signature:
    """Return the signature of a Python function whose first `bound` parameters are bound."""
    code = plain.__code__
    names = code.co_varnames[bound : code.co_argcount]
    annotations = getattr(plain, "__annotations__", {})
    fixed = tuple([_type_of(annotations.get(name)) for name in names])
    variadic = None
    if code.co_flags & _VARIADIC_FLAG:
        variadic = _type_of(annotations.get(code.co_varnames[code.co_argcount + code.co_kwonlyargcount]))
    return Signature(fixed, variadic, len(fixed) - len(getattr(plain, "__defaults__", None) or ()))


def _signature_of_object(function: object) -> Signature:
    own: object = getattr(function, "__call__", None)  # noqa: B004 - its code is wanted, not whether it can be called
    if callable(own) and getattr(getattr(own, "__func__", None), "__code__", None) is not None:
        return signature_of(own)
    return Signature((), ANY)


def _type_of(annotation: object) -> str:
    name = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
    return _TYPES.get(name, ANY)
