"""Reading: the folders of an account's roles as they are, each page and all it asks for from one version."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from whitenoise.responders import MissingFileError, StaticFile

from peilstok.publicatie.doelgroep import Doelgroep
from portaal.logboek import noteer
from portaal.mappen import Versie, huidige_versie, versie
from portaal.middleware import niet_gevonden
from portaal.models import Account, Logregel

SOORTEN = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
    ".svg": "image/svg+xml",
    ".license": "text/plain; charset=utf-8",
}
"""Content type by extension; what is not here is bytes."""
BYTES = "application/octet-stream"
_IN_DE_BROWSER = (".html", ".js", ".css", ".json", ".svg", ".license")
_RUNTIME = "runtime/"
_KOP, _LIJF = "</head>", re.compile(r"<body[^>]*>")
_STIJL = '<link rel="stylesheet" href="/statisch/portaal/balk.css">'
_SCRIPT = '<script src="/statisch/portaal/betwist.js" defer></script>'


@login_required
@require_safe
def naar_map(request: HttpRequest, soort: str, code: str = "", pad: str = "index.html") -> HttpResponseBase:
    """The present version of a folder: where links of mails and bookmarks lead."""
    doelgroep = _eigen(request.user, soort, code)
    gevonden = huidige_versie(settings.OPZET.nacht.publicatie, doelgroep) if doelgroep else None
    if doelgroep is None or gevonden is None:
        return niet_gevonden(request)
    return redirect(adres(doelgroep, gevonden, pad))


@login_required
@require_safe
def bestand(request: HttpRequest, soort: str, versie_naam: str, pad: str, code: str = "") -> HttpResponseBase:
    """One file of one version."""
    doelgroep = _eigen(request.user, soort, code)
    publicatie = settings.OPZET.nacht.publicatie
    gevonden = versie(publicatie, doelgroep, versie_naam) if doelgroep else None
    if doelgroep is None:
        return niet_gevonden(request)
    if gevonden is None or pad not in gevonden.bestanden:
        huidig = huidige_versie(publicatie, doelgroep)
        is_oud = gevonden is None and versie_naam.startswith(f"{doelgroep.naam.replace('/', '-')}-")
        # the version is gone: its pages lead on, what a page asks for does not mix two nights
        if is_oud and huidig and pad.endswith(".html") and pad in huidig.bestanden:
            return redirect(adres(doelgroep, huidig, pad))
        return niet_gevonden(request)
    try:
        return _antwoord(request, doelgroep, gevonden, pad)
    except (OSError, MissingFileError):
        # removed this very moment, two nights on
        return niet_gevonden(request)


def adres(doelgroep: Doelgroep, gevonden: Versie, pad: str = "index.html") -> str:
    """Where a file of this version is."""
    return f"/map/{doelgroep.naam}/v/{gevonden.naam}/{pad}"


def _eigen(account: Account, soort: str, code: str) -> Doelgroep | None:
    try:
        doelgroep = Doelgroep(soort, code)
    except ValueError:
        return None
    return doelgroep if account.mag_lezen(doelgroep) else None


def _antwoord(request: HttpRequest, doelgroep: Doelgroep, gevonden: Versie, pad: str) -> HttpResponseBase:
    eind = PurePosixPath(pad).suffix.lower()
    if eind == ".html":
        antwoord = _pagina(request, doelgroep, gevonden, pad)
    else:
        antwoord = _ongewijzigd(request, gevonden, pad, eind)
    if not pad.startswith(_RUNTIME):
        is_download = eind not in _IN_DE_BROWSER
        noteer(
            request,
            Logregel.Wat.GEDOWNLOAD if is_download else Logregel.Wat.GELEZEN,
            doelgroep=doelgroep.naam,
            pad=pad,
            versie=gevonden.naam,
        )
    return antwoord


def _ongewijzigd(request: HttpRequest, gevonden: Versie, pad: str, eind: str) -> HttpResponseBase:
    """The file itself: ranges, conditions and lengths are those of a web server (WhiteNoise)."""
    # what holds figures is asked for again each time, so that it is in the log, and gone with the role
    vers = "private, max-age=31536000, immutable" if pad.startswith(_RUNTIME) else "private, no-cache"
    koppen = [("Content-Type", SOORTEN.get(eind, BYTES)), ("Cache-Control", vers), ("Accept-Ranges", "bytes")]
    if eind not in _IN_DE_BROWSER:
        naam = re.sub(r"[^\w.-]", "_", PurePosixPath(pad).name)
        koppen.append(("Content-Disposition", f'attachment; filename="{naam}"'))
    gegeven = StaticFile(str(gevonden.map_ / pad), koppen).get_response(request.method, request.META)
    antwoord = FileResponse(gegeven.file or (), status=gegeven.status, content_type=SOORTEN.get(eind, BYTES))
    for naam in ("Content-Length", "Content-Disposition"):
        antwoord.headers.pop(naam, None)
    for naam, waarde in gegeven.headers:
        antwoord.headers[naam] = waarde
    return antwoord


def _pagina(request: HttpRequest, doelgroep: Doelgroep, gevonden: Versie, pad: str) -> HttpResponseBase:
    """The page with the portal's bar on top: back, the other roles, and out."""
    huidig = huidige_versie(settings.OPZET.nacht.publicatie, doelgroep)
    nieuwer = adres(doelgroep, huidig) if huidig and huidig.naam != gevonden.naam else ""
    balk = render_to_string(
        "portaal/balk.html",
        {"huidig": doelgroep, "anders": [d for d in request.user.doelgroepen if d != doelgroep], "nieuwer": nieuwer},
    )
    tekst = (gevonden.map_ / pad).read_text(encoding="utf-8")
    script = _SCRIPT if doelgroep.soort == "aanbieder" else ""
    tekst = tekst.replace(_KOP, f"{_STIJL}{script}{_KOP}", 1)
    tekst = _LIJF.sub(lambda treffer: treffer.group() + balk, tekst, count=1)
    inhoud = tekst.encode()
    etag = quote_etag(hashlib.blake2b(inhoud, digest_size=16).hexdigest())
    gelijk = get_conditional_response(request, etag=etag)
    if gelijk is not None:
        return gelijk
    return HttpResponse(inhoud, content_type=SOORTEN[".html"], headers={"ETag": etag})
