"""Talking about the same figures: a provider disputes a figure or a finding, or adds a note; the gemeente answers.

What is said is a row of `toelichtingen.csv` in a file of its own below `landing/terugkoppeling/portaal`, and only
there: the night reads those files, and so does this page. The database knows nothing of it."""

from __future__ import annotations

import csv
import io
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.instellingen import vandaag
from peilstok.laden.bronnen import TERUGKOPPELING
from peilstok.laden.referentie import PORTAAL
from peilstok.publicatie.doelgroep import AANBIEDER, BACKOFFICE, DATATEAM, GEMEENTE, Doelgroep
from peilstok.rapport.tabelbestand import lees_csv, zonder_formule
from portaal.begin import lees_tabel, naam_van
from portaal.landing import leg
from portaal.logboek import noteer
from portaal.mappen import Versie, bestaande, huidige_versie
from portaal.middleware import niet_gevonden
from portaal.models import Account, Logregel, Rol

MAP = f"{TERUGKOPPELING}/{PORTAAL}/gesprek"
KOLOMMEN = (
    *("kpi", "wet", "gemeente_code", "aanbieder_agb", "periode", "van", "tekst"),
    *("gesprek", "soort", "status", "datum", "bevinding_id"),
)
BETWISTING, TOELICHTING, ANTWOORD = "betwisting", "toelichting", "antwoord"
OPEN, BEANTWOORD, GESLOTEN = "open", "beantwoord", "gesloten"
MAX_TEKST = 2000
_NUMMER = re.compile(r"[0-9]{8}-[0-9a-f]{8}")
_AGB = re.compile(r"[0-9]{8}")
_PERIODE = re.compile(r"20[0-9]{2}(-(0[1-9]|1[0-2]|K[1-4]))?")
_BEVINDING = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Bericht:
    """One thing that was said."""

    van: str
    soort: str
    status: str
    datum: date
    tekst: str


@dataclass(frozen=True)
class Gesprek:
    """All that was said about one figure or finding, in order."""

    nummer: str
    aanbieder_agb: str
    gemeente_code: str
    kpi: str
    wet: str
    periode: str
    bevinding_id: str
    berichten: tuple[Bericht, ...]

    @property
    def status(self) -> str:
        """As the last that was said left it."""
        return self.berichten[-1].status

    @property
    def soort(self) -> str:
        return self.berichten[0].soort


class Nieuw(forms.Form):
    """About which figure or finding, and what is said of it."""

    soort = forms.ChoiceField(
        choices=[(BETWISTING, "Dit klopt niet"), (TOELICHTING, "Toelichting bij dit cijfer")],
        widget=forms.RadioSelect,
        initial=BETWISTING,
        label="Wat wilt u?",
    )
    kpi = forms.ChoiceField(label="Over welk cijfer of welke regel?")
    wet = forms.ChoiceField(choices=[("", "beide"), ("Jw", "Jeugdwet"), ("Wmo", "Wmo")], required=False)
    gemeente_code = forms.ChoiceField(label="Gemeente die antwoordt")
    periode = forms.RegexField(
        _PERIODE, required=False, label="Periode", help_text="Zoals 2026, 2026-K3 of 2026-09.", max_length=7
    )
    bevinding_id = forms.RegexField(
        _BEVINDING,
        required=False,
        max_length=32,
        label="Kenmerk van de bevinding",
        help_text="Alleen bij een bevinding: de eerste kolom van de werklijst.",
    )
    tekst = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=MAX_TEKST,
        label="Uw bericht",
        help_text="Geen namen, BSN, telefoonnummers of e-mailadressen: noem het toewijzingnummer.",
    )

    def __init__(self, *args: Any, kpis: Sequence[tuple[str, str]], gemeenten: Sequence[tuple[str, str]], **kw: Any):
        super().__init__(*args, **kw)
        self.fields["kpi"].choices = kpis
        self.fields["gemeente_code"].choices = gemeenten

    def clean_tekst(self) -> str:
        return zonder_persoon(self.cleaned_data["tekst"])


