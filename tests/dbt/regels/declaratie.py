"""Cases of the rules on 323 and 325."""

from __future__ import annotations

from tests.dbt.regels.geval import Geval

GEVALLEN: list[Geval] = []
