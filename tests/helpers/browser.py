"""Chromium without a window, driven by its DevTools protocol: opens a page, presses keys, takes pictures."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECONDS = 60.0
_POLL_SECONDS = 0.05
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_KEYS = {"Enter": "\r", "/": "/"}


def chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


class Browser:
    """A page in a Chromium."""

    def __init__(self, runner: asyncio.Runner, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._runner = runner
        self._socket = socket
        self._numbers = itertools.count(1)
        self.events: list[Any] = []

    def call(self, method: str, **parameters: object) -> Any:
        """Return the result of a method of the DevTools protocol."""
        return self._runner.run(self._call(method, parameters))

    async def _call(self, method: str, parameters: dict[str, object]) -> Any:
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        while (answer := await self._socket.receive_json(timeout=_SECONDS)).get("id") != number:
            self.events.append(answer)
        assert "error" not in answer, answer
        return answer["result"]

    def open(self, url: str) -> None:
        """Open a page anew, also if only the part behind # differs."""
        self.call("Page.enable")
        self.call("Runtime.enable")
        self.call("Log.enable")
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=url)

    def value(self, expression: str) -> Any:
        """Return the value of a JavaScript expression."""
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def until(self, expression: str) -> Any:
        """Wait until an expression is true, and return its value. While the page loads, it may have no value at all."""
        safe = f"(() => {{ try {{ return {expression} }} catch {{ return null }} }})()"
        deadline = time.monotonic() + _SECONDS
        while not (value := self.value(safe)):
            assert time.monotonic() < deadline, f"never true: {expression}\n{self.value('document.body?.innerText')}"
            time.sleep(_POLL_SECONDS)
        return value

    def press(self, *keys: str) -> None:
        """Press keys, by their names in JavaScript."""
        for key in keys:
            text = {"text": _KEYS.get(key, key)} if key in _KEYS or len(key) == 1 else {}
            code = {"windowsVirtualKeyCode": {"Tab": 9, "Enter": 13, "Escape": 27}.get(key, 0)}
            self.call("Input.dispatchKeyEvent", type="keyDown", key=key, **code, **text)
            self.call("Input.dispatchKeyEvent", type="keyUp", key=key, **code)

    def scheme(self, name: str) -> None:
        """Prefer the colour scheme `dark` or `light`."""
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def picture(self, path: Path, width: int, height: int) -> None:
        """Write a picture of the page."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    @property
    def faults(self) -> list[object]:
        """What the page reported: exceptions, and what its policy refused."""
        self.value("1")
        return [event for event in self.events if event["method"] in ("Runtime.exceptionThrown", "Log.entryAdded")]


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Run a Chromium for the length of a `with`."""
    program = chromium()
    assert program
    options = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")
    with tempfile.TemporaryDirectory(prefix="pyorch-browser-", ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(
            [program, *options, "--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with asyncio.Runner() as runner:
                yield from _connected(runner, _port(Path(folder, "DevToolsActivePort"), process))
        finally:
            process.kill()
            process.wait()


def _port(file: Path, process: subprocess.Popen[bytes]) -> int:
    deadline = time.monotonic() + _SECONDS
    while not (file.exists() and (lines := file.read_text().splitlines())):
        assert process.poll() is None, "the browser ended during its start"
        assert time.monotonic() < deadline, "the browser does not start"
        time.sleep(_POLL_SECONDS)
    return int(lines[0])


def _connected(runner: asyncio.Runner, port: int) -> Iterator[Browser]:
    async def connect() -> tuple[aiohttp.ClientSession, aiohttp.ClientWebSocketResponse]:
        session = aiohttp.ClientSession()
        async with session.get(f"http://127.0.0.1:{port}/json") as answer:
            pages = json.loads(await answer.text())
        url = next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page")
        return session, await session.ws_connect(url, max_msg_size=0)

    session, socket = runner.run(connect())
    try:
        yield Browser(runner, socket)
    finally:
        runner.run(session.close())
