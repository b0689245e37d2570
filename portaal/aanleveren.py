"""Handing in: outcome files and worklists, judged at once by the night's own code, and put where the night finds them.

The portal has no key: what a file is judged on does not depend on one, so a key of the moment serves."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden.bronnen import TERUGKOPPELING, UITKOMSTEN
from peilstok.laden.referentie import keur_werklijst
from peilstok.publicatie.doelgroep import AANBIEDER, BACKOFFICE, Doelgroep
from peilstok.rapport.aanleververslag import Aanlevering as Verslag
from peilstok.uitkomsten.keuring import Keuring, Uitslag, gemeentecodes
from peilstok.uitkomsten.laden import PROEF
from peilstok.uitkomsten.lezen import SOORTEN
from peilstok.werkblad import Werkbladlezer
from portaal.begin import lees_tabel, titel
from portaal.inname import MAX_BYTES
from portaal.landing import leg, merk
from portaal.lezen import adres
from portaal.logboek import noteer
from portaal.mappen import Versie, huidige_versie
from portaal.middleware import niet_gevonden
from portaal.models import Aanlevering, Logregel

MAX_BEWAARD = 500
"""Faults that are kept and shown; of the others only how many there are. The night's report has them all."""
_SOORTEN = {Aanlevering.UITKOMST: SOORTEN, Aanlevering.WERKLIJST: ("csv", "xlsx")}
_ID = "bevinding_id"
_GEEN_EIGEN = "is niet een van uw eigen bevindingen"


class Formulier(forms.Form):
    """A file and what it is."""

    soort = forms.ChoiceField(
        choices=[(Aanlevering.UITKOMST, "uitkomstbestand"), (Aanlevering.WERKLIJST, "ingevulde werklijst")],
        initial=Aanlevering.UITKOMST,
        widget=forms.RadioSelect,
        label="Wat levert u aan?",
    )
    proef = forms.ChoiceField(
        choices=[("echt", "echt: telt mee in de cijfers"), ("proef", "proef: alleen beoordelen")],
        initial="echt",
        widget=forms.RadioSelect,
        label="Echt of proef? (uitkomstbestand)",
    )
    bestand = forms.FileField(
        label="Bestand",
        help_text=f"CSV, XLSX of TXT, hoogstens {MAX_BYTES // 1024**2} MB. Sleep het hierheen, of kies het.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
        error_messages={
            "required": f"Er kwam geen bestand aan. Is het groter dan {MAX_BYTES // 1024**2} MB?",
            "empty": "Het bestand is leeg.",
        },
    )

    def clean(self) -> dict[str, Any]:
        """The kind by its extension; what it really is, the judgement says."""
        gegevens = super().clean() or {}
        bestand: UploadedFile | None = gegevens.get("bestand")
        soort = gegevens.get("soort")
        if bestand is not None and soort and _eind(bestand) not in _SOORTEN[soort]:
            kan = " of ".join(f".{eind}" for eind in _SOORTEN[soort])
            self.add_error("bestand", f"Dit soort bestand wordt niet gelezen; lever {kan} aan.")
        if bestand is not None and (bestand.size or 0) > MAX_BYTES:
            self.add_error("bestand", f"Het bestand is groter dan {MAX_BYTES // 1024**2} MB.")
        return gegevens


class WerklijstFormulier(Formulier):
    """Of who has worklists only."""

    soort = forms.CharField(initial=Aanlevering.WERKLIJST, widget=forms.HiddenInput)
    proef = None

    def clean_soort(self) -> str:
        return Aanlevering.WERKLIJST


