"""Onboarding of a provider (K003-13): enquête, verwerkersovereenkomst, account, test file, structural delivery.

The first three are rows of `opvolging.csv` in files of their own below `landing/terugkoppeling/portaal`; the last two
the night sees by itself. Dates, days and the term come from `kpi_aansluiting`, as published. What is not for the night
(answers, the signed document, a refusal) lies below `landing/portaal`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from peilstok.instellingen import vandaag
from peilstok.laden.bronnen import TERUGKOPPELING
from peilstok.laden.referentie import PORTAAL
from peilstok.publicatie.doelgroep import AANBIEDER, DATATEAM, Doelgroep
from peilstok.rapport.tabelbestand import lees_csv, zonder_formule
from portaal.begin import lees_tabel, naam_van
from portaal.gesprek import zonder_persoon
from portaal.landing import leg, merk
from portaal.logboek import noteer
from portaal.mappen import Versie, bestaande, huidige_versie
from portaal.middleware import niet_gevonden
from portaal.models import Account, Logregel

ENQUETE, OVEREENKOMST, INLOG = "enquête", "verwerkersovereenkomst", "inloggegevens"
STAPPEN = (
    (ENQUETE, "Enquête ingevuld"),
    (OVEREENKOMST, "Verwerkersovereenkomst akkoord"),
    (INLOG, "Account met tweede factor"),
    ("testbestand", "Proefbestand zonder fouten"),
    ("structureel", "Eerste echte aanlevering"),
)
NORM_DAGEN = "aansluiting_norm_dagen"
INGEDIEND, AFGEKEURD, AKKOORD = "ingediend", "afgekeurd", "akkoord"
_STAP_MAP = f"{TERUGKOPPELING}/{PORTAAL}/aansluiting"
_STUK_MAP = f"{PORTAAL}/aansluiting"
_KOLOMMEN = ("soort", "aanbieder_agb", "gemeente_code", "kpi", "stap", "status", "datum", "toelichting")
_SOORT = "aansluiting"
MAX_PDF = 10 * 1024 * 1024
_PDF = b"%PDF-"


@dataclass(frozen=True)
class Stap:
    """A line of the checklist; `stand` says more where there is no date yet."""

    naam: str
    titel: str
    datum: date | None
    dagen: int | None
    binnen_norm: bool | None
    stand: str


class Enquete(forms.Form):
    """What the region wants to know before a provider begins."""

    softwareleverancier = forms.CharField(max_length=80, label="Van welke leverancier is uw administratie?")
    vorm = forms.ChoiceField(
        choices=[("csv", "CSV"), ("xlsx", "Excel (XLSX)"), ("txt", "tekst met vaste breedte")],
        label="In welke vorm gaat u aanleveren?",
    )
    ritme = forms.ChoiceField(choices=[("kwartaal", "elk kwartaal"), ("maand", "elke maand")], label="Hoe vaak?")
    meet = forms.ChoiceField(
        choices=[("ja", "ja"), ("deels", "deels"), ("nee", "nog niet")],
        label="Meet u tevredenheid, zonder hulp en doelrealisatie al bij elke cliënt?",
    )
    opmerking = forms.CharField(required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_softwareleverancier(self) -> str:
        return zonder_persoon(self.cleaned_data["softwareleverancier"])

    def clean_opmerking(self) -> str:
        return zonder_persoon(self.cleaned_data["opmerking"])


class Stuk(forms.Form):
    """The signed document."""

    bestand = forms.FileField(
        label="Getekende verwerkersovereenkomst (PDF)",
        help_text=f"Hoogstens {MAX_PDF // 1024**2} MB.",
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={"required": "Er kwam geen bestand aan. Is het te groot?", "empty": "Het bestand is leeg."},
    )

    def clean_bestand(self) -> UploadedFile:
        bestand: UploadedFile = self.cleaned_data["bestand"]
        if (bestand.size or 0) > MAX_PDF:
            raise forms.ValidationError(f"Het bestand is groter dan {MAX_PDF // 1024**2} MB.")
        if bestand.read(len(_PDF)) != _PDF:
            raise forms.ValidationError("Dit is geen PDF.")
        bestand.seek(0)
        return bestand


class Besluit(forms.Form):
    """Of the data team, on the document."""

    besluit = forms.ChoiceField(choices=[(AKKOORD, "akkoord"), (AFGEKEURD, "niet akkoord")], widget=forms.RadioSelect)


@login_required
@require_safe
def alle(request: HttpRequest) -> HttpResponseBase:
    """Every provider with a folder, for the data team."""
    if not request.user.is_rol(DATATEAM):
        return niet_gevonden(request)
    publicatie = settings.OPZET.nacht.publicatie
    rijen = []
    for code in bestaande(publicatie, AANBIEDER):
        doelgroep = Doelgroep(AANBIEDER, code)
        gevonden = huidige_versie(publicatie, doelgroep)
        stappen = _stappen(code, gevonden)
        rijen.append((code, naam_van(doelgroep, gevonden) or code, sum(bool(s.datum) for s in stappen), stappen))
    return render(request, "portaal/aansluitingen.html", {"rijen": rijen})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def toon(request: HttpRequest, code: str) -> HttpResponseBase:
    """The checklist of one provider, and the forms of its steps."""
    is_eigen, is_datateam = code in request.user.codes(AANBIEDER), request.user.is_rol(DATATEAM)
    if not is_eigen and not (is_datateam and code in bestaande(settings.OPZET.nacht.publicatie, AANBIEDER)):
        return niet_gevonden(request)
    doelgroep = Doelgroep(AANBIEDER, code)
    gevonden = huidige_versie(settings.OPZET.nacht.publicatie, doelgroep)
    stappen = _stappen(code, gevonden)
    open_ = {stap.naam for stap in stappen if stap.datum is None}
    formulieren: dict[str, forms.Form] = {}
    if is_eigen and ENQUETE in open_:
        formulieren["enquete"] = Enquete(request.POST if "enquete" in request.POST else None)
    if is_eigen and OVEREENKOMST in open_:
        stuk_gegeven = "stuk" in request.POST
        formulieren["stuk"] = Stuk(request.POST if stuk_gegeven else None, request.FILES if stuk_gegeven else None)
    if is_datateam and _stand(code) == INGEDIEND:
        formulieren["besluit"] = Besluit(request.POST if "besluitformulier" in request.POST else None)
    gekozen = next((naam for naam, formulier in formulieren.items() if formulier.is_bound), None)
    if request.method == "POST":
        if gekozen is None:
            return niet_gevonden(request)
        if formulieren[gekozen].is_valid():
            te_veel = ratelimit.consume_or_429(request, action="aanleveren", user=request.user)
            if te_veel is not None:
                return te_veel
            _verwerk(request, code, gekozen, formulieren[gekozen].cleaned_data)
            return redirect("aansluiten", code=code)
    gegevens = {
        "code": code,
        "naam": naam_van(doelgroep, gevonden) or code,
        "stappen": stappen,
        "norm_dagen": next((rij[0] for rij in _norm(gevonden)), None),
        "stand": _stand(code),
        "heeft_stuk": bool(_stukken(code)),
        **formulieren,
    }
    return render(request, "portaal/aansluiten.html", gegevens, status=400 if gekozen else 200)


@login_required
@require_safe
def overeenkomst(request: HttpRequest, code: str) -> HttpResponseBase:
    """The document that was handed in last, for the provider itself and the data team."""
    mag = code in request.user.codes(AANBIEDER) or request.user.is_rol(DATATEAM)
    stukken = _stukken(code) if mag else []
    if not stukken:
        return niet_gevonden(request)
    noteer(request, Logregel.Wat.GEDOWNLOAD, doelgroep=f"{AANBIEDER}/{code}", pad=stukken[-1])
    bestand = (settings.OPZET.nacht.landing / _STUK_MAP / code / stukken[-1]).open("rb")
    return FileResponse(
        bestand, as_attachment=True, filename=f"verwerkersovereenkomst_{code}.pdf", content_type="application/pdf"
    )


def eerste_aanmelding(account: Account) -> None:
    """The step of a provider that has an account with a second factor; once."""
    for code in account.codes(AANBIEDER):
        if not any(stap == INLOG for stap, _ in _eigen_stappen(code)):
            _zet_stap(code, INLOG, account.pk)


def _verwerk(request: HttpRequest, code: str, wat: str, gegeven: dict[str, Any]) -> None:
    account: Account = request.user
    noteer(request, Logregel.Wat.AANSLUITING, doelgroep=f"{AANBIEDER}/{code}", pad=str(gegeven.get("besluit", wat)))
    landing = settings.OPZET.nacht.landing
    if wat == "enquete":
        leg(landing, f"{_STUK_MAP}/{code}/enquete-{merk(account.pk)}.csv", _blad(list(gegeven), list(gegeven.values())))
        _zet_stap(code, ENQUETE, account.pk)
        messages.success(request, "Dank u wel. De enquête is ingevuld.")
    elif wat == "stuk":
        leg(landing, f"{_STUK_MAP}/{code}/{merk(account.pk)}-{INGEDIEND}.pdf", gegeven["bestand"].read())
        messages.success(request, "De overeenkomst is binnen. Het datateam kijkt ernaar.")
    else:
        leg(landing, f"{_STUK_MAP}/{code}/{merk(account.pk)}-{gegeven['besluit']}.csv", _blad(["besluit"], ["x"]))
        if gegeven["besluit"] == AKKOORD:
            _zet_stap(code, OVEREENKOMST, account.pk)
        messages.success(request, "Het besluit is vastgelegd.")


def _zet_stap(code: str, stap: str, account_id: int) -> None:
    rij = [_SOORT, code, "", "", stap, "afgerond", vandaag().isoformat(), ""]
    leg(settings.OPZET.nacht.landing, f"{_STAP_MAP}/{code}/{merk(account_id)}.csv", _blad(list(_KOLOMMEN), rij))


def _blad(kop: list[str], rij: list[Any]) -> bytes:
    uit = io.StringIO()
    csv.writer(uit, delimiter=";", lineterminator="\r\n").writerows([kop, [zonder_formule(str(cel)) for cel in rij]])
    return uit.getvalue().encode("utf-8-sig")


def _eigen_stappen(code: str) -> Iterator[tuple[str, date]]:
    """Steps that were taken here, from the files."""
    for pad in sorted((settings.OPZET.nacht.landing / _STAP_MAP / code).glob("[0-9]*.csv")):
        for rij in lees_csv(pad):
            yield rij["stap"], date.fromisoformat(rij["datum"])


def _stand(code: str) -> str:
    """What became of the document that was handed in last; empty when there is none."""
    namen = sorted(
        pad.stem for pad in (settings.OPZET.nacht.landing / _STUK_MAP / code).glob("[0-9]*") if "-" in pad.stem
    )
    return namen[-1].rsplit("-", 1)[-1] if namen else ""


def _stukken(code: str) -> list[str]:
    return sorted(pad.name for pad in (settings.OPZET.nacht.landing / _STUK_MAP / code).glob("[0-9]*.pdf"))


def _stappen(code: str, gevonden: Versie | None) -> list[Stap]:
    """As the last night has them, and what was done here since."""
    velden = ("stap", "datum", "dagen", "binnen_norm")
    uit_nacht = {rij[0]: rij[1:] for rij in lees_tabel(gevonden, "kpi_aansluiting", velden)}
    hier: dict[str, date] = {}
    for stap, dag in _eigen_stappen(code):
        hier.setdefault(stap, dag)
    stappen = []
    for naam, titel in STAPPEN:
        datum, dagen, binnen = uit_nacht.get(naam, (None, None, None))
        nieuw = datum is None and naam in hier
        stand = "telt mee vanaf de volgende nacht" if nieuw else ""
        if naam == OVEREENKOMST and datum is None and not nieuw:
            stand = {INGEDIEND: "ligt bij het datateam", AFGEKEURD: "niet akkoord: lever opnieuw aan"}.get(
                _stand(code), ""
            )
        stappen.append(Stap(naam, titel, hier[naam] if nieuw else datum, dagen, binnen, stand))
    return stappen


def _norm(gevonden: Versie | None) -> list[tuple[Any, ...]]:
    return lees_tabel(gevonden, "dim_parameter", ("waarde",), {"parameter": NORM_DAGEN})
