"""The published schema, the checker and the decoders of a build accept the same aspect files."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from orchestrion_py.aspects.checking import check_files
from orchestrion_py.aspects.checking.schema_check import SCHEMA_FILE, language, shape_faults
from orchestrion_py.aspects.checking.symbolic_values import FIELDS
from orchestrion_py.aspects.decoding import ADVICE, JOIN_POINTS, decode_aspect
from orchestrion_py.aspects.files.loading import load_with_extends
from orchestrion_py.aspects.files.yaml_value import AspectError, Value
from orchestrion_py.aspects.rendering.template_data import Dot, FunctionView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ASPECT = {"$ref": "#/$defs/aspect"}
VALIDATOR = jsonschema.Draft202012Validator(dict(language()))
ASPECT_VALIDATOR = jsonschema.Draft202012Validator({**ASPECT, "$defs": language()["$defs"]})
# The keywords of JSON Schema that the checker knows, and those for editors only.
CHECKED = {
    "$ref", "additionalProperties", "anyOf", "const", "enum", "items", "maxProperties", "minItems", "minLength",
    "minProperties", "not", "oneOf", "pattern", "properties", "propertyNames", "required", "type",
}  # fmt: skip
TOLD = {
    "$defs", "$id", "$schema", "default", "deprecated", "description", "errorMessage", "examples", "patternErrorMessage", "title"
}  # fmt: skip

paths = st.sampled_from(["a", "net/http", "gopkg.in/yaml.v3", "example.com/a-b/v2", "example.com/x_y/~z+1"])
names = st.sampled_from(["A", "serveHTTP", "_x", "x1", "été"])
ascii_names = st.sampled_from(["A", "serveHTTP", "_x", "x1"])
plain_types = st.one_of(ascii_names, st.builds("{}.{}".format, paths, ascii_names))
types = st.one_of(plain_types, plain_types.map("*{}".format))
qualified = st.builds("{}.{}".format, paths, names)
matches = st.sampled_from(["any", "value-only", "pointer-only"])
templates = st.sampled_from(["{{ . }}", "x", "{{ range .AST.Args }}{{ . }}{{ end }}", " "])


def mapping(required: Mapping[str, Any], **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        dict(required), optional={key.replace("_", "-"): each for key, each in optional.items()}
    )


def key(word: str, argument: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({word: argument})


def code(**more: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    lang = st.sampled_from(["go1.1", "go1.25"])
    return mapping({"template": templates}, imports=st.dictionaries(names, paths, max_size=2), lang=lang, **more)


signatures = mapping({}, args=st.lists(types, max_size=2), returns=st.lists(types, max_size=2))
options = st.one_of(
    key("name", st.one_of(names, st.just(""))),
    key("receiver", st.one_of(st.booleans(), types)),
    key("signature", signatures),
    key("signature-contains", signatures.filter(bool)),
    key("starts-span", st.booleans()),
    key("generated", st.booleans()),
    key("selected-by", st.sampled_from(["instrument", "a-1"])),
    key("argument-type-like", st.sampled_from(["*", "*Context", "[cC]tx"])),
    *(key(word, plain_types) for word in ("argument-implements", "result-implements", "final-result-implements")),
)
leaves = st.one_of(
    key("configuration", st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2)),
    key("import-path", paths),
    key("package-name", names),
    key(
        "package-filter",
        st.sampled_from(["*", "a/**", {"pattern": "a"}, {"root": True}, {"root": True, "pattern": ""}]),
    ),
    key("test-main", st.booleans()),
    key("declaration-of", qualified),
    key("value-declaration", types),
    key("struct-definition", st.builds("{}.{}".format, paths, ascii_names)),
    key(
        "struct-literal",
        st.one_of(mapping({"type": plain_types}, match=matches), mapping({"type": plain_types, "field": names})),
    ),
    key("function", st.lists(options, min_size=1, max_size=3)),
    key("function-call", st.one_of(qualified, names)),
    key("method-call", mapping({"receiver": plain_types, "name": names}, match=matches)),
    key("directive", st.sampled_from(["my:span", "go:noinline"])),
)
join_points = st.recursive(
    leaves,
    lambda inner: st.one_of(
        key("not", inner),
        key("function-body", inner),
        *(key(word, st.lists(inner, min_size=1, max_size=3)) for word in ("all-of", "one-of")),
    ),
    max_leaves=4,
)
advice = st.one_of(
    key(
        "prepend-statements",
        code(order=st.integers(-3, 3), namespace=st.text(max_size=3), scope=st.sampled_from(["block", "function"])),
    ),
    key("wrap-expression", code()),
    key("append-args", mapping({"type": types, "values": st.lists(code(), min_size=1, max_size=2)})),
    key("replace-function", qualified),
    key("assign-value", code()),
    key("add-struct-field", mapping({"name": names, "type": types})),
    key("inject-declarations", code(links=st.lists(paths, max_size=2))),
    key("add-blank-import", paths),
    key("warn", st.sampled_from(["x", "it can go: été"])),
)
aspects = mapping(
    {"join-point": join_points, "advice": st.one_of(advice, st.lists(advice, min_size=1, max_size=2))},
    id=st.text(min_size=1, max_size=3),
    tracer_internal=st.booleans(),
    requires=st.dictionaries(paths, st.sampled_from([">=v1.2.3", "v2", "<v2 , >= v1.2.3-rc.1"]), max_size=2),
)
junk: st.SearchStrategy[Any] = st.sampled_from(
    [
        None, True, 7, -1, 1.5, "", "x", "a b", "a/", "/a", ".B", "a.", "a.B", "*a.B", "**a.B",
        "[]int", "interface{}", "a.B[int]", "1x",
        "go1", "go1.x", "go2.1", "go1.21\n", "x\n", 'a"b', "any", "été", [], {}, ["x"], [7], [[]],
        {"x": 1}, ">=v1", "v1.2.3.4", ">>v1", "v1,",
        {"root": False},
        {"template": "x"}, {"type": "a.B", "match": "any", "field": "F"}, {"function": []}, {"import-path": "a"},
    ]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A valid aspect, or one in which something is missing, added or replaced."""
    document = copy.deepcopy(draw(aspects))
    for _ in range(draw(st.integers(0, 2))):
        places = list(containers(document))
        container, place = places[draw(st.integers(0, len(places) - 1))]
        what = draw(st.sampled_from(["replace", "remove", "add"]))
        if what == "replace":
            container[place] = copy.deepcopy(draw(junk))
        elif what == "remove":
            del container[place]
        elif isinstance(container, dict):
            container[draw(st.sampled_from(["x", "template", "imports", "match", "field", "links", "name", "id"]))] = (
                copy.deepcopy(draw(junk))
            )
        else:
            container.append(copy.deepcopy(draw(junk)))
        if not document:
            break
    return document


