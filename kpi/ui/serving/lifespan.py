"""Start and stop of the process: prove the settings, warm up, and let commits in flight end."""

import gc
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import streamlit as st
from anyio import to_thread
from streamlit import runtime

from kpi.ui.serving import assets, effective
from kpi.ui.serving.hooks import Hooks
from kpi.ui.serving.log_lines import log_as

DRAIN_SECONDS = 20.0
_log = logging.getLogger("planpeil.serving")


def _warm_up(hooks: Hooks) -> None:
    """Compress the page's files and let the application warm up; a fault is logged and shows at `/readyz`."""
    assets.prepare()
    try:
        hooks.warm_up()
    except Exception:
        _log.exception("warm-up failed; the server starts all the same")


async def _run_script_once() -> None:
    """Run the application's script for a visitor who is not there, so that its imports and caches are warm."""
    worked, _ = await runtime.get_instance().does_script_run_without_error()
    if not worked:
        _log.error("the application's first run failed; see the lines above")


def _freeze() -> None:
    """Take what lives as long as the process out of the garbage collector's rounds, which begin when they had not."""
    gc.collect()
    gc.freeze()
    gc.enable()


def lifespan(hooks: Hooks) -> Callable[[st.App], AbstractAsyncContextManager[dict[str, Any] | None]]:
    """Make the lifespan for `st.App`; its start raises SettingsError when Streamlit's settings are not ours."""

    @asynccontextmanager
    async def running(_app: st.App) -> AsyncIterator[dict[str, Any] | None]:
        log_as(hooks.reach.log)
        effective.require()
        await to_thread.run_sync(_warm_up, hooks)
        await _run_script_once()
        log_as(hooks.reach.log)  # loggers came with what was imported
        _freeze()
        yield None
        if not await to_thread.run_sync(hooks.drain, DRAIN_SECONDS):
            _log.error("stopped with commits still in flight after %s seconds", DRAIN_SECONDS)

    return running
