"""Who may reach a Planpeil without accounts."""

from dataclasses import replace
from pathlib import Path

import pytest

from kpi.core.errors import RefusedError
from kpi.service.serving import check_address
from kpi.settings import load_settings

OPEN = load_settings(Path("none.toml"), {})


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.0.1", "::1", "localhost"])
def test_loopback_is_always_allowed(address: str) -> None:
    check_address(OPEN, address)
    assert check_address(replace(OPEN, read_only=True), address) is None


@pytest.mark.parametrize(
    "address", ["0.0.0.0", "::", "192.168.1.5", "10.0.0.1", "planpeil.example", "", "localhost.example"]
)
def test_any_other_address_needs_read_only(address: str) -> None:
    with pytest.raises(RefusedError, match="read_only"):
        check_address(OPEN, address)
    assert check_address(replace(OPEN, read_only=True), address) is None
