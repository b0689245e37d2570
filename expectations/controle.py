"""The one shape in which every check at a border reports, whoever carried it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Ernst = Literal["blokkerend", "signaal"]
Status = Literal["geslaagd", "niet geslaagd", "niet te beoordelen"]
Sleutel = dict[str, str]


class ControleFout(RuntimeError):
    """A check could not be carried out at all (which is not the same as failing); names table and check."""


@dataclass(frozen=True)
class Controle:
    """The result of one check.

    `suite` and `naam` with `tabel` name it uniquely; `kolom` is empty when it is about the whole row. `ernst`:
    `blokkerend` stops the publication, `signaal` is for a person to act on. `sleutels` are the failing keys as text,
    never more than `MAX_SLEUTELS` and never personal data. `geslaagd` only says that nothing
    deviates: readers take `status`. `toelichting` is plain Dutch for a clerk. `norm_pct` is only filled for a norm
    (0-100)."""

    suite: str
    naam: str
    tabel: str
    kolom: str
    ernst: Ernst
    geslaagd: bool
    beoordeeld_aantal: int
    afwijkend_aantal: int
    sleutels: tuple[Sleutel, ...] = field(default=())
    toelichting: str = ""
    norm_pct: float | None = None

    @property
    def status(self) -> Status:
        """What is stored and shown: of an empty population nothing deviates, which is no proof of anything."""
        if not self.geslaagd:
            return "niet geslaagd"
        return "geslaagd" if self.beoordeeld_aantal else "niet te beoordelen"

    @property
    def percentage(self) -> float | None:
        """Share that deviates, 0-100; None when nothing was judged."""
        return 100.0 * self.afwijkend_aantal / self.beoordeeld_aantal if self.beoordeeld_aantal else None


MAX_SLEUTELS = 10_000
"""Failing keys kept per check; the counts stay complete."""