@dataclass(frozen=True)
class Regel:
    """A file in the history: what was said at once, and what the night said."""

    aanlevering: Aanlevering | None
    verslag: Verslag | None
    link: str

    @property
    def stand(self) -> str:
        """What became of it, in a word."""
        if self.verslag is not None:
            return self.verslag.status
        return "wacht op verwerking"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def overzicht(request: HttpRequest, code: str) -> HttpResponseBase:
    """What a provider handed in, and the form to hand in more."""
    doelgroep = _eigen(request, AANBIEDER, code)
    if doelgroep is None:
        return niet_gevonden(request)
    formulier = Formulier(request.POST or None, request.FILES or None)
    if request.method == "POST" and formulier.is_valid():
        return _neem_in(request, doelgroep, formulier, "aanleveren")
    gevonden = huidige_versie(settings.OPZET.nacht.publicatie, doelgroep)
    gegevens = {
        "code": code,
        "titel": titel(doelgroep, gevonden),
        "formulier": formulier,
        "regels": _geschiedenis(doelgroep, gevonden),
        "peildatum": gevonden.peildatum if gevonden else "",
    }
    return render(request, "portaal/aanleveren.html", gegevens, status=400 if formulier.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def werklijst_gemeente(request: HttpRequest, code: str) -> HttpResponseBase:
    """The same for the worklists of a backoffice."""
    doelgroep = _eigen(request, BACKOFFICE, code)
    if doelgroep is None:
        return niet_gevonden(request)
    formulier = WerklijstFormulier(request.POST or None, request.FILES or None)
    if request.method == "POST" and formulier.is_valid():
        return _neem_in(request, doelgroep, formulier, "werklijst")
    gevonden = huidige_versie(settings.OPZET.nacht.publicatie, doelgroep)
    gegevens = {
        "code": code,
        "titel": titel(doelgroep, gevonden),
        "formulier": formulier,
        "regels": [Regel(een, None, "") for een in _van(doelgroep)[:200]],
    }
    return render(request, "portaal/aanleveren.html", gegevens, status=400 if formulier.errors else 200)


@login_required
@require_safe
def verslag(request: HttpRequest, code: str, nummer: int) -> HttpResponseBase:
    """What was wrong with one file, when it came in."""
    doelgroep = _eigen(request, AANBIEDER, code) or _eigen(request, BACKOFFICE, code)
    if doelgroep is None:
        return niet_gevonden(request)
    aanlevering = get_object_or_404(_van(doelgroep), pk=nummer)
    gegevens = {"aanlevering": aanlevering, "code": code, "is_aanbieder": doelgroep.soort == AANBIEDER}
    return render(request, "portaal/aanlevering.html", gegevens)


def _neem_in(request: HttpRequest, doelgroep: Doelgroep, formulier: Formulier, terug: str) -> HttpResponseBase:
    te_veel = ratelimit.consume_or_429(request, action="aanleveren", user=request.user)
    if te_veel is not None:
        return te_veel
    bestand: UploadedFile = formulier.cleaned_data["bestand"]
    is_proef = formulier.cleaned_data.get("proef") == "proef"
    inhoud = bestand.read()
    if formulier.cleaned_data["soort"] == Aanlevering.UITKOMST:
        gedaan = _neem_uitkomst_in(request, doelgroep, _eind(bestand), inhoud, is_proef)
    else:
        gedaan = _neem_werklijst_in(request, doelgroep, _eind(bestand), inhoud)
    if isinstance(gedaan, str):
        noteer(request, Logregel.Wat.GEWEIGERD, doelgroep=doelgroep.naam, pad=f"aanlevering: {gedaan}")
        formulier.add_error("bestand", gedaan)
        gegevens = {"code": doelgroep.code, "titel": titel(doelgroep, None), "formulier": formulier, "regels": []}
        return render(request, "portaal/aanleveren.html", gegevens, status=400)
    noteer(request, Logregel.Wat.AANGELEVERD, doelgroep=doelgroep.naam, pad=gedaan.pad)
    if gedaan.is_goed:
        messages.success(request, "Het bestand is binnen en er is niets mis mee.")
    else:
        messages.warning(request, "Het bestand is binnen, maar er staan fouten in.")
    return redirect("aanlevering", code=doelgroep.code, nummer=gedaan.pk)


def _neem_uitkomst_in(
    request: HttpRequest, doelgroep: Doelgroep, soort: str, inhoud: bytes, is_proef: bool
) -> Aanlevering | str:
    """Judge it and put it in the landing folder; the reason, in Dutch, when it is refused."""
    with Werkbladlezer() as werkbladlezer:
        keuring = Keuring(_pseudoniem(), _gemeenten(), None, werkbladlezer)
        uitslag = keuring.keur(soort, inhoud, is_proef)
        if uitslag.oordeel is None:
            return f"{_zin(uitslag.reden or '')} Er is niets bewaard."
        if not keuring.is_van(uitslag.oordeel, doelgroep.code):
            return f"In dit bestand staat niet op elke regel uw eigen AGB-code ({doelgroep.code}). Er is niets bewaard."
    kop = uitslag.oordeel.kop
    delen = (kop.verslagjaar, kop.periode, kop.volgnummer)
    naam = "-".join((merk(request.user.pk), *(deel or "x" for deel in delen)))
    map_ = f"{UITKOMSTEN}/{PROEF}" if is_proef else UITKOMSTEN
    pad = f"{map_}/{doelgroep.code}/{naam}.{soort}"
    leg(settings.OPZET.nacht.landing, pad, inhoud)
    gedaan: Aanlevering = Aanlevering.objects.create(
        account=request.user,
        soort=Aanlevering.UITKOMST,
        partij=doelgroep.naam,
        is_proef=is_proef,
        pad=pad,
        bytes=len(inhoud),
        verslagjaar=kop.verslagjaar or "",
        periode=kop.periode or "",
        aanleverdatum=kop.aanleverdatum,
        volgnummer=kop.volgnummer or "",
        regels_aantal=uitslag.oordeel.regels_aantal,
        fouten_aantal=uitslag.oordeel.fouten_aantal,
        fouten=_fouten(uitslag),
    )
    return gedaan


def _neem_werklijst_in(request: HttpRequest, doelgroep: Doelgroep, soort: str, inhoud: bytes) -> Aanlevering | str:
    """The same for a worklist: it may only be about findings, or cases, of this party."""
    with Werkbladlezer() as werkbladlezer:
        tabel, rijen, afgekeurd = keur_werklijst(f"werklijst.{soort}", inhoud, _pseudoniem(), werkbladlezer)
    heel = next((een.reden for een in afgekeurd if een.regel is None), None)
    if heel is not None:
        return f"{_zin(heel)} Er is niets bewaard."
    if not rijen:
        return "In deze werklijst is niets ingevuld. Er is niets bewaard."
    if not _zijn_eigen(doelgroep, tabel, rijen):
        return f"Een van de regels {_GEEN_EIGEN}. Er is niets bewaard."
    pad = f"{TERUGKOPPELING}/{doelgroep.soort}-{doelgroep.code}/{merk(request.user.pk)}.{soort}"
    leg(settings.OPZET.nacht.landing, pad, inhoud)
    gedaan: Aanlevering = Aanlevering.objects.create(
        account=request.user,
        soort=Aanlevering.WERKLIJST,
        partij=doelgroep.naam,
        pad=pad,
        bytes=len(inhoud),
        regels_aantal=len(rijen) + len(afgekeurd),
        fouten_aantal=len(afgekeurd),
        fouten=[[een.regel, "", een.reden] for een in afgekeurd[:MAX_BEWAARD]],
    )
    return gedaan


def _zijn_eigen(doelgroep: Doelgroep, tabel: str, rijen: list[dict[str, Any]]) -> bool:
    gevonden = huidige_versie(settings.OPZET.nacht.publicatie, doelgroep)
    if tabel == "kwaliteit_terugkoppeling":
        # also what is mended meanwhile: the list may be of last week
        tabellen = ("bevinding", "bevinding_verloop")
        bekend = {rij[0] for naam in tabellen for rij in lees_tabel(gevonden, naam, (_ID,))}
        return all(rij[_ID] in bekend for rij in rijen)
    # who judges cases is the gemeente
    return doelgroep.soort == BACKOFFICE and all(rij["gemeente_code"] == doelgroep.code for rij in rijen)


def _geschiedenis(doelgroep: Doelgroep, gevonden: Versie | None) -> list[Regel]:
    """What was handed in here, newest first, and then what the night knows from elsewhere."""
    velden = ("aanlevering_id", "aanbieder_agb", "verslagjaar", "periode", "aanleverdatum", "volgnummer")
    rijen = lees_tabel(gevonden, "fct_aanlevering", (*velden, "status", "regels_aantal", "fouten_aantal"))
    verslagen = [Verslag(*rij) for rij in rijen]
    regels = []
    for aanlevering in _van(doelgroep)[:500]:
        verslag = next((een for een in verslagen if _hoort_bij(een, aanlevering)), None)
        if verslag is not None:
            verslagen.remove(verslag)
        regels.append(Regel(aanlevering, verslag, _link(doelgroep, gevonden, verslag)))
    verslagen.sort(key=lambda een: (str(een.aanleverdatum), een.naam), reverse=True)
    return regels + [Regel(None, een, _link(doelgroep, gevonden, een)) for een in verslagen]


def _hoort_bij(verslag: Verslag, aanlevering: Aanlevering) -> bool:
    """The night names no file, so it is known by what it says of itself."""
    if aanlevering.soort != Aanlevering.UITKOMST:
        return False
    zelf = (verslag.verslagjaar or "", verslag.periode or "", verslag.aanleverdatum, verslag.volgnummer or "")
    return (
        zelf == (aanlevering.verslagjaar, aanlevering.periode, aanlevering.aanleverdatum, aanlevering.volgnummer)
        and (verslag.regels_aantal, verslag.fouten_aantal) == (aanlevering.regels_aantal, aanlevering.fouten_aantal)
        and (verslag.status == PROEF) == aanlevering.is_proef
    )


def _link(doelgroep: Doelgroep, gevonden: Versie | None, verslag: Verslag | None) -> str:
    pad = f"uitkomsten/{verslag.naam}.html" if verslag else ""
    return adres(doelgroep, gevonden, pad) if gevonden and pad in gevonden.bestanden else ""


def _van(doelgroep: Doelgroep) -> QuerySet[Aanlevering]:
    return Aanlevering.objects.filter(partij=doelgroep.naam).select_related("account")


def _eigen(request: HttpRequest, soort: str, code: str) -> Doelgroep | None:
    return Doelgroep(soort, code) if code in request.user.codes(soort) else None


def _fouten(uitslag: Uitslag) -> list[list[Any]]:
    fouten = uitslag.oordeel.fouten if uitslag.oordeel else []
    return [[fout.regel, fout.kolom, fout.reden] for fout in fouten[:MAX_BEWAARD]]


def _eind(bestand: UploadedFile) -> str:
    return PurePosixPath(bestand.name or "").suffix.lower().removeprefix(".")


def _zin(reden: str) -> str:
    return f"{reden[:1].upper()}{reden[1:]}."


def _pseudoniem() -> Pseudonimiseerder:
    return Pseudonimiseerder(secrets.token_hex(32))


@lru_cache(maxsize=1)
def _gemeenten() -> frozenset[str]:
    return gemeentecodes()
