"""The order in which the advice of one node is applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value

# The last possible namespace: advice without one is applied last, and so ends up topmost.
_LAST_NAMESPACE = "\U0010ffff"
DEFAULT_ORDER = (_LAST_NAMESPACE, 0)


def decode_order(value: Value) -> tuple[str, int]:
    """`namespace` and `order` of an advice, both optional."""
    namespace, order = value.get("namespace"), value.get("order")
    return (
        namespace.text() if namespace is not None else _LAST_NAMESPACE,
        order.integer() if order is not None else 0,
    )
