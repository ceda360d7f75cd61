"""What stands in this process at a moment, for its figures: windows that are open and what is kept ready."""

from collections.abc import Callable

from streamlit import runtime
from streamlit.runtime.caching import cache_resource_api
from streamlit.runtime.stats import ACTIVE_SESSIONS_FAMILY


def figures_now(ready: Callable[[], bool]) -> dict[str, dict[str, float]]:
    """Figures by name and label; `ready` says, or raises, whether the database answers."""
    return {
        "database_up": {"": float(_answers(ready))},
        "sessions": {"": float(_sessions())},
        "cache_entries": _kept_ready(),
    }


def _answers(ready: Callable[[], bool]) -> bool:
    try:
        return ready()
    except Exception:  # whatever it is: it does not answer, and /readyz says why
        return False


def _sessions() -> int:
    found = runtime.get_instance().stats_mgr.get_stats(family_names=[ACTIVE_SESSIONS_FAMILY])
    return sum(getattr(one, "value", 0) for one in found.get(ACTIVE_SESSIONS_FAMILY, ()))


def _kept_ready() -> dict[str, float]:
    """Entries by the name of what makes them. Streamlit's own figure counts bytes, which takes seconds."""
    found: dict[str, float] = {}
    for caches in list(cache_resource_api._resource_caches._function_caches.values()):
        for cache in list(caches.values()):
            name = cache.display_name.rpartition(".")[2]
            found[name] = found.get(name, 0.0) + len(cache._mem_cache)
    return found
