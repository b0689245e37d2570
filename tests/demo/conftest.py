"""The standard region with every rule broken, made once: it takes a second."""

from __future__ import annotations

import pytest

from peilstok.demo import DemoParameters, Regio, maak_regio


@pytest.fixture(scope="session")
def regio() -> Regio:
    return maak_regio(DemoParameters(regels=True))
