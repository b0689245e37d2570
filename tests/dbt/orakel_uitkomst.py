"""What outcome files should come to, worked out from the contract (chapter 8) in plain loops over the files as written.

Nothing is shared with the models: deliveries are settled day by day from late to early, records that overlap are found
pair by pair, and every cell of a table looks at every measurement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

UITVAL, EXTERN = {"02", "03", "04"}, {"05"}
INFORMANT = {"J": "jeugdige", "O": "ouder"}
DOEL = {"1": "behaald", "2": "deels", "3": "gelijk", "4": "ongunstiger"}
EENS = {("1", "01"), ("1", "02"), ("2", "03"), ("2", "04")}
KOP = ("aanbieder_agb", "verslagjaar", "periode", "aanleverdatum", "volgnummer")
METING = ("informant", "meetdatum", "tevredenheid", "zonder_hulp", "zonder_hulp_schaal", "doelrealisatie")
ONBEKEND = ("999999999", "000000000")

Regel = dict[str, str]


def dag(tekst: str) -> date | None:
    return date(int(tekst[:4]), int(tekst[4:6]), int(tekst[6:])) if tekst else None


@dataclass(frozen=True)
class Levering:
    """A delivery: the lines of a good file."""

    regels: tuple[tuple[tuple[str, str], ...], ...]

    @classmethod
    def van(cls, regels: Sequence[Regel]) -> Levering:
        return cls(tuple(sorted(tuple(sorted(regel.items())) for regel in regels)))

    @property
    def lijst(self) -> list[Regel]:
        return [dict(regel) for regel in self.regels]

    def __getitem__(self, kolom: str) -> str:
        return self.lijst[0][kolom]

    @property
    def wanneer(self) -> tuple[str, str]:
        return self["aanleverdatum"], self["volgnummer"]

    @property
    def dagen(self) -> set[date]:
        """Every day of its period."""
        periode, jaar = self["periode"], int(self["verslagjaar"])
        maanden = {
            "H": lambda n: range(n * 6 - 5, n * 6 + 1),
            "K": lambda n: range(n * 3 - 2, n * 3 + 1),
        }.get(periode[0], lambda n: [n])(int(periode.strip("HK")))
        begin = date(jaar, 1, 1)
        return {d for n in range(366) if (d := begin + timedelta(n)).year == jaar and d.month in maanden}


def standen(leveringen: Iterable[Levering]) -> dict[Levering, str]:
    """What becomes of each different delivery of one provider: from the latest day and number back."""
    stand: dict[Levering, str] = {}
    per_moment: dict[tuple[str, str], list[Levering]] = defaultdict(list)
    for levering in set(leveringen):
        per_moment[levering.wanneer].append(levering)
    staand: list[Levering] = []
    for moment in sorted(per_moment, reverse=True):
        over = []
        for levering in per_moment[moment]:
            if any(levering.dagen <= later.dagen for later in staand):
                stand[levering] = "vervangen"
            else:
                over.append(levering)
        for levering in over:
            dubbel = any(levering.dagen & ander.dagen for ander in over if ander is not levering)
            stand[levering] = "afgekeurd" if dubbel else "verwerkt"
        staand += [levering for levering in over if stand[levering] == "verwerkt"]
    return stand


@dataclass
class Record:
    """Help of one person, hulpvorm and provider."""

    persoon: tuple[str, ...]
    hulpvorm: str
    aanvang: date
    regels: list[Regel]
    wanneer: tuple[str, str, date]

    @property
    def is_bekend(self) -> bool:
        return len(self.persoon) == 1

    @property
    def einde(self) -> date | None:
        return dag(self.regels[0]["datum_einde"])

    def __getattr__(self, kolom: str) -> str:
        return self.regels[0][kolom]


def persoon(regel: Regel) -> tuple[str, ...]:
    if regel["bsn"] not in ONBEKEND:
        return (regel["bsn"],)
    return regel["geslacht"], regel["geboortedatum"], regel["postcode"]


def overlapt(een: Record, ander: Record) -> bool:
    return een.aanvang < (ander.einde or date.max) and ander.aanvang < (een.einde or date.max)


def records(leveringen: Iterable[Levering]) -> list[Record]:
    """Of one provider, from its standing deliveries."""
    per_sleutel: dict[Any, Record] = {}
    for levering in leveringen:
        gevonden: dict[Any, list[Regel]] = defaultdict(list)
        for regel in levering.lijst:
            gevonden[persoon(regel), regel["hulpvorm"], regel["datum_aanvang"]].append(regel)
        for sleutel, regels in gevonden.items():
            wanneer = (*levering.wanneer, max(levering.dagen))
            aanvang = dag(sleutel[2])
            assert aanvang is not None
            nieuw = Record(sleutel[0], sleutel[1], aanvang, regels, wanneer)
            if sleutel not in per_sleutel or per_sleutel[sleutel].wanneer < wanneer:
                per_sleutel[sleutel] = nieuw
    return list(_samengevoegd(list(per_sleutel.values())))


def _samengevoegd(los: list[Record]) -> Iterator[Record]:
    for groep in groepen(
        los, lambda a, b: a.is_bekend and (a.persoon, a.hulpvorm) == (b.persoon, b.hulpvorm) and overlapt(a, b)
    ):
        laatste = max(groep, key=lambda record: (record.wanneer, record.aanvang))
        yield Record(laatste.persoon, laatste.hulpvorm, min(r.aanvang for r in groep), laatste.regels, laatste.wanneer)


def groepen(los: Sequence[Record], hoort_bij: Callable[[Record, Record], bool]) -> Iterator[list[Record]]:
    """What hangs together, directly or by others."""
    over = list(los)
    while over:
        groep = [over.pop()]
        for record in groep:
            erbij = [ander for ander in over if hoort_bij(record, ander)]
            over = [ander for ander in over if not any(ander is e for e in erbij)]
            groep += erbij
        yield groep


def is_geldig(record: Record, regel: Regel) -> bool:
    meetdatum = dag(regel["meetdatum"])
    if record.einde is None or meetdatum is None or not regel["informant"]:
        return False
    iets = any(regel[kolom] for kolom in ("tevredenheid", "zonder_hulp", "doelrealisatie"))
    return iets and abs((meetdatum - record.einde).days) <= 60


def kwartaal(dag_: date) -> date:
    return date(dag_.year, (dag_.month - 1) // 3 * 3 + 1, 1)


def laatste_dag(begin: date, maanden: int) -> date:
    verder = begin.month - 1 + maanden
    return date(begin.year + verder // 12, verder % 12 + 1, 1) - timedelta(1)


def cellen(gevallen: Iterable[tuple[tuple[Any, ...], tuple[str, ...], Any]]) -> dict[tuple[Any, ...], list[Any]]:
    """(fixed columns, columns with totals, case) -> every row of the table with its cases."""
    rijen: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for vast, met_totaal, geval in gevallen:
        for keuze in product(*((waarde, "ALLE") for waarde in met_totaal)):
            rijen[*vast, *keuze].append(geval)
    return rijen


class Orakel:
    """The tables of outcomes, of providers with their files."""

    def __init__(self, leveringen: Sequence[Levering], p: date, aansluit: int = 30, recidive: int = 12) -> None:
        self.p, self.aansluit, self.recidive = p, aansluit, recidive
        self.standen: dict[Levering, str] = {}
        self.records: list[Record] = []
        for agb in sorted({levering["aanbieder_agb"] for levering in leveringen}):
            stand = standen(levering for levering in leveringen if levering["aanbieder_agb"] == agb)
            self.standen |= stand
            self.records += records(levering for levering, status in stand.items() if status == "verwerkt")

    def metingen(self) -> Iterator[tuple[Record, Regel]]:
        for record in self.records:
            einde = record.einde
            if einde is None or laatste_dag(kwartaal(einde), 3) > self.p:
                continue
            yield from ((record, regel) for regel in record.regels if is_geldig(record, regel))

    def _per_meting(self, kolom: str, schaal: bool = False) -> dict[tuple[Any, ...], list[Regel]]:
        return cellen(
            (
                (kwartaal(record.einde or self.p), *((regel["zonder_hulp_schaal"],) if schaal else ())),
                (record.gemeentecode, record.aanbieder_agb, record.hulpvorm, INFORMANT[regel["informant"]]),
                regel,
            )
            for record, regel in self.metingen()
            if regel[kolom]
        )

    def tevredenheid(self) -> set[tuple[Any, ...]]:
        uit = set()
        for rij, regels in self._per_meting("tevredenheid").items():
            cijfers = [int(regel["tevredenheid"]) for regel in regels]
            laag, hoog = sum(c <= 4 for c in cijfers), sum(c >= 8 for c in cijfers)
            gemiddeld = round(sum(cijfers) / len(cijfers), 9)
            uit.add((*rij, len(cijfers), gemiddeld, laag, len(cijfers) - laag - hoog, hoog))
        return uit

    def zonder_hulp(self) -> set[tuple[Any, ...]]:
        uit = set()
        for (dag_, schaal, *rest), regels in self._per_meting("zonder_hulp", schaal=True).items():
            antwoorden = [regel["zonder_hulp"] for regel in regels]
            eens = sum((schaal, antwoord) in EENS for antwoord in antwoorden)
            per = [antwoorden.count(f"0{n}") for n in range(1, 5)]
            uit.add((dag_, *rest, schaal, len(antwoorden), *per, round(100 * eens / len(antwoorden), 9)))
        return uit

    def doelen(self) -> set[tuple[Any, ...]]:
        uit = set()
        for rij, regels in self._per_meting("doelrealisatie").items():
            per = [sum(regel["doelrealisatie"] == klasse for regel in regels) for klasse in DOEL]
            uit.add((*rij, len(regels), *per, round(100 * per[0] / len(regels), 9)))
        return uit

    def _plaats(self, record: Record) -> tuple[str, ...]:
        return record.gemeentecode, record.aanbieder_agb, record.hulpvorm

    def respons(self, solisten: frozenset[str]) -> set[tuple[Any, ...]]:
        beeindigd = [r for r in self.records if r.einde and laatste_dag(r.einde.replace(day=1), 1) <= self.p]
        uit = set()
        rijen = cellen(((r.einde.replace(day=1),), self._plaats(r), r) for r in beeindigd if r.einde)
        for rij, gevallen in rijen.items():
            mee = [r for r in gevallen if r.aanbieder_agb not in solisten]
            alleen = {r.aanbieder_agb for r in gevallen} & solisten
            if not mee and rij[2] != "ALLE":
                continue
            met = sum(any(is_geldig(r, regel) for regel in r.regels) for r in mee)
            uit.add((*rij, len(mee), met, round(100 * met / len(mee), 9) if mee else None, len(alleen)))
        return uit

    def uitval(self) -> set[tuple[Any, ...]]:
        uit = set()
        rijen = cellen(
            ((kwartaal(r.einde),), self._plaats(r), r.reden_beeindiging)
            for r in self.records
            if r.einde and laatste_dag(kwartaal(r.einde), 3) <= self.p
        )
        for rij, redenen in rijen.items():
            voortijdig = sum(reden in UITVAL for reden in redenen)
            extern = sum(reden in EXTERN for reden in redenen)
            uit.add((*rij, len(redenen), voortijdig, extern, round(100 * voortijdig / len(redenen), 9)))
        return uit

    def nieuwe_start(self) -> set[tuple[Any, ...]]:
        gap = timedelta(self.aansluit)

        def sluit_aan(een: Record, ander: Record) -> bool:
            if een.persoon != ander.persoon:
                return False
            tot, van = (een.einde or date(9000, 1, 1)) + gap, (ander.einde or date(9000, 1, 1)) + gap
            return ander.aanvang <= tot and een.aanvang <= van

        ketens = list(groepen([r for r in self.records if r.is_bekend], sluit_aan))
        gevallen = []
        for keten in ketens:
            if any(r.einde is None for r in keten):
                continue
            laatste = max(keten, key=lambda r: (r.einde or date.max, r.aanvang, r.aanbieder_agb, r.hulpvorm))
            einde = laatste.einde
            assert einde is not None
            sluit = laatste_dag(kwartaal(einde), 3)
            if laatste_dag(sluit.replace(day=1), self.recidive + 1) > self.p:
                continue
            volgende = [
                min(r.aanvang for r in ander)
                for ander in ketens
                if ander is not keten and ander[0].persoon == laatste.persoon
            ]
            # at most so many months later: a day of the month that is not there is its last
            grens_maand = date(einde.year + self.recidive // 12, einde.month, 1)
            grens = min(grens_maand + timedelta(einde.day - 1), laatste_dag(grens_maand, 1))
            terug = any(einde < begin <= grens for begin in volgende)
            gevallen.append(((kwartaal(einde),), self._plaats(laatste), not terug))
        return {
            (*rij, len(niet), sum(niet), round(100 * sum(niet) / len(niet), 9))
            for rij, niet in cellen(gevallen).items()
        }
