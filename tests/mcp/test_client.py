"""The official client asks over both transports, in the current protocol and in the one before, in both languages."""

from __future__ import annotations

import re
import sys
from collections.abc import Awaitable, Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import anyio
import pytest
from anyio.from_thread import start_blocking_portal

from seogo.composition import Site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("mcp") is None, reason="install seogo[test]"),
]
MODES = {"auto": "2026-07-28", "legacy": "2025-11-25"}


def text_of(result: Any) -> str:
    (content,) = result.content
    return str(content.text)


@pytest.fixture(scope="module")
def official() -> Any:
    """The official client, whose import takes a second."""
    return import_module("mcp")


async def ask_everything(client: Any, official: Any) -> None:
    """A session: tools, answers in both languages, resources, errors that a model can mend."""
    tools = (await client.list_tools()).tools
    assert [tool.name for tool in tools] == ["search", "read", "quote", "translations", "about"]
    for query in ("국가 인공지능 프로젝트", "national AI project"):
        found = text_of(await client.call_tool("search", {"q": query}))
        assert len(found) <= 3_000
        assert "[1] " in found and "\n> " in found
        name = found.partition("[1] ")[2].partition(" ")[0]
        read = text_of(await client.call_tool("read", {"id": name}))
        passage = re.split("\n\n(?:Left out|생략)", read.rpartition("\n\n> ")[2])[0]
        assert passage.replace("\n> ", "\n") in found.replace("\n> ", "\n")
        sentence = passage.replace("\n> ", "\n").split("\n")[0]
        checked = text_of(await client.call_tool("quote", {"text": sentence, "quote": sentence}))
        assert "“text”" in checked  # an argument that is not there is named
        checked = text_of(await client.call_tool("quote", {"quote": sentence}))
        assert checked.startswith("exact")
    assert ">" in text_of(await client.call_tool("translations", {"q": "반도체"}))
    assert "Korean" in text_of(await client.call_tool("about", {}))
    wrong = await client.call_tool("search", {"q": "AI", "lang": "fr"})
    assert wrong.is_error and "ko, en" in text_of(wrong)
    resources = (await client.list_resources()).resources
    content = (await client.read_resource(str(resources[0].uri))).contents[0]
    assert content.text.startswith(resources[0].name)
    assert (await client.list_resource_templates()).resource_templates
    with pytest.raises(official.MCPError):
        await client.read_resource("seogo://articles/nothing")


def run(session: Callable[[], Awaitable[None]]) -> None:
    """Run a session in a thread of its own: a browser's loop may run in this one."""

    async def limited() -> None:
        with anyio.fail_after(60):
            await session()

    with start_blocking_portal() as portal:
        portal.call(limited)


@pytest.mark.parametrize("mode", MODES)
def test_over_http(mcp_address: str, official: Any, mode: str) -> None:
    async def session() -> None:
        async with official.Client(mcp_address, mode=mode) as client:
            assert client.protocol_version == MODES[mode]
            await ask_everything(client, official)

    run(session)


def test_over_standard_input_and_output(site: Site, official: Any) -> None:
    folders = ["--archive", str(site.settings.archive), "--index", str(site.settings.index)]
    parameters = official.StdioServerParameters(
        command=sys.executable,
        args=["-m", "seogo", "mcp", *folders],
        env={"PYTHONPATH": ":".join(sys.path), "SEOGO_MEANING": "off"},
    )

    async def session() -> None:
        async with official.Client(parameters) as client:
            assert client.protocol_version == MODES["auto"]
            await ask_everything(client, official)

    run(session)
