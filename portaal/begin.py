"""The first page: what an account may do, per role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from peilstok.publicatie.doelgroep import AANBIEDER, BACKOFFICE, DATATEAM, GEMEENTE, Doelgroep
from portaal.lezen import adres
from portaal.mappen import Versie, huidige_versie
from portaal.middleware import niet_gevonden
from portaal.models import BEHEER
from portaal.toegang import heeft_tweede_factor

TITELS = {"datateam": "Datateam", "regio": "Regio", "gemeente": "Gemeente", "backoffice": "Backoffice", "aanbieder": ""}


@dataclass(frozen=True)
class Kaart:
    """A folder on the first page; `link` is empty when nothing is published for it."""

    doelgroep: Doelgroep
    titel: str
    link: str
    peildatum: str

    @property
    def is_aanbieder(self) -> bool:
        return self.doelgroep.soort == AANBIEDER

    @property
    def is_backoffice(self) -> bool:
        return self.doelgroep.soort == BACKOFFICE


@login_required
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """A card per role."""
    account = request.user
    kaarten = []
    for doelgroep in account.doelgroepen:
        gevonden = huidige_versie(settings.OPZET.nacht.publicatie, doelgroep)
        link = adres(doelgroep, gevonden) if gevonden else ""
        kaarten.append(
            Kaart(doelgroep, titel(doelgroep, gevonden), link, _datum(gevonden.peildatum) if gevonden else "")
        )
    gegevens: dict[str, Any] = {
        "kaarten": kaarten,
        "is_beheer": account.is_rol(BEHEER, DATATEAM),
        "is_datateam": account.is_rol(DATATEAM),
        "spreekt": account.is_rol(AANBIEDER, GEMEENTE, BACKOFFICE, DATATEAM),
    }
    return render(request, "portaal/begin.html", gegevens)


@login_required
@require_safe
def eerste_factor(request: HttpRequest) -> HttpResponse:
    """Why a second factor is needed, and which there are."""
    if heeft_tweede_factor(request):
        return redirect("begin")
    return render(request, "portaal/eerste_factor.html")


@require_safe
def geen_plaatje(request: HttpRequest) -> HttpResponse:
    """Browsers ask for one by themselves, and it would be a refusal in the log."""
    return HttpResponse(status=204)


def titel(doelgroep: Doelgroep, gevonden: Versie | None) -> str:
    """What people call this audience: the name of its party where the folder knows it."""
    naam = naam_van(doelgroep, gevonden) if doelgroep.code else ""
    return f"{TITELS[doelgroep.soort]} {naam or doelgroep.code}".strip()


def naam_van(doelgroep: Doelgroep, gevonden: Versie | None) -> str:
    """The name of the party of a folder, from its own tables; empty when it is not there."""
    soort, kolom = ("aanbieder", "aanbieder_agb") if doelgroep.soort == AANBIEDER else ("gemeente", "gemeente_code")
    rijen = lees_tabel(gevonden, f"dim_{soort}", (f"{soort}_naam",), {kolom: doelgroep.code})
    return str(rijen[0][0]) if rijen else ""


def lees_tabel(
    gevonden: Versie | None, tabel: str, kolommen: tuple[str, ...], waar: dict[str, str] | None = None
) -> list[tuple[Any, ...]]:
    """Rows of a published table; none when the folder has no such table or column."""
    pad = f"parquet/{tabel}.parquet"
    if gevonden is None or pad not in gevonden.bestanden:
        return []
    kies = ", ".join(f'"{kolom}"' for kolom in kolommen)
    voorwaarde = "".join(f' and "{kolom}" = ?' for kolom in (waar or {}))
    try:
        with duckdb.connect() as con:
            return con.execute(
                f"select {kies} from read_parquet(?) where true{voorwaarde}",
                [str(gevonden.map_ / pad), *(waar or {}).values()],
            ).fetchall()
    except duckdb.Error:
        return []


def niet_gevonden_404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django answers by itself looks as what we answer."""
    return niet_gevonden(request)


def geweigerd_403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same for a refusal."""
    return niet_gevonden(request)


def _datum(iso: str) -> str:
    return "-".join(reversed(iso.split("-")))
