"""Cases of the rules on 315, 317 and 319."""

from __future__ import annotations

from tests.dbt.regels.geval import Geval

GEVALLEN: list[Geval] = []
