"""Per outcome file a report for the provider that handed it in: what became of it, and every wrong line.

Below one folder per provider, with an overview for the data team. Nothing of a person stands in it: a line number, a
column and a reason."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import duckdb

from peilstok.rapport.gegevens import lees_kolommen, lees_namen, lees_rijen
from peilstok.rapport.pagina import schrijf_sjabloon
from peilstok.rapport.tabelbestand import schrijf_csv

TABEL, FOUTEN = "marts.fct_aanlevering", "kwaliteit.aanleverfout"
FOUTEN_OP_PAGINA = 500
"""Wrong lines on a page; the CSV beside it has them all."""
ONBEKEND = "onbekend"
_TERUG = (
    '<a href="../index.html">Terug naar alle aanleveringen</a>',
    '<a href="../index.html">Terug naar wat er in deze map staat</a>',
)
_UITLEG = {
    "verwerkt": "Dit bestand telt mee.",
    "vervangen": "Dit bestand was goed, en is vervangen door een latere aanlevering over deze periode.",
    "afgekeurd": "Dit bestand telt niet mee: met een fout erin telt er niets van. Lever het hele bestand opnieuw aan.",
    "proef": "Dit is een proefbestand: het is alleen beoordeeld en telt nergens mee.",
}


@dataclass(frozen=True)
class Aanlevering:
    """A row of marts.fct_aanlevering."""

    aanlevering_id: str
    aanbieder_agb: str | None
    verslagjaar: str | None
    periode: str | None
    aanleverdatum: date | None
    volgnummer: str | None
    status: str
    regels_aantal: int
    fouten_aantal: int

    @property
    def map_(self) -> str:
        """Folder of its provider; a file that does not say whose it is has none."""
        return self.aanbieder_agb or ONBEKEND

    @property
    def naam(self) -> str:
        """Name of its files: what the provider knows it by, and enough of the id to tell two apart."""
        delen = (self.verslagjaar, self.periode, self.aanleverdatum and f"{self.aanleverdatum:%Y%m%d}", self.volgnummer)
        return "-".join((*(deel or "x" for deel in delen), self.aanlevering_id[:8]))

    @property
    def uitleg(self) -> str:
        return _UITLEG[self.status]


@dataclass(frozen=True)
class Fout:
    """A row of kwaliteit.aanleverfout."""

    regel: int | None
    kolom: str
    reden: str


def schrijf_aanleververslagen(pub_db: Path, doel: Path) -> Path | None:
    """Write `index.html` and a folder per provider into `doel`, beside the pages of `schrijf_site`. Returns the
    overview, or None (and writes nothing) where there are no outcome files or this audience does not get them.

    Reads only `pub_db`. No clock: equal data gives equal bytes."""
    with duckdb.connect(str(pub_db), read_only=True) as con:
        kolommen = lees_kolommen(con)
        rijen = lees_rijen(con, kolommen, TABEL, tuple(veld.name for veld in fields(Aanlevering)))
        alle = [Aanlevering(*rij) for rij in rijen]
        fouten: dict[str, list[Fout]] = defaultdict(list)
        for sleutel, *fout in lees_rijen(con, kolommen, FOUTEN, ("aanlevering_id", "regel", "kolom", "reden")):
            fouten[sleutel].append(Fout(*fout))
        namen = lees_namen(con, kolommen, "marts.dim_aanbieder", "aanbieder_agb", "aanbieder_naam")
    if not alle:
        return None
    doel.mkdir()
    per_aanbieder: dict[str, list[Aanlevering]] = defaultdict(list)
    for aanlevering in sorted(alle, key=_nieuwste_eerst):
        per_aanbieder[aanlevering.map_].append(aanlevering)
    for map_, eigen in per_aanbieder.items():
        plek = doel / map_
        plek.mkdir()
        for aanlevering in eigen:
            lijst = fouten[aanlevering.aanlevering_id]
            schrijf_sjabloon(
                plek / f"{aanlevering.naam}.html",
                "aanlevering.html.j2",
                a=aanlevering,
                naam=namen.get(map_, map_),
                fouten=lijst[:FOUTEN_OP_PAGINA],
                fouten_aantal=len(lijst),
            )
            if lijst:
                schrijf_csv(
                    plek / f"{aanlevering.naam}.csv",
                    ("regel", "kolom", "reden"),
                    ((fout.regel, fout.kolom, fout.reden) for fout in lijst),
                )
    return schrijf_sjabloon(
        doel / "index.html",
        "aanleveringen.html.j2",
        met_cijfers="marts.geval_respons" in kolommen,
        aanbieders=[(map_, namen.get(map_, map_), per_aanbieder[map_]) for map_ in sorted(per_aanbieder)],
    )


def neem_verslagen_over(van: Path, doel: Path, aanbieder_agb: str) -> None:
    """Copy the reports on the files of this provider alone from the folder of `schrijf_aanleververslagen` to `doel`, in
    the folder that the provider gets; nothing without any. The overview of all providers does not go along, nor the
    link to it."""
    eigen = van / aanbieder_agb
    if not eigen.is_dir():
        return
    doel.mkdir()
    for bestand in sorted(eigen.iterdir()):
        if bestand.suffix == ".html":
            tekst = bestand.read_text(encoding="utf-8").replace("../../runtime/", "../runtime/").replace(*_TERUG)
            (doel / bestand.name).write_text(tekst, encoding="utf-8")
        else:
            shutil.copyfile(bestand, doel / bestand.name)


def _nieuwste_eerst(aanlevering: Aanlevering) -> tuple[int, str, str]:
    dag = aanlevering.aanleverdatum
    return (-dag.toordinal() if dag else 0, aanlevering.naam, aanlevering.aanlevering_id)
