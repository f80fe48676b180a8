"""Each way in which go fails has an error with a message and a hint."""

import pytest

from orchestrion_py.gocommand.failures import NoNetworkError, VersionRefusedError, failure

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
    ("stderr", "message"),
    [
        (
            REFUSED,
            "cannot download example.com/trace/web/v2@v2.12.0: 403 Forbidden (This module version is not available.)",
        ),
        (
            REFUSED_LATEST,
            "cannot download example.com/web@latest: 403 Forbidden (This module version is not available.)",
        ),
        (REFUSED_TIDY, "cannot download example.com/web@latest: 400 Bad Request"),
        (UNKNOWN, "cannot download example.com/web@v9.9.9: invalid version: unknown revision v9.9.9"),
    ],
)
def test_a_refused_version_is_one_line_that_names_it(stderr: str, message: str) -> None:
    error = failure("go get", stderr)
    assert isinstance(error, VersionRefusedError)
    assert error.message == message


def test_a_missing_network() -> None:
    error = failure("go get", "go: downloading example.com/web v1.0.0\n" + OFFLINE)
    assert isinstance(error, NoNetworkError)
    assert error.message == f"cannot reach the module proxy:\n{OFFLINE.strip()}"


def test_any_other_failure_quotes_go() -> None:
    error = failure("go mod edit", "go: errors parsing go.mod:\ngo.mod:6: syntax error\n")
    assert error.message == "go mod edit failed:\ngo: errors parsing go.mod:\ngo.mod:6: syntax error"
