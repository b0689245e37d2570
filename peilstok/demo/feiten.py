"""What happened in the region: toewijzingen, the care delivered on them, and the moment each of these was reported.

Every date here lies on or before P: what would have been reported later has not been reported. Corrected mistakes are
not facts: they exist only as `Regiebericht` that took each other back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from peilstok.demo.personen import Client
from peilstok.demo.wereld import Aanbieder, Product

VERWIJDERD = "13"
TIJDELIJK = "20"


@dataclass(frozen=True)
class Versie:
    """A decision about a toewijzing. `verzonden`: Dagtekening of the first 301 that carried it and was not refused."""

    toewijzingsdatum: date
    tijd: str
    einddatum: date | None
    reden: str | None
    verzonden: date
    referentie: str | None = None
    afgekeurd_op: date | None = None
    """Dagtekening of an earlier 301 with the same content that was refused."""


@dataclass(frozen=True)
class Stop:
    """The end of a levering; `gemeld`: Dagtekening of the first accepted 307 with exactly this reden and einddatum."""

    einddatum: date
    reden: str
    gemeld: date


@dataclass
class Levering:
    """Care from `begindatum`; `gemeld`: Dagtekening of the first accepted 305 with this begindatum."""

    begindatum: date
    gemeld: date
    tijdelijk: Stop | None = None
    definitief: Stop | None = None


@dataclass
class Toewijzing:
    """A toewijzing with its versions in order of decision, and the reported care on it in order of begindatum."""

    nummer: int
    client: Client
    aanbieder: Aanbieder
    product: Product
    ingangsdatum: date
    volume: int
    versies: list[Versie]
    leveringen: list[Levering] = field(default_factory=list)

    @property
    def laatste(self) -> Versie:
        return self.versies[-1]

    @property
    def is_verwijderd(self) -> bool:
        return self.laatste.reden == VERWIJDERD


@dataclass(frozen=True)
class Regel:
    """A StartProduct or StopProduct as sent; stops have reden and einddatum."""

    status: str
    begindatum: date
    ingangsdatum: date
    reden: str | None = None
    einddatum: date | None = None


@dataclass(frozen=True)
class Regiebericht:
    """A 305 or 307 as sent; `afgekeurd` when the gemeente refuses it."""

    berichttype: str
    dagtekening: date
    toewijzing: Toewijzing
    regels: tuple[Regel, ...]
    afgekeurd: bool = False


@dataclass
class Feiten:
    """Everything that happened, in the order of the clients. `wezen`: toewijzingen that were reported on but never
    sent.
    """

    clienten: list[Client] = field(default_factory=list)
    toewijzingen: list[Toewijzing] = field(default_factory=list)
    regie: list[Regiebericht] = field(default_factory=list)
    wezen: list[Toewijzing] = field(default_factory=list)
