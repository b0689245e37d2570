"""What happened in the region: verzoeken, toewijzingen, the care delivered on them, what was charged for it, and the
moment each of these was reported.

Every date here lies on or before P: what would have been reported later has not been reported. Corrected mistakes are
not facts: they exist only as `Regiebericht` that took each other back.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date

from peilstok.demo.personen import Client
from peilstok.demo.wereld import MINUUT, Aanbieder, Gemeente, Product

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
    latere_referenties: tuple[tuple[date, str], ...] = ()
    """From which day on it was sent along with a honoured VOW, and under whose reference (IV093)."""

    def referentie_op(self, dag: date) -> str | None:
        """The ReferentieAanbieder that a 301 of that day shows."""
        return next((ref for vanaf, ref in reversed(self.latere_referenties) if vanaf <= dag), self.referentie)

    @property
    def laatste_referentie(self) -> str | None:
        return self.latere_referenties[-1][1] if self.latere_referenties else self.referentie


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

    def bekend_op(self, dag: date) -> Versie | None:
        """The last version sent up to and including that day."""
        return next((versie for versie in reversed(self.versies) if versie.verzonden <= dag), None)

    def is_actueel_op(self, dag: date) -> bool:
        """Whether it stood that day: sent, not deleted and not past its einddatum (OP087)."""
        versie = self.bekend_op(dag)
        return versie is not None and versie.reden != VERWIJDERD and (versie.einddatum or dag) >= dag

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


@dataclass(frozen=True)
class Antwoord:
    """A 319: `code` 1 = afgewezen, 2 = in onderzoek (WJ760); `afgekeurd` when the aanbieder refuses it."""

    dagtekening: date
    code: str
    reden: str | None = None
    afgekeurd: bool = False


@dataclass(frozen=True)
class Verzoek:
    """A product of a 315 (soort VOT) or a 317 (soort VOW), and what came of it.

    `toewijzing`: for a VOT the one that was granted, for a VOW the one that should change. `einddatum` and `volume`:
    as asked. `verwijzer` (COD327): VOT only. `nieuw`: a product that a VOW asks beside it. `toegekend_op`: Dagtekening
    of the 301. VOT of one client, aanbieder and day share a 315. `afgekeurd_op`: Dagtekening of an earlier message
    that was refused.
    """

    soort: str
    referentie: str
    client: Client
    aanbieder: Aanbieder
    product: Product
    dagtekening: date
    ingangsdatum: date
    einddatum: date | None
    volume: int
    toewijzing: Toewijzing | None = None
    verwijzer: str | None = None
    nieuw: Product | None = None
    toegekend_op: date | None = None
    antwoorden: tuple[Antwoord, ...] = ()
    afgekeurd_op: date | None = None


@dataclass(frozen=True)
class Prestatie:
    """Delivered (D) or taken back (C) care of one toewijzing in one month; `afkeurcode` of the 325, None when granted.

    `maand` is the first of the month, `tarief_cent` per eenheid, for minutes per hour (CD087).
    """

    referentienummer: str
    toewijzing: Toewijzing
    maand: date
    volume: int
    tarief_cent: int
    debet_credit: str = "D"
    vorig_referentienummer: str | None = None
    afkeurcode: str | None = None

    @property
    def bedrag_cent(self) -> int:
        """Volume times tarief, to the nearest cent (TR346)."""
        per = 60 if self.toewijzing.product.omvang[2] == MINUUT else 1
        return (2 * self.volume * self.tarief_cent + per) // (2 * per)


@dataclass(frozen=True)
class Declaratie:
    """A 323 over `maand` (first of the month), answered by a 325 on `beantwoord_op`; `afkeurcode`: refused as a whole,
    0001 in the header, any other code on the declaratie.
    """

    nummer: str
    wet: str
    gemeente: Gemeente
    aanbieder: Aanbieder
    maand: date
    dagtekening: date
    prestaties: tuple[Prestatie, ...]
    beantwoord_op: date | None
    afkeurcode: str | None = None


@dataclass(frozen=True)
class Behandelplan:
    """A plan as the municipality notes it; `gestart`: the day on which care really began, None when it has not."""

    toewijzing: Toewijzing
    datum: date
    gestart: date | None


@dataclass
class Feiten:
    """Everything that happened, in the order of the clients.

    `wezen`: toewijzingen that were reported on but never sent. `losse_stops`: definitive stops that stand beside the
    one of their levering, or without any start.
    """

    clienten: list[Client] = field(default_factory=list)
    toewijzingen: list[Toewijzing] = field(default_factory=list)
    regie: list[Regiebericht] = field(default_factory=list)
    wezen: list[Toewijzing] = field(default_factory=list)
    losse_stops: list[tuple[Toewijzing, Stop]] = field(default_factory=list)
    verzoeken: list[Verzoek] = field(default_factory=list)
    declaraties: list[Declaratie] = field(default_factory=list)
    behandelplannen: list[Behandelplan] = field(default_factory=list)

    def samen_met(self, ander: Feiten) -> Feiten:
        """All that happened in both."""
        return Feiten(*(getattr(self, veld.name) + getattr(ander, veld.name) for veld in fields(Feiten)))
