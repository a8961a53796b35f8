"""Every package that an environment gets is pinned in pyproject.toml: there is no lock file beside it."""

import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from itertools import product
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
PINS = [
    Requirement(text) for text in [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
]
BUILD_PINS = [Requirement(text) for text in PROJECT["build-system"]["requires"]]
PYTHONS = ("3.12", "3.13")
PLATFORMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}


def environments() -> Iterator[dict[str, str]]:
    """Yield what differs from here on each system; packaging fills in the rest."""
    for python, system in product(PYTHONS, PLATFORMS):
        yield {
            "python_version": python,
            "python_full_version": f"{python}.0",
            "sys_platform": system,
            "platform_system": PLATFORMS[system],
            "os_name": "nt" if system == "win32" else "posix",
            "extra": "",
        }


def pinned_for(environment: dict[str, str]) -> set[str]:
    return {
        canonicalize_name(pin.name) for pin in PINS if pin.marker is None or pin.marker.evaluate(environment)
    }


def needed_by(name: str, environment: dict[str, str]) -> Iterator[str]:
    try:
        texts = requires(name) or []
    except PackageNotFoundError:  # one for another system
        return
    for needed in map(Requirement, texts):
        if needed.marker is None or needed.marker.evaluate(environment):
            yield canonicalize_name(needed.name)


def test_every_requirement_is_one_exact_version() -> None:
    loose = [str(pin) for pin in [*PINS, *BUILD_PINS] if [part.operator for part in pin.specifier] != ["=="]]
    assert loose == []


def test_what_a_pinned_package_needs_is_pinned_on_every_system() -> None:
    for environment in environments():
        pinned = pinned_for(environment)
        needed = {other for name in pinned for other in needed_by(name, environment)}
        assert needed <= pinned, environment["sys_platform"]


def test_what_is_installed_is_what_is_pinned() -> None:
    here = [pin for pin in PINS if pin.marker is None or pin.marker.evaluate()]
    installed = {pin.name: version(pin.name) for pin in here}
    assert installed == {pin.name: next(iter(pin.specifier)).version for pin in here}
