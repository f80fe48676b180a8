"""A parsed template."""

from __future__ import annotations

from orchestrion_py.aspects.templates import go_strings
from orchestrion_py.aspects.templates.execution import Execution, Limits
from orchestrion_py.aspects.templates.syntax.parser import parse_trees
from orchestrion_py.aspects.templates.template_errors import TemplateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from orchestrion_py.aspects.templates.syntax import nodes

_DEFAULT_LIMITS = Limits()


class Template:
    """A template that can be rendered any number of times. It is immutable and can be pickled."""

    __slots__ = ("name", "text", "trees")

    def __init__(self, name: str, text: str, trees: dict[str, nodes.NodeList]) -> None:
        self.name = name
        self.text = text
        self.trees = trees

    def render(
        self,
        data: object,
        functions: Mapping[str, Callable[..., object]] | None = None,
        limits: Limits = _DEFAULT_LIMITS,
    ) -> str:
        """Return the text for this data. Raises TemplateError.

        A lone surrogate in the text represents a byte that is not valid UTF-8 ("surrogateescape"). Only an escape in a
        literal or a slice of a string can produce one.
        """
        return Execution(self.text, self.name, self.trees, functions or {}, limits).run(data)


def parse(text: str, name: str = "template", functions: Collection[str] = ("Setting", "Version")) -> Template:
    """Parse a template.

    `functions` are the names of functions besides the predefined ones. Raises TemplateError for whatever Go's own
    parser rejects.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        # Replace each lone surrogate by what Go decodes from such a byte.
        text = "".join([go_strings.REPLACEMENT if go_strings.is_invalid_byte(each) else each for each in text])
    return Template(name, text, parse_trees(text, name, functions))


__all__ = ["Template", "TemplateError", "parse"]
