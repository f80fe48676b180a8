"""Every command that starts a woven build, tried on the services of examples/notes, with the traces that the agent receives.

The reference is examples/notes/hand: the same services with tracing written by hand, built by plain go.
However a service was woven, its spans must be the same: operation, resource, service, type, parent, error and every tag.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.helpers.notes_services import (
    CREATE,
    OPENING,
    READ,
    REQUESTS,
    UNKNOWN_COLUMN,
    UNKNOWN_NOTE,
    Performance,
    Programs,
    perform,
    tracer_settings,
)
from tests.helpers.workshop import Result, Workshop, copy_of_notes, pyorch_script

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent

pytestmark = pytest.mark.build


@dataclass(frozen=True, slots=True)
class Way:
    """A way to build both services: a command and its environment variables."""

    command: tuple[str, ...]
    variables: tuple[tuple[str, str], ...] = ()

    def build(self, module: Workshop, into: Path) -> Result:
        """Build back and front into a folder."""
        into.mkdir(parents=True)
        here = module.with_environment(**dict(self.variables))
        if self.command[-1] == "install":
            return here.with_environment(GOBIN=str(into)).run(*self.command, "./cmd/...")
        return here.run(*self.command, "-o", f"{into}/", "./cmd/...")


PYORCH_BUILD = Way(("pyorch", "go", "build"))
WAYS = {
    "pyorch go build": PYORCH_BUILD,
    "pyorch go install": Way(("pyorch", "go", "install")),
    "go build -toolexec": Way(("go", "build", "-toolexec=pyorch toolexec")),
    "GOFLAGS": Way(("go", "build"), (("GOFLAGS", "'-toolexec=pyorch toolexec'"),)),
}
each_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)

# One test that passes, one that fails and one that is skipped.
TRIAL_TEST = """\
package trial

import (
	"fmt"
	"os"
	"testing"
)

func TestPasses(t *testing.T) { t.Log("all is well") }

func TestFails(t *testing.T) {
	fmt.Println("on stdout")
	fmt.Fprintln(os.Stderr, "on stderr")
	t.Errorf("got %d, want %d", 1, 2)
}

func TestSkips(t *testing.T) { t.Skip("not today") }
"""

# A server, a client of it and a span function, all in one test.
ASKING_TEST = """\
package PACKAGE

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

//dd:span layer:test
func greeting(ctx context.Context) string { return "hello" }

func TestAsking(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, greeting(r.Context()))
	}))
	defer server.Close()
	response, err := http.Get(server.URL + "/greeting")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || string(body) != "hello" {
		t.Errorf("got %q, %v", body, err)
	}
}
"""
TRACER_IN_TESTMAIN = """\
package traced

import (
	"os"
	"testing"

	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
)

func TestMain(m *testing.M) {
	tracer.Start()
	code := m.Run()
	tracer.Stop()
	os.Exit(code)
}
"""

# Prints what it was given on each of its streams, and ends with its own exit code.
ECHO = """\
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	input, _ := io.ReadAll(os.Stdin)
	fmt.Println(os.Args[1:], strings.ToUpper(string(input)))
	fmt.Fprintln(os.Stderr, "that was", len(input), "bytes")
	os.Exit(3)
}
"""

MORE_FILES = {
    "trial/trial_test.go": TRIAL_TEST,
    "quiet/asking_test.go": ASKING_TEST.replace("PACKAGE", "quiet"),
    "traced/asking_test.go": ASKING_TEST.replace("PACKAGE", "traced"),
    "traced/main_test.go": TRACER_IN_TESTMAIN,
    "echo/main.go": ECHO,
}


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A copy of examples/notes, which is pinned, with a few more packages to test and to run."""
    return copy_of_notes(tmp_path_factory.mktemp("notes") / "notes").write(MORE_FILES)


@pytest.fixture(scope="module")
def by_hand(notes: Workshop, _one_agent: Agent, tmp_path_factory: pytest.TempPathFactory) -> Performance:
    """The results of the services with tracing written by hand: the reference."""
    folder = tmp_path_factory.mktemp("hand")
    built = notes.go("build", "-o", f"{folder}/", "./hand/cmd/...")
    assert built.code == 0, built.text
    return perform(Programs.built(folder), notes, _one_agent, folder / "run")


