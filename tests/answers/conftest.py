"""Fixtures of the answers' tests: pages of the sample archive, as the web tests have them."""

from tests.web.conftest import client

__all__ = ["client"]
