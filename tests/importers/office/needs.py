"""Packages of optional extras: a test that needs one is left out where it is missing, and fails where CI runs."""

from __future__ import annotations

import importlib.util
import os

import pytest


def is_missing(package: str) -> bool:
    """Whether what needs this package is left out."""
    return importlib.util.find_spec(package) is None and not os.environ.get("CI")


def needs(package: str) -> pytest.MarkDecorator:
    """The mark of what needs a package; none is needed for an empty name."""
    left_out = bool(package) and is_missing(package)
    return pytest.mark.skipif(left_out, reason=f"{package} is not installed")
