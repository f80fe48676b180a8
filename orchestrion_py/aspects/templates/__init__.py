"""Go text/template, in which every snippet of code in an aspect is written: template text and data in, text out.

`parse` makes a `Template`, `Template.render` the text. Data is Python's own values, and *reflected objects*, which
answer for their fields and methods by name (see `values`). It knows neither Go's syntax trees nor aspects, and
imports nothing but itself, since it runs inside compiler invocations.
"""

from orchestrion_py.aspects.templates.execution import Limits
from orchestrion_py.aspects.templates.go_values import MISSING, Nil
from orchestrion_py.aspects.templates.template import Template, parse
from orchestrion_py.aspects.templates.template_errors import TemplateError

__all__ = ["MISSING", "Limits", "Nil", "Template", "TemplateError", "parse"]
