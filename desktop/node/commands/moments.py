"""Moments as results tell them."""

from datetime import UTC, datetime

from desktop.clock import Seconds


def moment(at: Seconds) -> str:
    """Return it as RFC 3339."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
