"""Reading what go says: flags in, failures out."""

import pytest

from orchestrion_py.pinning.main_module import failure, join_flags, split_flags
from orchestrion_py.pinning.pin_errors import NoNetworkError, VersionRefusedError

REFUSED = """\
go: example.com/trace/web/v2@v2.12.0: reading https://proxy.example/x/@v/v2.12.0.info: 403 Forbidden
	server response: This module version is not available.
"""
REFUSED_LATEST = """\
go: example.com/web@latest: module example.com/web: reading https://proxy.example/x/@v/list: 403 Forbidden
	server response: This module version is not available.
"""
REFUSED_TIDY = """\
go: finding module for package example.com/web/sub
go: example.com/app imports
	example.com/web/sub: module example.com/web: reading https://proxy.example/x/@v/list: 400 Bad Request
"""
UNKNOWN = "go: example.com/web@v9.9.9: invalid version: unknown revision v9.9.9\n"
OFFLINE = 'go: example.com/web@v1.0.0: Get "https://proxy.example/x": dial tcp: lookup proxy.example: no such host\n'


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("", []),
        ("-v  -tags=a,b", ["-v", "-tags=a,b"]),
        ("'-toolexec=pyorch toolexec' -mod=mod", ["-toolexec=pyorch toolexec", "-mod=mod"]),
        ("\"-ldflags=-X 'a=b'\"", ["-ldflags=-X 'a=b'"]),
    ],
)
def test_goflags(text: str, flags: list[str]) -> None:
    assert split_flags(text) == flags
    assert split_flags(join_flags(flags)) == flags


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            REFUSED,
            "example.com/trace/web/v2 v2.12.0 is refused: 403 Forbidden (This module version is not available.)",
        ),
        (REFUSED_LATEST, "example.com/web latest is refused: 403 Forbidden (This module version is not available.)"),
        (REFUSED_TIDY, "example.com/web latest is refused: 400 Bad Request"),
        (UNKNOWN, "example.com/web v9.9.9 is refused: invalid version: unknown revision v9.9.9"),
    ],
)
def test_a_refused_version_is_one_line_that_names_it(words: str, message: str) -> None:
    error = failure("go get", words)
    assert isinstance(error, VersionRefusedError)
    assert error.message == message


def test_a_missing_network() -> None:
    error = failure("go get", "go: downloading example.com/web v1.0.0\n" + OFFLINE)
    assert isinstance(error, NoNetworkError)
    assert error.message == f"the module proxy cannot be reached:\n{OFFLINE.strip()}"


def test_everything_else_is_in_gos_own_words() -> None:
    error = failure("go mod edit", "go: errors parsing go.mod:\ngo.mod:6: syntax error\n")
    assert error.message == "go mod edit failed:\ngo: errors parsing go.mod:\ngo.mod:6: syntax error"
