"""Who gets a mail, about which report, and the counts in it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from peilstok.adres import is_adres
from peilstok.rapport.kwaliteit import Berichtkwaliteit, Bevinding, Soort, Stil, Telling, tel

WETTEN = {"Jw": "Jeugdwet", "Wmo": "Wmo"}


@dataclass(frozen=True, order=True)
class Partij:
    """A row of contactpersonen.csv without the person: a provider, its part in one gemeente, the backoffice of a
    gemeente, or (both empty) of all gemeenten together."""

    gemeente_code: str
    aanbieder_agb: str

    @property
    def soort(self) -> Soort:
        """Who this party is: what it can mend itself depends on it."""
        return "aanbieder" if self.aanbieder_agb else "gemeente"

    @property
    def naam(self) -> str:
        """Short name, also in file names and as the argument of `make verstuur OPNIEUW=..`."""
        delen = [f"aanbieder_{self.aanbieder_agb}"] if self.aanbieder_agb else []
        delen += [f"gemeente_{self.gemeente_code}"] if self.gemeente_code else []
        return "_".join(delen) or "alle_gemeenten"

    @property
    def doelgroep(self) -> str:
        """The folder of the publication that is its own. Who works for all gemeenten together is the data team."""
        if self.aanbieder_agb:
            return f"aanbieder/{self.aanbieder_agb}"
        return f"backoffice/{self.gemeente_code}" if self.gemeente_code else "datateam"

    @property
    def rapport(self) -> str:
        """File name of its report in the folder kwaliteit, of its own folder and of that of the data team."""
        if self.aanbieder_agb:
            return f"aanbieder_{self.aanbieder_agb}.html"
        return f"gemeente_{self.gemeente_code}.html" if self.gemeente_code else "berichten.html"

    def gaat_over(self, rij: Partij | Stil) -> bool:
        """Whether what is of this gemeente and provider is on this party's report."""
        return self.gemeente_code in ("", rij.gemeente_code) and self.aanbieder_agb in ("", rij.aanbieder_agb)


@dataclass(frozen=True)
class Melding:
    """What one mail says. `tellingen`: what is open, per wet (the laws are never added). `maand` is the first of the
    last complete month; `vingerafdruk` stands for the open findings by id; `stil_aantal` are silent providers (0 for a
    provider itself)."""

    partij: Partij
    naam: str
    maand: date
    peildatum: date
    tellingen: dict[str, Telling]
    stil_aantal: int
    vingerafdruk: str


def lees_contacten(con: duckdb.DuckDBPyConnection) -> dict[Partij, tuple[str, ...]]:
    """The usable addresses per party of raw.ref_contactpersonen, in order; no address: an empty tuple."""
    adressen: dict[Partij, dict[str, str]] = defaultdict(dict)
    for gemeente_code, aanbieder_agb, email in con.execute(
        "select coalesce(gemeente_code, ''), coalesce(aanbieder_agb, ''), coalesce(email, '')"
        " from raw.ref_contactpersonen order by all"
    ).fetchall():
        van_partij = adressen[Partij(gemeente_code, aanbieder_agb)]
        # checked at the door too, but a warehouse may be older than that door
        if is_adres(email):
            van_partij.setdefault(email.lower(), email)
    return {partij: tuple(van_partij.values()) for partij, van_partij in sorted(adressen.items())}


def maak_meldingen(k: Berichtkwaliteit, partijen: Iterable[Partij]) -> list[Melding]:
    """Count what is open for each of `partijen`, as its report does; in their order."""
    # by cell first: a region has far more findings than pairs of a gemeente and a provider
    per_cel: dict[Partij, list[Bevinding]] = defaultdict(list)
    for bevinding in k.bevindingen:
        if bevinding.status == "open":
            per_cel[Partij(bevinding.gemeente_code, bevinding.aanbieder_agb)].append(bevinding)
    return [
        _melding(k, partij, [b for cel, eigen in per_cel.items() if partij.gaat_over(cel) for b in eigen])
        for partij in partijen
    ]


def _melding(k: Berichtkwaliteit, partij: Partij, nu_open: list[Bevinding]) -> Melding:
    per_wet: dict[str, list[Bevinding]] = defaultdict(list)
    for bevinding in nu_open:
        per_wet[bevinding.wet].append(bevinding)
    stil = {s.aanbieder_agb for s in k.stil if partij.gaat_over(s)} if partij.soort == "gemeente" else set()
    return Melding(
        partij=partij,
        naam=_naam(k, partij),
        maand=k.maand,
        peildatum=k.peildatum,
        tellingen={wet: tel(eigen, partij.soort) for wet, eigen in sorted(per_wet.items())},
        stil_aantal=len(stil),
        vingerafdruk=hashlib.sha256("\n".join(sorted(b.bevinding_id for b in nu_open)).encode()).hexdigest(),
    )


def zonder_adres(rapporten: set[str], contacten: Mapping[Partij, tuple[str, ...]]) -> list[str]:
    """The reports (file names) of a gemeente or provider that nobody gets a mail about."""
    bereikt = {partij.rapport for partij, adressen in contacten.items() if adressen}
    # who looks after all gemeenten has the overview instead
    alle = Partij("", "").rapport in bereikt
    return sorted(
        naam
        for naam in rapporten - bereikt
        if naam.startswith("aanbieder_") or (naam.startswith("gemeente_") and not alle)
    )


def _naam(k: Berichtkwaliteit, partij: Partij) -> str:
    gemeente = _bij_naam(k, "gemeente", partij.gemeente_code) if partij.gemeente_code else ""
    if not partij.aanbieder_agb:
        return gemeente or "alle gemeenten"
    aanbieder = _bij_naam(k, "aanbieder", partij.aanbieder_agb)
    return f"{aanbieder} in {gemeente}" if gemeente else aanbieder


def _bij_naam(k: Berichtkwaliteit, soort: Soort, code: str) -> str:
    naam = k.naam(soort, code)
    return naam if naam != code else f"{soort} {code}"
