"""What a browser that is driven without Playwright has to offer: what a reader waits for."""

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from browser.site import IS_OPEN

__all__ = ["Driver", "wait_until"]

PATIENCE = 20.0
"""Seconds until what a reader waits for must have happened."""


class Driver(ABC):
    """One page in a browser."""

    @abstractmethod
    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression that JSON can hold."""

    def wait_for(self, expression: str) -> None:
        """Until an expression is true of the page; fails when patience is over."""
        wait_until(lambda: bool(self.evaluate(f"Boolean({expression})")), expression)

    def wait_until_open(self, identifier: str) -> None:
        """Until a question's answer is open and in view."""
        self.wait_for(f"({IS_OPEN})({json.dumps(identifier)})")


def wait_until(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"not so within {PATIENCE} s: {what}"
        time.sleep(0.05)
