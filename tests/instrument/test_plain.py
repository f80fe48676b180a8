from __future__ import annotations

import pytest

from orchestrion_py.aspects.rendering.plain_parameters import looks_secret


@pytest.mark.parametrize(
    "name",
    ["password", "userPassword", "passwd", "PWD", "apiKey", "api_key", "key", "accessToken", "authtoken", "jwt", "sessionID",
     "pin", "cardNumber", "clientSecret", "creditCard", "cookie", "iban", "authHeader", "privatekeyPEM", "dsn"],
)  # fmt: skip
def test_secrets(name: str) -> None:
    assert looks_secret(name)


@pytest.mark.parametrize(
    "name",
    ["id", "user", "keyboard", "author", "pinned", "passenger", "n", "query", "monkey", "cardinality"],
)
def test_others(name: str) -> None:
    assert not looks_secret(name)
