"""What the portal is told on top of the settings of the night (contract, chapter 2): its address, its secret, where its
database is, and the single sign-on of the organisation. Every name begins with PEILSTOK_PORTAAL_."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from peilstok.instellingen import (
    LEEG,
    VOORVOEGSEL,
    Instellingen,
    InstellingFout,
    lees_instellingen,
    lees_waarden,
    zwakte,
)

PROJECT = Path(__file__).resolve().parent.parent
LOKAAL = "http://127.0.0.1:8000"
_EIGEN_MACHINE = ("127.0.0.1", "localhost", "::1")
_MAX_PROXIES = 5
_CIJFERS = re.compile(r"[0-9]{1,3}")


@dataclass(frozen=True)
class Oidc:
    """The single sign-on of an organisation: `adres` is that of its `.well-known/openid-configuration`."""

    adres: str
    client: str
    naam: str
    geheim: str = field(repr=False)


@dataclass(frozen=True)
class Opzet:
    """Settings of the portal, checked. `proxies`: how many of our own stand before it (their word on the address of a
    reader is taken). `database` is the parts of a PostgreSQL address, empty for SQLite in `map_`."""

    nacht: Instellingen
    adres: str
    map_: Path
    proxies: int
    geheim: str = field(repr=False)
    database: Mapping[str, str] = field(default_factory=dict, repr=False)
    oidc: Oidc | None = None

    @property
    def is_veilig(self) -> bool:
        """Served over TLS; otherwise it is for this machine only."""
        return self.adres.startswith("https://")

    @property
    def naam(self) -> str:
        """The name in the address."""
        return urlsplit(self.adres).hostname or ""


def lees_opzet(omgeving: Mapping[str, str] | None = None, env_bestand: Path | None = None) -> Opzet:
    """The settings as they are now. InstellingFout, in Dutch and without a secret, for the first that cannot be."""
    nacht = lees_instellingen(PROJECT, omgeving, env_bestand)
    waarden = {
        naam.removeprefix("PORTAAL_"): "" if waarde == LEEG else waarde
        for naam, waarde in lees_waarden(PROJECT, omgeving, env_bestand).items()
        if naam.startswith("PORTAAL_")
    }
    map_ = waarden.get("MAP", "")
    return Opzet(
        nacht=nacht,
        adres=_adres(waarden.get("ADRES") or LOKAAL),
        map_=(PROJECT / Path(map_).expanduser()).resolve() if map_ else nacht.data / "portaal",
        proxies=_proxies(waarden.get("PROXIES") or "0"),
        geheim=_geheim(waarden.get("GEHEIM", "")),
        database=_database(waarden.get("DATABASE", "")),
        oidc=_oidc(waarden),
    )


def _fout(naam: str, tekst: str) -> InstellingFout:
    return InstellingFout(f"{VOORVOEGSEL}PORTAAL_{naam} {tekst}")


def _adres(tekst: str) -> str:
    delen = urlsplit(tekst.rstrip("/"))
    if delen.scheme not in ("https", "http") or not delen.hostname or delen.path or delen.query or delen.username:
        raise _fout("ADRES", "is geen adres; schrijf https://portaal.example.org, zonder pad.")
    if delen.scheme == "http" and delen.hostname not in _EIGEN_MACHINE:
        raise _fout("ADRES", "begint met http://: dat kan alleen op deze machine zelf (127.0.0.1).")
    return tekst.rstrip("/")


def _proxies(tekst: str) -> int:
    if not _CIJFERS.fullmatch(tekst) or int(tekst) > _MAX_PROXIES:
        raise _fout("PROXIES", f"is geen aantal van 0 tot en met {_MAX_PROXIES}.")
    return int(tekst)


def _geheim(tekst: str) -> str:
    hoe = 'Maak er een met: python3 -c "import secrets; print(secrets.token_hex(32))"'
    if not tekst:
        raise _fout("GEHEIM", f"ontbreekt: daarmee zijn aanmeldingen en uitnodigingen ondertekend.\n{hoe}")
    if zwak := zwakte(tekst):
        raise _fout("GEHEIM", f"{zwak}.\n{hoe}")
    return tekst


def _database(tekst: str) -> dict[str, str]:
    if not tekst:
        return {}
    delen = urlsplit(tekst)
    naam = delen.path.lstrip("/")
    if delen.scheme not in ("postgresql", "postgres") or not naam:
        raise _fout("DATABASE", "is geen adres van PostgreSQL; schrijf postgresql://naam:wachtwoord@server/database.")
    return {
        "NAME": unquote(naam),
        "USER": unquote(delen.username or ""),
        "PASSWORD": unquote(delen.password or ""),
        "HOST": delen.hostname or "",
        "PORT": str(delen.port or ""),
    }


def _oidc(waarden: Mapping[str, str]) -> Oidc | None:
    namen = ("OIDC_ADRES", "OIDC_CLIENT", "OIDC_GEHEIM")
    if not any(waarden.get(naam) for naam in namen):
        return None
    for naam in namen:
        if not waarden.get(naam):
            raise _fout(naam, "ontbreekt; de drie OIDC-instellingen horen bij elkaar.")
    if not waarden["OIDC_ADRES"].startswith("https://"):
        raise _fout("OIDC_ADRES", "begint niet met https://.")
    return Oidc(
        waarden["OIDC_ADRES"],
        waarden["OIDC_CLIENT"],
        waarden.get("OIDC_NAAM") or "uw organisatie",
        waarden["OIDC_GEHEIM"],
    )
