"""The web page: what it serves, whom it refuses, and its use in a real browser with the keyboard alone."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

from orchestrion_py.traces.log_lines import LogLine
from orchestrion_py.traces.trace_page import running_page
from orchestrion_py.traces.trace_store import TraceStore
from tests.helpers.browser import Browser, chromium, running_browser
from tests.helpers.paths import REPOSITORY
from tests.traces.sent import TRACE, span

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_browser = pytest.mark.skipif(chromium() is None, reason="needs Chromium: apt-get install chromium")
MS = 1_000_000
SHOP = TRACE
STOCK = TRACE + 1
SCRIPT = "<img src=x onerror=alert(1)>"


def filled() -> TraceStore:
    store = TraceStore()
    store.add_spans([
        span(1, trace=SHOP, duration=40 * MS),
        span(2, 1, trace=SHOP, service="stock", duration=9 * MS),
        span(3, 2, trace=SHOP, service="stock", resource=f"SELECT {SCRIPT}", error=True, meta={"error.message": "no such table"}),
        span(4, 1, trace=SHOP),
        span(7, trace=STOCK, service="stock", resource="POST /refill"),
    ])  # fmt: skip
    store.add_log(LogLine(SHOP, 3, span(3).start, "about to fail", "WARN"))
    return store


@pytest.fixture(scope="module")
def page() -> Iterator[str]:
    with running_page(filled()) as url:
        yield url


def get(url: str, **headers: str) -> tuple[Any, Any]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(urllib.request.Request(url, headers=headers)) as answer:
        return answer.read().decode(), answer.headers


def found(page: str, query: str) -> list[str]:
    return [trace["trace_id"][16:] for trace in json.loads(get(f"{page}/api/traces?{query}")[0])["traces"]]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", [STOCK, SHOP]),
        ("service=shop", [SHOP]),
        ("resource=refill", [STOCK]),
        ("resource=select", [SHOP]),
        ("service=shop&resource=select", []),  # the statement is not the shop's
        ("error=1", [SHOP]),
        ("error=1&service=shop", []),
        ("shortest=1", [SHOP]),
        ("longest=1", [STOCK]),
        ("shortest=1&longest=39.5", []),
    ],
)
def test_search(page: str, query: str, ids: list[int]) -> None:
    assert found(page, query) == [f"{identity:016x}" for identity in ids]


def test_nothing_is_sent_again_without_a_change(page: str) -> None:
    changes = json.loads(get(f"{page}/api/traces")[0])["changes"]
    assert json.loads(get(f"{page}/api/traces?changes={changes}")[0]) == {"version": 1, "changes": changes}


def test_one_trace_and_the_map(page: str) -> None:
    trace = json.loads(get(f"{page}/api/traces/{SHOP:x}")[0])
    assert [one["offset"] for one in trace["spans"]] == [0, 1 * MS, 2 * MS, 3 * MS]
    assert json.loads(get(f"{page}/api/map")[0]) == {
        "version": 1,
        "services": [
            {"name": "shop", "count": 1, "errors": 0, "average": 40 * MS},
            {"name": "stock", "count": 2, "errors": 0, "average": 4_750_000},
        ],
        "calls": [{"from": "shop", "to": "stock", "count": 1, "errors": 0, "average": 9 * MS}],
    }


@pytest.mark.parametrize(("path", "code"), [("/api/traces/1", 404), ("/api/traces?shortest=x", 400), ("/other", 404)])
def test_what_does_not_exist(page: str, path: str, code: int) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(page + path)
    assert caught.value.code == code


def test_a_name_that_a_stranger_points_to_this_machine_is_refused(page: str) -> None:
    assert "pyorch" in get(page, Host="localhost:1")[0]
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(f"{page}/api/traces", Host="attacker.example")
    assert caught.value.code == 403


def test_the_page_loads_nothing_from_elsewhere(page: str) -> None:
    text, headers = get(page)
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert set(re.findall(r"https?://[^\s\"'<]+", text)) == {"http://www.w3.org/2000/svg"}
    assert "innerHTML" not in text
    assert text == (REPOSITORY / "orchestrion_py" / "traces" / "trace_page.html").read_text()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


FOCUSED = "document.activeElement.innerText"


@needs_browser
def test_a_trace_is_found_and_read_without_a_mouse(page: str, browser: Browser) -> None:
    browser.open(page)
    browser.until("document.querySelectorAll('#traces a').length === 2")
    browser.press("/", *"SELECT")
    browser.until("document.querySelectorAll('#traces a').length === 1")
    browser.press("Enter")
    assert "GET /1" in browser.until(FOCUSED)
    browser.press("Enter")
    browser.until("document.querySelectorAll('#waterfall tbody tr').length === 4")
    assert "shop" in browser.until("document.activeElement.closest('#waterfall') && " + FOCUSED)

    browser.press("ArrowDown", "ArrowDown")
    assert SCRIPT in browser.value(FOCUSED)
    details = browser.value("document.querySelector('#span').innerText")
    assert "no such table" in details
    assert "about to fail" in details

    browser.press("ArrowLeft", "ArrowLeft")  # to its parent, which folds
    browser.until("document.querySelectorAll('#waterfall tbody tr').length === 3")
    browser.press("ArrowRight")
    browser.until("document.querySelectorAll('#waterfall tbody tr').length === 4")
    browser.press("Escape")
    assert "GET /1" in browser.value(FOCUSED)
    assert browser.faults == []


@needs_browser
def test_bars_stand_at_their_times(page: str, browser: Browser) -> None:
    browser.open(f"{page}/#/trace/{SHOP:032x}")
    bars = browser.until(
        "(() => { const bars = [...document.querySelectorAll('.bar')].map((bar) => bar.getBoundingClientRect());"
        "const all = bars[0]; return bars.length === 4 && bars.map((bar) =>"
        " [Math.round(100 * (bar.left - all.left) / all.width), Math.round(100 * bar.width / all.width)]); })()"
    )
    assert bars[0] == [0, 100]
    assert [left for left, _ in bars] == pytest.approx([0, 2, 5, 8], abs=1)
    assert bars[1][1] == pytest.approx(22, abs=1)


@needs_browser
def test_the_service_map_and_what_its_links_do(page: str, browser: Browser) -> None:
    browser.open(f"{page}/#/map")
    table = browser.until("document.querySelector('#map tbody tr')?.innerText")
    assert table.split() == ["shop", "stock", "1", "0", "9.00", "ms"]
    assert browser.value("[...document.querySelectorAll('#map a')].map((a) => a.getAttribute('aria-label'))") == [
        "Traces of shop",
        "Traces of stock",
    ]
    browser.value("document.querySelector('#map a').focus()")
    browser.press("Enter")
    browser.until(
        "document.querySelectorAll('#traces a').length === 1 && !document.querySelector('#view-traces').hidden"
    )


@needs_browser
def test_text_is_readable_in_both_colour_schemes(browser: Browser) -> None:
    store, backgrounds = TraceStore(), set()
    store.add_spans(span(number, number - 1, service=f"s{number}", error=number > 3) for number in range(1, 7))
    with running_page(store) as url:
        for scheme in ("light", "dark"):
            browser.scheme(scheme)
            browser.open(f"{url}/#/trace/{TRACE:032x}")
            for _ in range(6):  # each service has a colour, which must differ enough also from that of the chosen row
                browser.until("document.activeElement.matches('#waterfall tr')")
                assert browser.value(CONTRASTS) == [], scheme
                browser.press("ArrowDown")
            backgrounds.add(browser.value("getComputedStyle(document.body).backgroundColor"))
    assert len(backgrounds) == 2


# The texts with less contrast than 4.5 to 1, which is what WCAG asks for.
CONTRASTS = """(() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const linear = (part) => part <= 10 ? part / 3294 : ((part / 255 + .055) / 1.055) ** 2.4;
  const light = (colour) => {
    const [red, green, blue] = numbers(colour).map(linear);
    return .2126 * red + .7152 * green + .0722 * blue;
  };
  const behind = (one) => {
    const colour = getComputedStyle(one).backgroundColor;
    return numbers(colour)[3] === 0 ? behind(one.parentElement) : colour;
  };
  const contrast = (one) => {
    const [low, high] = [light(getComputedStyle(one).color), light(behind(one))].sort((a, b) => a - b);
    return (high + .05) / (low + .05);
  };
  const hasText = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const shown = [...document.querySelectorAll('body *')].filter((one) => one.offsetParent && hasText(one));
  return shown.map((one) => [one.innerText, contrast(one)]).filter(([, ratio]) => ratio < 4.5);
})()"""
