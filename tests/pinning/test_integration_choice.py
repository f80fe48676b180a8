"""The integrations that a module can use, the packages that they need, and the versions of these."""

from dataclasses import dataclass

import pytest

from orchestrion_py.pinning import integration_choice
from orchestrion_py.pinning.gomod_file import GoMod, Raised, raised
from orchestrion_py.pinning.pin_errors import PinError
from orchestrion_py.vendors.registry import vendor_named

FAMILY = "example.com/trace"
TESTED = {FAMILY: "v2.5.0"}


@dataclass(frozen=True)
class Framework:
    name: str
    targets: tuple[str, ...] = ()
    injects: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    exporter: str = ""


TRACER = Framework("tracer", injects=("context", "example.com/trace/v2/tracer"))
WEB = Framework("web", ("example.com/web",), ("example.com/trace/contrib/web/v2", "example.com/web"))
HTTP = Framework(
    "http",
    ("net/http",),
    links=("example.com/trace/contrib/http/v2", "example.com/trace/contrib/http/v2/internal/hooks"),
)
CATALOGUE = (WEB, HTTP, TRACER)
RELEASES = integration_choice.Catalogue(CATALOGUE, TESTED, ())


def go_mod(**requires: str) -> GoMod:
    modules = {f"example.com/{name.replace('_', '/')}": version for name, version in requires.items()}
    return GoMod("example.com/app", "1.25.0", "", modules, frozenset())


def test_integrations_are_chosen_by_the_imports_of_the_module() -> None:
    chosen = integration_choice.usable(CATALOGUE, {"example.com/web", "fmt"})
    assert [(one.name, one.reason) for one in chosen] == [
        ("tracer", "always"),
        ("web", "the module uses example.com/web"),
    ]


def test_packages_that_need_no_requirement_are_left_out() -> None:
    imported = {"example.com/web", "net/http", "context"}
    wanted = integration_choice.wanted(integration_choice.usable(CATALOGUE, imported), imported, TESTED)
    assert [one.package for one in wanted] == [
        "example.com/trace/contrib/http/v2",
        "example.com/trace/contrib/http/v2/internal/hooks",
        "example.com/trace/contrib/web/v2",
        "example.com/trace/v2/tracer",
    ]


def test_a_library_that_the_user_imports_is_pinned_too() -> None:
    imported = {"example.com/trace/v2/tracer"}
    wanted = integration_choice.wanted(integration_choice.usable([TRACER], imported), imported, TESTED)
    assert [one.package for one in wanted] == ["example.com/trace/v2/tracer"]


def test_the_tool_file_imports_the_nearest_package_that_is_not_internal() -> None:
    wanted = integration_choice.wanted(integration_choice.usable([HTTP], {"net/http"}), {"net/http"}, TESTED)
    assert [(one.package, one.purposes) for one in integration_choice.importable(wanted)] == [
        ("example.com/trace/contrib/http/v2", ("http",))
    ]
    alone = [integration_choice.Wanted("example.com/trace/contrib/router/v2/internal/tracing", ("router",))]
    assert [one.package for one in integration_choice.importable(alone)] == ["example.com/trace/contrib/router/v2"]


@pytest.mark.parametrize(
    ("requires", "asked", "version"),
    [
        ({}, None, "v2.5.0"),
        ({"trace_v2": "v2.6.0", "trace_contrib_web_v2": "v2.5.0"}, None, "v2.6.0"),
        ({"trace_v2": "v2.10.0"}, None, "v2.10.0"),
        ({"trace_v2": "v2.6.1-0.20250101000000-0123456789ab"}, None, "v2.5.0"),
        ({"tracery": "v9.0.0"}, None, "v2.5.0"),
        ({"trace_v2": "v2.6.0"}, "v2.4.0", "v2.4.0"),
        ({"trace_v2": "v2.6.0"}, "latest", "latest"),
    ],
)
def test_the_version_of_a_family(requires: dict[str, str], asked: str | None, version: str) -> None:
    (release,) = integration_choice.releases(RELEASES, go_mod(**requires), asked)
    assert release.version == version


@pytest.mark.parametrize("version", ["2.5.0", "v2", "newest", "", "v2.5.0; rm -rf"])
def test_text_that_is_not_a_version(version: str) -> None:
    with pytest.raises(PinError, match="is not a version"):
        integration_choice.releases(RELEASES, go_mod(), version)


SEVERAL = integration_choice.Catalogue(
    CATALOGUE, {"example.com/api": "v1.5.0", "example.com/api/logs": "v0.3.0"}, (), raises_requirements=True
)


@pytest.mark.parametrize(
    ("requires", "versions"),
    [
        ({}, ["v1.5.0", "v0.3.0"]),
        # Libraries that belong together need the tested version at least.
        ({"api_sdk": "v1.4.0"}, ["v1.5.0", "v0.3.0"]),
        ({"api_sdk": "v1.6.0", "api_logs_x": "v0.4.0"}, ["v1.6.0", "v0.4.0"]),
        # The longest prefix is the family.
        ({"api_logs": "v0.9.0"}, ["v1.5.0", "v0.9.0"]),
    ],
)
def test_the_versions_of_several_families(requires: dict[str, str], versions: list[str]) -> None:
    assert [one.version for one in integration_choice.releases(SEVERAL, go_mod(**requires), None)] == versions


def test_several_families_have_no_common_version() -> None:
    with pytest.raises(PinError, match=r"have no common version v1\.2\.0"):
        integration_choice.releases(SEVERAL, go_mod(), "v1.2.0")


def test_exporters_are_chosen_by_name() -> None:
    vendor = vendor_named("otel")
    exporters = {one.exporter for one in integration_choice.built_in(vendor).integrations}
    assert exporters == {"", "otlp-http"}
    with pytest.raises(PinError, match="the back end otel has no exporter carrier-pigeon") as caught:
        integration_choice.built_in(vendor, ("carrier-pigeon",))
    assert "otlp-http" in str(caught.value.hint)
    with pytest.raises(PinError) as caught:
        integration_choice.built_in(vendor_named("datadog"), ("console",))
    assert caught.value.hint == "datadog has one exporter only"


def test_raised_versions() -> None:
    before = GoMod("m", "1.23.0", "", {"a.example/x": "v1.0.0", "b.example/y": "v1.0.0"}, frozenset({"a.example/x"}))
    after = GoMod("m", "1.24.0", "", {"a.example/x": "v1.1.0", "b.example/y": "v1.2.0", "c": "v1.0.0"}, frozenset())
    assert raised(before, after) == (
        Raised("go", "1.23.0", "1.24.0", indirect=False),
        Raised("b.example/y", "v1.0.0", "v1.2.0", indirect=False),
        Raised("a.example/x", "v1.0.0", "v1.1.0", indirect=True),
    )
