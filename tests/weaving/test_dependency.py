"""Which files are of a dependency, about whose code no build warns."""

from __future__ import annotations

import pytest

from orchestrion_py.weaving.dependency import is_dependency


@pytest.mark.parametrize(
    ("path", "import_path"),
    [
        ("/go/pkg/mod/github.com/!burnt!sushi/toml@v1.4.0/internal/tz.go", "github.com/BurntSushi/toml/internal"),
        ("/home/me/shop/vendor/example.com/dep/dep.go", "example.com/dep"),
        (r"C:\Users\me\shop\vendor\example.com\dep\dep.go", "example.com/dep"),
    ],
)
def test_a_dependency(path: str, import_path: str) -> None:
    assert is_dependency(path, import_path)


@pytest.mark.parametrize(
    ("path", "import_path"),
    [
        ("/home/me/shop/main.go", "example.com/shop"),
        ("/home/me/vendor/shop/main.go", "example.com/shop"),
        ("/home/me@vendor/shop/main.go", "example.com/shop"),
        ("main.go", "example.com/shop"),
    ],
)
def test_own_code(path: str, import_path: str) -> None:
    assert not is_dependency(path, import_path)
