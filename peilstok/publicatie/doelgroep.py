"""Who reads a publication, and what of a table each kind of reader may have: which rows, and which columns never."""

from __future__ import annotations

import re
from dataclasses import dataclass

DATATEAM, GEMEENTE, AANBIEDER, BACKOFFICE, REGIO = "datateam", "gemeente", "aanbieder", "backoffice", "regio"
SOORTEN = (DATATEAM, GEMEENTE, AANBIEDER, BACKOFFICE, REGIO)
"""Kinds of audience, as `doelgroepen` in the yml of a model names them."""

ALLE = "ALLE"

RIJEN = {GEMEENTE: "gemeente_code", BACKOFFICE: "gemeente_code", AANBIEDER: "aanbieder_agb", REGIO: "aanbieder_agb"}
"""The column by which the rows of a table are divided over the audiences of a kind: each has only its own code, `regio`
only ALLE. The data team has all rows."""

ONDERDRUKT = (GEMEENTE, REGIO)
"""Kinds for whom no figure rests on a few clients: they get tables after suppression, and what is about no party."""

_CODE = re.compile(r"[0-9A-Za-z]{1,20}")

_AFGESCHERMD = tuple(
    (re.compile(patroon), soorten)
    for patroon, soorten in (
        # who it is about: the pseudonym, what is made of it, and what tells one person from another
        (
            r"(.+_)?client_id|persoon|(traject|verzoek|prestatie)_id|(stop_)?sleutel|volgnr_onbekend"
            r"|pc4|geboortemaand|geslacht|leeftijdsklasse|wijk_code",
            {DATATEAM},
        ),
        # what another party did for the same person
        (r"vervolg_.+", {DATATEAM}),
        # what leads to one person in the systems of those who know the person
        (
            r"toewijzingnummer|(vorig_)?referentienummer|declaratienummer|identificatie|referentie_aanbieder"
            r"|(bericht|bevinding|aanlevering)_id",
            {DATATEAM, BACKOFFICE, AANBIEDER},
        ),
        # another provider than the one of the row
        (r".+_agb|.+_agb_nu|afzender|ontvanger", {DATATEAM, BACKOFFICE}),
    )
)
_EIGEN = {"aanbieder_agb"}


@dataclass(frozen=True, order=True)
class Doelgroep:
    """One audience: its kind, and the code of its gemeente or provider (empty for `datateam` and `regio`)."""

    soort: str
    code: str = ""

    def __post_init__(self) -> None:
        heeft_code = self.soort in (GEMEENTE, AANBIEDER, BACKOFFICE)
        if self.soort not in SOORTEN or bool(self.code) != heeft_code or (self.code and not is_code(self.code)):
            raise ValueError(f"geen doelgroep: {self.naam!r}")

    @property
    def naam(self) -> str:
        """Its folder below `publicatie/`."""
        return f"{self.soort}/{self.code}" if self.code else self.soort


def is_code(code: str) -> bool:
    """Whether there can be a folder with this name; ALLE is nobody."""
    return bool(_CODE.fullmatch(code)) and code != ALLE


def is_afgeschermd(kolom: str, soort: str) -> bool:
    """Whether a column of this name never leaves for this kind of audience, whatever a yml says."""
    return kolom not in _EIGEN and any(patroon.fullmatch(kolom) and soort not in mag for patroon, mag in _AFGESCHERMD)