@pytest.fixture(scope="module")
def built(notes: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Way], Path]:
    """Build the pinned services, each way once; returns the folder of the two binaries."""

    @cache
    def build(way: Way) -> Path:
        return silently_built(way, notes, tmp_path_factory.mktemp("built") / "bin")

    return build


@pytest.fixture(scope="module")
def woven(
    built: Callable[[Way], Path], notes: Workshop, _one_agent: Agent, tmp_path_factory: pytest.TempPathFactory
) -> Performance:
    """The results of the services built by `pyorch go build`."""
    return perform(Programs.built(built(PYORCH_BUILD)), notes, _one_agent, tmp_path_factory.mktemp("woven") / "run")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The same services in a git repository that was never pinned: no tool file, no tracing library in go.mod."""
    module = copy_of_notes(tmp_path_factory.mktemp("stranger") / "notes")
    shutil.rmtree(module.folder / "hand")
    (module.folder / "orchestrion.tool.go").unlink()
    required = re.findall(r"^\t(github\.com/DataDog/\S+)", (module.folder / "go.mod").read_text(), re.MULTILINE)
    succeed(module.go("mod", "edit", *(f"-droprequire={path}" for path in required)))
    succeed(module.go("mod", "tidy"))
    assert "DataDog" not in (module.folder / "go.mod").read_text()
    succeed(module.run("git", "init", "--quiet"))
    succeed(module.run("git", "add", "."))
    author = ("-c", "user.name=a test", "-c", "user.email=test@example.com")
    succeed(module.run("git", *author, "commit", "--quiet", "--message", "as it was"))
    return module


@pytest.fixture(scope="module")
def pinned(stranger: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The unpinned module after `pyorch pin`, with the same additional packages."""
    folder = tmp_path_factory.mktemp("pinned") / "notes"
    shutil.copytree(stranger.folder, folder)
    module = Workshop(folder)
    succeed(module.pyorch("pin"))
    return module.write(MORE_FILES)


def succeed(result: Result) -> Result:
    """The result of a command that must succeed."""
    assert result.code == 0, result.text
    return result


def silently_built(way: Way, module: Workshop, into: Path) -> Path:
    """Build the services into a folder; the build must print nothing."""
    result = way.build(module, into)
    assert (result.code, result.text) == (0, "")
    return into


def assert_as_by_hand(performance: Performance, by_hand: Performance) -> None:
    assert performance.answers == by_hand.answers
    assert performance.portrait == by_hand.portrait


# The pinned module


@each_way
def test_each_way_in_gives_the_traces_that_one_would_write_by_hand(
    way: Way, built: Callable[[Way], Path], notes: Workshop, by_hand: Performance, agent: Agent, tmp_path: Path
) -> None:
    assert_as_by_hand(perform(Programs.built(built(way)), notes, agent, tmp_path / "run"), by_hand)


def test_pyorch_go_run_gives_the_traces_that_one_would_write_by_hand(
    notes: Workshop, by_hand: Performance, agent: Agent, tmp_path: Path
) -> None:
    assert_as_by_hand(performed_by_go_run(notes, agent, tmp_path), by_hand)


def performed_by_go_run(module: Workshop, agent: Agent, folder: Path) -> Performance:
    """Run the services by `pyorch -C MODULE go run`."""
    run = (str(pyorch_script()), "go", "-C", str(module.folder), "run")
    for service in ("back", "front"):
        # First print only the usage text: go caches the linked program, and the service then starts at once.
        assert "-listen address" in module.run(*run, f"./cmd/{service}", "-help").err
    return perform(Programs((*run, "./cmd/back"), (*run, "./cmd/front")), module, agent, folder / "run")


def test_all_ways_give_the_same_binary(built: Callable[[Way], Path]) -> None:
    """The build IDs are the same too, so no way compiles again what another has compiled."""
    assert len({(built(way) / "front").read_bytes() for way in WAYS.values()}) == 1


def test_each_request_is_one_connected_trace_through_both_services(woven: Performance) -> None:
    assert len(woven.traces) == len(REQUESTS)
    assert all(trace.connected for trace in woven.traces)
    assert {len(trace.processes) for trace in woven.traces} == {2}
    # Server span -> gin span -> client span -> server span -> //dd:span function -> SQL span.
    assert woven.trace_of(CREATE).outline().splitlines() == [
        "notes-front http.request POST /notes",
        "  notes-front http.request POST /notes",
        "    notes-front http.request POST /notes",
        "      notes-back http.request POST /notes",
        "        notes-back store.create",
        "          sqlite.db sqlite.query INSERT INTO notes (title, body, created) VALUES (?, ?, ?)",
    ]
    assert [span.origin for span in woven.trace_of(CREATE).spans] == [
        "net/http server",
        "gin-gonic/gin server",
        "net/http client",
        "net/http server",
        "",
        "database/sql client",
    ]


