"""How many cases a property is tried on."""

from hypothesis import settings

QUICK = 20  # of every hundred


def examples(all_of_them: int) -> int:
    """All of them in a whole run, a part of them in `make quick`; the profiles are in tests/conftest.py."""
    return max(5, all_of_them * min(100, settings.default.max_examples) // 100)