def containers(part: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a document that has a value."""
    for place in part if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ():
        yield part, place
        yield from containers(part[place])


def is_lenient(error: jsonschema.ValidationError) -> bool:
    """Whether an error is an unknown key, which builds ignore unless exactly one key is allowed."""
    if error.validator == "oneOf":  # reported as a whole, although only one alternative has the right type
        kinds = {"object": dict, "array": list, "string": str, "boolean": bool}
        inner = [each for each in error.context if isinstance(error.instance, kinds[resolved(error, each)])]
        return bool(inner) and all(map(is_lenient, inner))
    schema: Any = error.schema
    return error.validator == "additionalProperties" and "maxProperties" not in schema


def resolved(whole: jsonschema.ValidationError, error: jsonschema.ValidationError) -> str:
    """The type of the alternative to which an error belongs."""
    schema: Any = whole.schema
    alternative = schema["oneOf"][error.schema_path[0]]
    while "$ref" in alternative:
        alternative = language()["$defs"][alternative["$ref"].rpartition("/")[2]]
    return str(alternative["type"])


def is_decoded(document: Any) -> bool:
    try:
        decode_aspect(Value(document))
    except AspectError:
        return False
    return True


@pytest.mark.thorough
@settings(max_examples=800, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
@example(
    {
        "join-point": {"package-name": "main"},
        "advice": [{"prepend-statements": {"template": "x", "scope": None}}],
        "id": "0",
    }
)
def test_schema_checker_and_decoders_agree(document: Any) -> None:
    errors = list(ASPECT_VALIDATOR.iter_errors(document))
    told = [finding.message for finding in shape_faults(Value(document), ASPECT)]
    assert bool(told) == bool(errors), (told, errors)
    assert is_decoded(document) == all(map(is_lenient, errors)), errors


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(aspects)
def test_generated_aspects_are_valid(document: Any) -> None:
    assert not list(shape_faults(Value(document), ASPECT))
    assert is_decoded(document)


@settings(max_examples=300, deadline=None)
@given(st.fixed_dictionaries({}, optional={
    "meta": st.one_of(junk, st.fixed_dictionaries({"name": st.text(max_size=2), "description": st.just("x")})),
    "aspects": st.one_of(junk, st.lists(aspects, max_size=2)),
    "extends": st.one_of(junk, st.lists(st.sampled_from(["./a.yml", "../b", "c.yml", "/d.yml", "."]), max_size=2)),
    "covers": st.one_of(junk, st.lists(paths, max_size=2)),
    "requires": st.one_of(junk, st.dictionaries(paths, st.sampled_from([">=v1.2.3", "1.2.3"]), max_size=2)),
    "author": junk,
}))  # fmt: skip
def test_schema_and_checker_agree_on_files(document: Any) -> None:
    told = [finding.message for finding in shape_faults(Value(document))]
    assert bool(told) == (not VALIDATOR.is_valid(document)), told


def test_the_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(dict(language()))


def test_the_schema_has_every_word_of_the_language() -> None:
    definitions = language()["$defs"]
    assert sorted(definitions["joinPoint"]["properties"]) == list(JOIN_POINTS)
    assert sorted(definitions["advice"]["properties"]) == list(ADVICE)
    with pytest.raises(AspectError) as caught:
        decode_aspect(Value({"join-point": {"function": [{"x": 1}]}, "advice": {"add-blank-import": "a"}}))
    allowed = re.search(r"\(allowed: (.*)\)", str(caught.value))
    assert allowed is not None
    assert sorted(definitions["functionOption"]["properties"]) == sorted(allowed[1].split(", "))


def test_the_checker_knows_the_data_of_templates() -> None:
    def known(data: Any, candidates: tuple[str, ...]) -> list[str]:
        return [name for name in candidates if _has(data, name)]

    every = tuple({name for each in FIELDS.values() for name in each} | {"Nonsense"})
    assert sorted(known(FunctionView(None, None, frozenset()), every)) == sorted(FIELDS[".Function"])  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        Dot(None).template_field("Nonsense")  # type: ignore[arg-type]
    assert callable(Dot(None).template_field("DirectiveArgs"))  # type: ignore[arg-type]


def _has(data: Any, name: str) -> bool:
    try:
        data.template_field(name)
    except KeyError:
        return False
    return True


def schemas(part: Any) -> Iterator[dict[str, Any]]:
    """All schemas inside a schema."""
    yield part
    for word, inner in part.items():
        if word in ("properties", "$defs"):
            for each in inner.values():
                yield from schemas(each)
        elif word in ("oneOf", "anyOf"):
            for each in inner:
                yield from schemas(each)
        elif word in ("items", "not", "propertyNames", "additionalProperties") and isinstance(inner, dict):
            yield from schemas(inner)


def test_the_schema_uses_what_the_checker_and_every_editor_know() -> None:
    for schema in schemas(language()):
        assert set(schema) <= CHECKED | TOLD
        if "pattern" in schema:
            assert schema["patternErrorMessage"]
            # Only regular expressions that mean the same in ECMAScript and Python: no classes that depend on Unicode.
            assert not re.search(r"\\[pPdDwWsSbBZAz]|\(\?P|\(\?<|\(\?i", schema["pattern"]), schema["pattern"]
        if "anyOf" in schema or "not" in schema:
            assert schema["errorMessage"]
        if schema.get("maxProperties") == 1 or "enum" in schema:
            assert schema["title"]


def test_every_word_has_a_description_and_every_example_is_valid() -> None:
    definitions = language()["$defs"]
    for group in ("joinPoint", "advice", "functionOption"):
        for word, schema in definitions[group]["properties"].items():
            assert schema["description"].endswith("."), word
            validator = jsonschema.Draft202012Validator({"$ref": f"#/$defs/{group}", "$defs": definitions})
            for shown in schema.get("examples", ()):
                assert validator.is_valid({word: shown}), (word, shown)


def test_the_schema_is_shipped() -> None:
    """The schema is beside the module that reads it, and a wheel has every file of the package."""
    assert SCHEMA_FILE.name == "schema.json"
    assert SCHEMA_FILE.is_file()


@pytest.mark.thorough
@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(
    document=mutated(),
    top=st.sampled_from(["aspects", "extends", "meta", "x"]),
    template=st.text('{}.$x:="(,|) \nif', max_size=30),
)
def test_random_files_never_crash_the_checker(tmp_path: Path, document: Any, top: str, template: str) -> None:
    file = tmp_path / "f.yml"
    code = {"join-point": {"function-call": "a.B"}, "advice": {"wrap-expression": {"template": template}}}
    file.write_text(yaml.safe_dump({top: [document, code]}, allow_unicode=True))
    (report,) = check_files([str(file)])
    lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", file.read_bytes().decode())  # what ends a line in YAML
    for finding in report.findings:
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
    try:
        load_with_extends(str(file))
    except AspectError:
        assert report.faults, "what a build refuses, check refuses"