def test_routes_and_not_paths_name_the_servers_spans(woven: Performance) -> None:
    _, gin, client, server, function, _ = woven.trace_of(READ).spans
    assert (gin.resource, client.resource, server.resource) == ("GET /notes/:id", "GET /notes/1", "GET /notes/{id}")
    assert (function.operation, function.meta["function-name"], function.meta["layer"]) == ("store.get", "Get", "store")


def test_a_missing_note_shows_in_the_trace(woven: Performance) -> None:
    assert woven.answers[REQUESTS.index(UNKNOWN_NOTE)] == (404, '{"error":"no such note"}')
    front, gin, client, back, function, sql = woven.trace_of(UNKNOWN_NOTE).spans
    assert [span.status for span in (front, gin, client, back)] == [404, 404, 404, 404]
    # Not found is not an error of a server. The client that asked and the function that failed are marked.
    assert [span.error for span in (front, gin, client, back, function, sql)] == [
        False,
        False,
        True,
        False,
        True,
        False,
    ]
    assert function.message == "no such note"


def test_a_failing_query_shows_in_the_trace(woven: Performance) -> None:
    assert woven.answers[REQUESTS.index(UNKNOWN_COLUMN)] == (500, '{"error":"the store failed"}')
    front, gin, client, back, function, sql = woven.trace_of(UNKNOWN_COLUMN).spans
    assert [span.status for span in (front, gin, client, back)] == [500, 500, 500, 500]
    assert all(span.error for span in (front, gin, back, function, sql))
    assert "no such column: colour" in sql.message
    assert "no such column: colour" in function.message


def test_only_opening_the_database_has_spans_without_a_request(woven: Performance) -> None:
    assert len(woven.others) == OPENING
    assert {span.service for trace in woven.others for span in trace.spans} == {"sqlite.db"}


def test_the_plain_build_answers_the_same_and_sends_no_trace(
    notes: Workshop, woven: Performance, agent: Agent, tmp_path: Path
) -> None:
    programs = Programs.built(silently_built(Way(("go", "build")), notes, tmp_path / "bin"))
    plain = perform(programs, notes, agent, tmp_path / "run")
    assert plain.answers == woven.answers
    assert plain.portrait == ""


# pyorch go run and pyorch go test, compared with plain go


def test_pyorch_go_run_passes_everything_through(notes: Workshop, agent: Agent) -> None:
    here = notes.with_environment(**tracer_settings(agent, "echo"))
    command = ("go", "run", "./echo", "one", "-two", "--", "three four")
    plain = here.run(*command, stdin="some\ninput")
    assert "SOME\nINPUT" in plain.out
    assert plain.code != 0

    woven = here.run(pyorch_script(), *command, stdin="some\ninput")
    # The tracer logs to stderr, in lines that begin with its name.
    heard = "".join(line for line in woven.err.splitlines(keepends=True) if "Datadog Tracer" not in line)
    assert (woven.code, woven.out, heard) == (plain.code, plain.out, plain.err)


def verdicts(result: Result) -> tuple[int, str, str]:
    """The output of `go test` without the seconds."""
    return result.code, re.sub(r"\d+\.\d+s", "(seconds)", result.out), result.err


def test_pyorch_go_test_passes_and_fails_as_plain_go_does(notes: Workshop) -> None:
    command = ("test", "-count=1", "-v", "./internal/...", "./trial", "./quiet")
    plain = verdicts(notes.go(*command))
    assert plain[0] == 1
    for line in (
        "--- PASS: TestPasses",
        "--- FAIL: TestFails",
        "--- SKIP: TestSkips",
        "--- PASS: TestListHasTheNewestFirst",
    ):
        assert line in plain[1]

    assert verdicts(notes.pyorch("go", *command)) == plain


