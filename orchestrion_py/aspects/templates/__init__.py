"""Go's text/template in Python: template text and data come in, text goes out.

All code in aspects is written in this language, with the syntax, results and errors of Go's own package. `parse` returns a
`Template`, and `Template.render` returns the text. Data are Python values and *reflected objects*, which look up their fields
and methods by name (see go_values.py). This package must not know Go's syntax trees or aspects. It imports only itself,
because it runs inside compiler calls.
"""

from orchestrion_py.aspects.templates.execution import Limits
from orchestrion_py.aspects.templates.go_values import MISSING, Nil
from orchestrion_py.aspects.templates.template import Template, parse
from orchestrion_py.aspects.templates.template_errors import TemplateError

__all__ = ["MISSING", "Limits", "Nil", "Template", "TemplateError", "parse"]
