"""Cases of the rules on all messages, retours and terms."""

from __future__ import annotations

from tests.dbt.regels.geval import Geval

GEVALLEN: list[Geval] = []
