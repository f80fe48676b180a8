"""Selects the parameters whose values a span may show: of a basic type, allowed by a glob, and not secret by their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orchestrion_py.aspects.globs import matches
from orchestrion_py.weaving.syntax import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.weaving.function_signature import Fields

BASIC = frozenset({
    "bool", "byte", "float32", "float64", "int", "int16", "int32", "int64", "int8", "rune", "string", "uint", "uint16",
    "uint32", "uint64", "uint8",
})  # fmt: skip
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
# Secret as a whole word of a name: apiKey, user_pin.
_SECRET_WORDS = frozenset({
    "auth", "card", "cert", "cvc", "cvv", "dsn", "hash", "iban", "key", "keys", "nonce", "otp", "pass", "pem", "pin",
    "private", "pw", "pwd", "salt", "seed", "sig", "signature", "ssn", "tan",
})  # fmt: skip
# Secret anywhere in a name: authtoken.
_SECRET_PARTS = re.compile(
    r"passw|passphrase|secret|token|credential|apikey|cookie|session|bearer|jwt|authori[sz]|privatekey", re.IGNORECASE
)


def plain_parameters(fields: Fields, allowed: str) -> Iterator[tuple[str, str]]:
    """Yield name and type of each parameter that a comma-separated list of globs allows."""
    patterns = [pattern.strip() for pattern in allowed.split(",") if pattern.strip()]
    for parameter in fields.parameters if patterns else ():
        name = text_of(parameter.name) if parameter.name is not None else "_"
        kind = text_of(parameter.type)
        if name == "_" or parameter.variadic or kind not in BASIC or looks_secret(name):
            continue
        if any(matches(pattern, name) for pattern in patterns):
            yield name, kind


def looks_secret(name: str) -> bool:
    """Whether a name looks like that of a secret; in doubt, it does."""
    words = {word.lower() for word in _WORDS.findall(name)}
    return not words.isdisjoint(_SECRET_WORDS) or _SECRET_PARTS.search(name) is not None
