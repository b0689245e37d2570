"""Cases of the rules on 305 and 307."""

from __future__ import annotations

from tests.dbt.magazijn import gestopt, stop
from tests.dbt.regels.geval import Geval

GEVALLEN = [
    Geval("TR018", "einde voor begin", (stop("S1", "2025-03-01", gestopt(begin="2025-02-02", einde="2025-02-01")),), 1),
    Geval("TR018", "een dag", (stop("S1", "2025-03-01", gestopt(begin="2025-02-01", einde="2025-02-01")),), 0),
]
