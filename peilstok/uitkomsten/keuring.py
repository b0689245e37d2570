"""What is said of the bytes of an outcome file, whoever asks: the night, or whoever takes it in. Nothing of what came
before matters, and nothing is kept."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from peilstok.berichten.catalogus import SEED_MAP
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden.beoordelen import VASTGELOPEN, plek
from peilstok.uitkomsten.layout import Kolom, Layouts, lees_layouts
from peilstok.uitkomsten.lezen import SOORTEN, Onleesbaar, lees
from peilstok.uitkomsten.oordeel import Beoordelaar, Oordeel
from peilstok.werkblad import Werkbladlezer

MAX_MB = 25
_ANDERE_SOORT = "dit soort bestand wordt niet gelezen; lever .csv, .xlsx of .txt aan"
_AGB = "aanbieder_agb"


@dataclass(frozen=True)
class Uitslag:
    """What became of the bytes of a file; `oordeel` is None when they are no layout at all."""

    oordeel: Oordeel | None
    reden: str | None
    regel: int | None = None

    @property
    def is_goed(self) -> bool:
        """Nothing is wrong with the file."""
        return self.reden is None


class Keuring:
    """Judges under one key, list of gemeenten and set of layouts."""

    def __init__(
        self,
        pseudoniem: Pseudonimiseerder,
        gemeenten: frozenset[str],
        layouts: Layouts | None,
        werkbladlezer: Werkbladlezer,
    ) -> None:
        self._layouts = layouts or lees_layouts()
        self._werkbladlezer = werkbladlezer
        self._beoordelaar = Beoordelaar(pseudoniem, gemeenten)

    def keur(self, soort: str, inhoud: bytes, is_proef: bool) -> Uitslag:
        """`soort` is the extension in lower case. Never raises on what stands in the file."""
        if soort not in SOORTEN:
            return Uitslag(None, _ANDERE_SOORT)
        try:
            oordeel = self._beoordelaar.beoordeel(lees(soort, inhoud, self._layouts, self._werkbladlezer), is_proef)
        except Onleesbaar as fout:
            return Uitslag(None, str(fout))
        except Exception as fout:
            # an error of ours costs one file and not the night; what it says may quote the file
            return Uitslag(None, f"{VASTGELOPEN}; meld dit aan het datateam ({plek(fout)})")
        if oordeel.is_goed:
            return Uitslag(oordeel, None)
        eerste = oordeel.fouten[0]
        if not oordeel.fouten_aantal:
            return Uitslag(oordeel, eerste.reden)
        reden = f"foute regels: {oordeel.fouten_aantal} van {oordeel.regels_aantal}; daarom telt niets van dit bestand"
        return Uitslag(oordeel, reden, eerste.regel)

    def is_van(self, oordeel: Oordeel, aanbieder_agb: str) -> bool:
        """Whether every line names this provider: the first does, and none differs or cannot be read."""
        namen = {kolom.naam for kolom in self._kolommen(oordeel.layout) if kolom.kolom == _AGB}
        return oordeel.kop.aanbieder_agb == aanbieder_agb and not any(fout.kolom in namen for fout in oordeel.fouten)

    def _kolommen(self, naam: str) -> tuple[Kolom, ...]:
        return next(layout.kolommen for layout in self._layouts.layouts if layout.naam == naam)


def gemeentecodes(seeds: Path = SEED_MAP) -> frozenset[str]:
    """Codes of gemeenten that exist or that passed into another one."""
    codes: set[str] = set()
    with (seeds / "gemeente.csv").open(encoding="utf-8") as bestand:
        codes.update(rij["gemeente_code"] for rij in csv.DictReader(bestand))
    with (seeds / "code_opvolging.csv").open(encoding="utf-8") as bestand:
        for rij in csv.DictReader(bestand):
            if rij["soort"] == "gemeente":
                codes.update((rij["oude_code"], rij["nieuwe_code"]))
    return frozenset(codes)
