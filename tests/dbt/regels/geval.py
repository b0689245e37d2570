"""What a case of a rule is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.dbt.magazijn import Bericht, Instelling


@dataclass(frozen=True)
class Geval:
    """A history that breaks one rule `aantal` times, or keeps it (0); `referentie` are rows of reference tables."""

    regel: str
    naam: str
    berichten: tuple[Bericht, ...]
    aantal: int
    instelling: Instelling = field(default_factory=Instelling)
    referentie: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