@pytest.mark.parametrize("flag", ["-cover", "-coverpkg=./internal/store", f"-coverprofile={os.devnull}"])
def test_pyorch_go_test_counts_the_coverage_that_plain_go_counts(notes: Workshop, flag: str) -> None:
    command = ("test", "-count=1", flag, "./internal/store")
    plain = verdicts(notes.go(*command))
    assert "% of statements" in plain[1]
    assert verdicts(notes.pyorch("go", *command)) == plain


def test_a_second_pyorch_go_test_comes_out_of_the_cache(notes: Workshop) -> None:
    first = succeed(notes.pyorch("go", "test", "./internal/store"))
    second = succeed(notes.pyorch("go", "test", "./internal/store"))
    assert second.out.endswith("(cached)\n")
    # Plain go has another test binary, and so another cached result; neither replaces the other.
    succeed(notes.go("test", "./internal/store"))
    assert notes.pyorch("go", "test", "./internal/store").out == second.out
    assert first.err == second.err == ""


def test_a_test_has_spans_only_where_it_starts_a_tracer(notes: Workshop, agent: Agent) -> None:
    here = notes.with_environment(**tracer_settings(agent, "asking"))
    # No tracer is started in the main function that go makes for tests …
    succeed(here.pyorch("go", "test", "-count=1", "./quiet"))
    assert agent.traces() == []
    # … but a test that starts one finds its server, its client and its functions instrumented.
    succeed(here.pyorch("go", "test", "-count=1", "./traced"))
    assert_asked_once(agent)
    # Plain go builds the same test without tracing.
    agent.clear()
    succeed(here.go("test", "-count=1", "./traced"))
    assert agent.traces() == []


def assert_asked_once(agent: Agent) -> None:
    (trace,) = agent.traces()
    assert trace.connected
    assert [span.origin or span.operation for span in trace.spans] == ["net/http client", "net/http server", "greeting"]


# A module without a word of pyorch, pinned by `pyorch pin`


@each_way
def test_after_a_pin_each_way_in_gives_the_traces_that_one_would_write_by_hand(
    way: Way, pinned: Workshop, by_hand: Performance, agent: Agent, tmp_path: Path
) -> None:
    programs = Programs.built(silently_built(way, pinned, tmp_path / "bin"))
    assert_as_by_hand(perform(programs, pinned, agent, tmp_path / "run"), by_hand)


def test_after_a_pin_pyorch_go_run_gives_the_traces_that_one_would_write_by_hand(
    pinned: Workshop, by_hand: Performance, agent: Agent, tmp_path: Path
) -> None:
    assert_as_by_hand(performed_by_go_run(pinned, agent, tmp_path), by_hand)


def test_after_a_pin_pyorch_go_test_instruments_what_is_tested(pinned: Workshop, agent: Agent) -> None:
    succeed(pinned.with_environment(**tracer_settings(agent, "asking")).pyorch("go", "test", "-count=1", "./traced"))
    assert_asked_once(agent)


# A module without a word of pyorch, never pinned


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of the module with its modification time, except git's own files."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def test_an_unpinned_module_is_instrumented_and_left_unchanged(
    stranger: Workshop, by_hand: Performance, agent: Agent, tmp_path: Path
) -> None:
    before = snapshot(stranger.folder)
    built = succeed(PYORCH_BUILD.build(stranger, tmp_path / "bin"))
    assert_one_line_says_so(built)
    assert_as_by_hand(perform(Programs.built(tmp_path / "bin"), stranger, agent, tmp_path / "run"), by_hand)

    assert succeed(stranger.run("git", "status", "--porcelain", "--ignored")).out == ""
    assert snapshot(stranger.folder) == before


def test_every_build_of_an_unpinned_module_prints_one_line_about_it(stranger: Workshop) -> None:
    succeed(stranger.pyorch("go", "build", "-o", os.devnull, "./cmd/front"))
    again = succeed(stranger.pyorch("go", "build", "-o", os.devnull, "./cmd/front"))
    assert_one_line_says_so(again)
    assert len(again.err.splitlines()) == 1


def assert_one_line_says_so(built: Result) -> None:
    (line,) = [line for line in built.err.splitlines() if "not pinned" in line]
    assert line.startswith("pyorch: ")
    assert "`pyorch pin`" in line


def test_pyorch_go_run_instruments_an_unpinned_module(
    stranger: Workshop, by_hand: Performance, agent: Agent, tmp_path: Path
) -> None:
    assert_as_by_hand(performed_by_go_run(stranger, agent, tmp_path), by_hand)