class Antwoord(forms.Form):
    """The next thing that is said."""

    tekst = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=MAX_TEKST,
        label="Uw antwoord",
        help_text="Geen namen, BSN, telefoonnummers of e-mailadressen.",
    )
    sluit = forms.BooleanField(required=False, label="Hiermee is dit gesprek klaar")

    def clean_tekst(self) -> str:
        return zonder_persoon(self.cleaned_data["tekst"])


def zonder_persoon(tekst: str) -> str:
    """The text on one line. ValidationError when a Bsn, mail address or telephone number stands in it."""
    kaal = " ".join(tekst.split())
    # under a key of the moment: only whether anything is masked counts
    if Pseudonimiseerder(secrets.token_hex(32)).maskeer(kaal) != kaal:
        raise forms.ValidationError("Hier staat een BSN, telefoonnummer of e-mailadres in. Haal dat weg.")
    if not kaal.isprintable():
        raise forms.ValidationError("Hier staat een teken in dat niet kan.")
    return kaal


@login_required
@require_safe
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Every conversation of the roles of this account."""
    eigen = sorted(_van_account(request.user), key=lambda een: (een.status == GESLOTEN, een.nummer), reverse=False)
    codes = request.user.codes(AANBIEDER)
    namen = _namen(request.user)
    gegevens = {
        "gesprekken": [(een, namen.get(een.aanbieder_agb, een.aanbieder_agb), _kpi_naam(een)) for een in eigen],
        "codes": codes,
    }
    return render(request, "portaal/gesprekken.html", gegevens)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, code: str) -> HttpResponseBase:
    """A provider begins one."""
    if code not in request.user.codes(AANBIEDER):
        return niet_gevonden(request)
    doelgroep = Doelgroep(AANBIEDER, code)
    gevonden = huidige_versie(settings.OPZET.nacht.publicatie, doelgroep)
    kpis, gemeenten = _kpis(gevonden), _gemeenten(gevonden)
    begin = {
        "kpi": _gekozen_kpi(gevonden, kpis, request.GET.get("cijfer", "")),
        "bevinding_id": request.GET.get("bevinding", ""),
    }
    formulier = Nieuw(request.POST or None, initial=begin, kpis=kpis, gemeenten=gemeenten)
    if request.method == "POST" and formulier.is_valid():
        gegeven = formulier.cleaned_data
        if gegeven["bevinding_id"] and not _is_eigen_bevinding(gevonden, gegeven["bevinding_id"]):
            formulier.add_error("bevinding_id", "Deze bevinding staat niet in uw werklijst.")
        else:
            te_veel = ratelimit.consume_or_429(request, action="gesprek", user=request.user)
            if te_veel is not None:
                return te_veel
            nummer = f"{datetime.now(UTC):%Y%m%d}-{secrets.token_hex(4)}"
            rij = gegeven | {"aanbieder_agb": code, "van": "aanbieder", "gesprek": nummer, "status": OPEN}
            _schrijf(request, rij)
            return redirect("gesprek", code=code, nummer=nummer)
    gegevens = {"formulier": formulier, "code": code}
    return render(request, "portaal/gesprek_nieuw.html", gegevens, status=400 if formulier.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def toon(request: HttpRequest, code: str, nummer: str) -> HttpResponseBase:
    """What was said, and the form to say more."""
    gevonden = next((een for een in _lees(code) if een.nummer == nummer), None)
    if gevonden is None or not _mag_zien(request.user, gevonden):
        return niet_gevonden(request)
    wie = _spreekt_als(request.user, gevonden)
    if request.method == "POST" and not wie:
        return niet_gevonden(request)
    formulier = Antwoord(request.POST or None)
    if request.method == "POST" and formulier.is_valid():
        te_veel = ratelimit.consume_or_429(request, action="gesprek", user=request.user)
        if te_veel is not None:
            return te_veel
        stand = GESLOTEN if formulier.cleaned_data["sluit"] else BEANTWOORD if wie == "gemeente" else OPEN
        _schrijf(
            request,
            {
                "kpi": gevonden.kpi,
                "wet": gevonden.wet,
                "gemeente_code": gevonden.gemeente_code,
                "aanbieder_agb": gevonden.aanbieder_agb,
                "periode": gevonden.periode,
                "bevinding_id": gevonden.bevinding_id,
                "van": wie,
                "tekst": formulier.cleaned_data["tekst"],
                "gesprek": nummer,
                "soort": ANTWOORD,
                "status": stand,
            },
        )
        return redirect("gesprek", code=code, nummer=nummer)
    gegevens = {"gesprek": gevonden, "naam": _kpi_naam(gevonden), "formulier": formulier if wie else None, "code": code}
    return render(request, "portaal/gesprek.html", gegevens, status=400 if formulier.errors else 200)


def _schrijf(request: HttpRequest, rij: dict[str, Any]) -> None:
    rij = {"datum": vandaag().isoformat()} | rij
    uit = io.StringIO()
    blad = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    blad.writerow(KOLOMMEN)
    blad.writerow([zonder_formule(str(rij.get(kolom) or "")) for kolom in KOLOMMEN])
    moment = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
    pad = f"{MAP}/{rij['aanbieder_agb']}/{rij['gesprek']}-{moment}-a{request.user.pk}.csv"
    leg(settings.OPZET.nacht.landing, pad, uit.getvalue().encode("utf-8-sig"))
    noteer(request, Logregel.Wat.GESPREK, doelgroep=f"{AANBIEDER}/{rij['aanbieder_agb']}", pad=rij["gesprek"])
    messages.success(request, "Uw bericht is geplaatst; de ander krijgt er een mail over, zonder de inhoud.")
    soorten = (GEMEENTE, BACKOFFICE) if rij["van"] == "aanbieder" else (AANBIEDER,)
    code = rij["gemeente_code"] if rij["van"] == "aanbieder" else rij["aanbieder_agb"]
    kondig_aan(
        soorten, code, reverse("gesprek", kwargs={"code": rij["aanbieder_agb"], "nummer": rij["gesprek"]}), request.user
    )


def kondig_aan(soorten: Iterable[str], code: str, pad: str, behalve: Account) -> None:
    """Mail who has this role that there is something to read; never what."""
    adressen = set(
        Rol.objects.filter(soort__in=list(soorten), code=code, account__is_active=True)
        .exclude(account=behalve)
        .values_list("account__email", flat=True)
    )
    tekst = render_to_string("portaal/aankondiging.txt", {"link": settings.OPZET.adres + pad})
    for adres in sorted(adressen):
        send_mail("Er is een bericht voor u in het portaal van Peilstok", tekst, None, [adres], fail_silently=True)


def _lees(code: str) -> list[Gesprek]:
    """The conversations of one provider, from the files."""
    if not _AGB.fullmatch(code):
        return []
    per: dict[str, list[dict[str, str]]] = {}
    for pad in sorted((settings.OPZET.nacht.landing / MAP / code).glob("[0-9]*.csv")):
        for rij in lees_csv(pad):
            if rij.get("aanbieder_agb") == code and _NUMMER.fullmatch(rij.get("gesprek") or ""):
                per.setdefault(rij["gesprek"], []).append(rij)
    return [_gesprek(nummer, rijen) for nummer, rijen in per.items()]


def _gesprek(nummer: str, rijen: Sequence[dict[str, str]]) -> Gesprek:
    eerste = rijen[0]
    return Gesprek(
        nummer,
        eerste["aanbieder_agb"],
        eerste["gemeente_code"],
        eerste["kpi"],
        eerste["wet"],
        eerste["periode"],
        eerste["bevinding_id"],
        tuple(
            Bericht(rij["van"], rij["soort"], rij["status"], date.fromisoformat(rij["datum"]), rij["tekst"])
            for rij in rijen
        ),
    )


def _van_account(account: Account) -> list[Gesprek]:
    map_ = settings.OPZET.nacht.landing / MAP
    codes = sorted(pad.name for pad in map_.glob("*") if pad.is_dir()) if map_.is_dir() else []
    return [een for code in codes for een in _lees(code) if _mag_zien(account, een)]


def _mag_zien(account: Account, gesprek: Gesprek) -> bool:
    return bool(_spreekt_als(account, gesprek)) or account.is_rol(DATATEAM)


def _spreekt_als(account: Account, gesprek: Gesprek) -> str:
    """`aanbieder`, `gemeente`, or empty for who only reads."""
    if gesprek.aanbieder_agb in account.codes(AANBIEDER):
        return "aanbieder"
    return "gemeente" if gesprek.gemeente_code in account.codes(GEMEENTE, BACKOFFICE) else ""


def _kpis(gevonden: Versie | None) -> list[tuple[str, str]]:
    """Figures by their name, then rules of message quality."""
    kpis = sorted(lees_tabel(gevonden, "dim_kpi", ("kpi", "naam")), key=lambda rij: str(rij[1]))
    regels = sorted(lees_tabel(gevonden, "regel", ("regel", "stelling")))
    gezien: dict[str, str] = {}
    for regel, stelling in regels:
        gezien.setdefault(regel, f"{regel}: {str(stelling)[:90]}")
    return [*((str(kpi), str(naam)) for kpi, naam in kpis), *gezien.items()]


def _gemeenten(gevonden: Versie | None) -> list[tuple[str, str]]:
    """Gemeenten that can answer: those that have a folder."""
    publicatie = settings.OPZET.nacht.publicatie
    codes = sorted({*bestaande(publicatie, GEMEENTE), *bestaande(publicatie, BACKOFFICE)})
    namen = dict(lees_tabel(gevonden, "dim_gemeente", ("gemeente_code", "gemeente_naam")))
    return [(code, str(namen.get(code, code))) for code in codes]


def _gekozen_kpi(gevonden: Versie | None, kpis: Sequence[tuple[str, str]], cijfer: str) -> str:
    """The choice that a link at a figure means: by its code or table, or as the page writes its name."""
    gezocht = cijfer.strip().lower()
    van_tabel = [str(rij[0]) for rij in lees_tabel(gevonden, "dim_kpi", ("kpi",), {"tabel": gezocht})]
    exact = [kpi for kpi, naam in kpis if gezocht in (kpi.lower(), naam.lower())]
    begin = [kpi for kpi, naam in kpis if gezocht and gezocht.startswith(naam.lower())]
    return next(iter([*exact, *begin, *van_tabel]), "")


def _is_eigen_bevinding(gevonden: Versie | None, bevinding: str) -> bool:
    return any(
        lees_tabel(gevonden, tabel, ("bevinding_id",), {"bevinding_id": bevinding})
        for tabel in ("bevinding", "bevinding_verloop")
    )


def _kpi_naam(gesprek: Gesprek) -> str:
    doelgroep = Doelgroep(AANBIEDER, gesprek.aanbieder_agb)
    gevonden = huidige_versie(settings.OPZET.nacht.publicatie, doelgroep)
    return dict(_kpis(gevonden)).get(gesprek.kpi, gesprek.kpi)


def _namen(account: Account) -> dict[str, str]:
    """Names of providers, as far as this account may know them: each from its own folder's name."""
    publicatie = settings.OPZET.nacht.publicatie
    namen = {}
    for code in {een.aanbieder_agb for een in _van_account(account)}:
        doelgroep = Doelgroep(AANBIEDER, code)
        namen[code] = naam_van(doelgroep, huidige_versie(publicatie, doelgroep)) or code
    return namen
