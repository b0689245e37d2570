"""The settings of a night (contract chapter 2): environment over `.env` over defaults, checked before anything runs."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, cast, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dotenv import dotenv_values

from peilstok.adres import is_adres
from peilstok.motor.adres import lees_adres
from peilstok.rechten import groep_id

VOORVOEGSEL = "PEILSTOK_"
TIJDZONE = ZoneInfo("Europe/Amsterdam")
NAMEN = (
    "LANDING",
    "DATA",
    "PEILDATUM",
    "KENNISDATUM",
    "SLEUTEL",
    "TEST_BSN",
    "HISTORIE_VANAF",
    "AANSLUIT_DAGEN",
    "BEWAAR_NACHTEN",
    "RECIDIVE_MAANDEN",
    "VERSTUREN",
    "RAPPORT_ADRES",
    "MAIL_AFZENDER",
    "SMTP_SERVER",
    "SMTP_POORT",
    "SMTP_BEVEILIGING",
    "SMTP_GEBRUIKER",
    "SMTP_WACHTWOORD",
    "SMTP_CA",
    "PUBLICATIE_GROEP",
    "ALARM_MAIL",
    "ALARM_WEBHOOK",
    "ALARM_UREN",
    "ALARM_SCHIJF_GB",
    "PUBLICEER_POSTGRES",
    "PUBLICEER_DOELGROEPEN",
    "VERSLEUTELEN",
    "BEWAAR_PERSONEN_JAREN",
    "BEWAAR_BEVINDINGEN_MAANDEN",
    "BEWAAR_MAILS_MAANDEN",
    "BEWAAR_KOPIEEN_DAGEN",
)
PORTAAL_NAMEN = (
    "PORTAAL_ADRES",
    "PORTAAL_GEHEIM",
    "PORTAAL_MAP",
    "PORTAAL_DATABASE",
    "PORTAAL_PROXIES",
    "PORTAAL_OIDC_ADRES",
    "PORTAAL_OIDC_CLIENT",
    "PORTAAL_OIDC_GEHEIM",
    "PORTAAL_OIDC_NAAM",
)
"""Settings of the portal (portaal/opzet.py); the night has no use for them."""
# whoever has the address of a webhook can post to it
GEHEIM = (
    "SLEUTEL",
    "SMTP_WACHTWOORD",
    "ALARM_WEBHOOK",
    "PORTAAL_GEHEIM",
    "PORTAAL_DATABASE",
    "PORTAAL_OIDC_GEHEIM",
    "PUBLICEER_POSTGRES",
)
"""Settings that no child process needs from its environment."""
DEMO = "DEMO"
"""Not a setting: the demo says to its own processes that the public key is meant."""
DEMO_SLEUTEL = "openbare-demosleutel-van-peilstok-nooit-gebruiken-voor-echte-berichten"
"""Anyone can turn pseudonyms made with it back, so it is refused for real data."""
SLEUTEL_LENGTE = 32
SLEUTEL_TEKENS = 8
"""Different characters in a key. Of 32 random hexadecimal digits about one in a million has fewer."""
VROEGSTE_JAAR = 1900
"""The calendar of working days begins here."""
JAREN = (2000, 2099)
"""Of P and K: outside them it is a typing error, and dates that follow from it may not exist."""
MAX_AANSLUIT_DAGEN = 3650
MAX_RECIDIVE_MAANDEN = 240
MAX_BEWAAR_NACHTEN = 3660
MAX_ALARM_UREN = 24 * 31
MAX_ALARM_SCHIJF_GB = 100_000
BEWAREN = {
    "BEWAAR_PERSONEN_JAREN": 1,
    "BEWAAR_BEVINDINGEN_MAANDEN": 1,
    # a mail is not sent twice in its month: what says so may not go before that is over
    "BEWAAR_MAILS_MAANDEN": 3,
    "BEWAAR_KOPIEEN_DAGEN": 1,
}
"""Terms of retention, each with the lowest it may be; empty: no term."""
MAX_BEWAREN = 36600
TEST_BSN_KEUZES = ("meetellen", "uitsluiten")
LEEG = "-"
"""Written for a secret or a setting of sending that is empty: an empty variable would let the one in .env through."""

Beveiliging = Literal["starttls", "tls", "geen"]
_POORTEN: dict[Beveiliging, int] = {"starttls": 587, "tls": 465, "geen": 25}


class InstellingFout(ValueError):
    """A setting is missing or cannot be read; the message is Dutch and names the setting, never the secret."""


@dataclass(frozen=True)
class Verzending:
    """How reports are announced by mail. Without `versturen` nothing is sent, and `server` and `afzender` may be empty.

    `rapport_adres` stands for the folder of the publication (empty: its path); `ca` is a file with the certificates to
    trust (None: those of the machine). The password stays out of repr.
    """

    versturen: bool = False
    rapport_adres: str = ""
    afzender: str = ""
    server: str = ""
    poort: int = _POORTEN["starttls"]
    beveiliging: Beveiliging = "starttls"
    gebruiker: str = ""
    wachtwoord: str = field(default="", repr=False)
    ca: Path | None = None


@dataclass(frozen=True)
class Alarmering:
    """Who hears of a night that fails or stays away: addresses, a webhook, or nobody (both empty). `uren` without a
    night that succeeded, and `schijf_gb` of free space, say when. The webhook stays out of repr."""

    adressen: tuple[str, ...] = ()
    webhook: str = field(default="", repr=False)
    uren: int = 36
    schijf_gb: int = 5


@dataclass(frozen=True)
class Database:
    """Where figures go beside the folders: `publiceer` (empty: nowhere) is the PostgreSQL that BI tools read, with a
    schema for each audience that one of the patterns in `doelgroepen` fits. The address holds a password and stays out
    of repr."""

    publiceer: str = field(default="", repr=False)
    doelgroepen: tuple[str, ...] = ("datateam",)


@dataclass(frozen=True)
class Instellingen:
    """All settings, checked and typed; paths are absolute. The secret stays out of repr, and so out of logs."""

    landing: Path
    data: Path
    peildatum: date
    kennisdatum: date
    test_bsn: str
    historie_vanaf: date
    aansluit_dagen: int
    recidive_maanden: int
    bewaar_nachten: int = 30
    bewaren: Mapping[str, int] = field(default_factory=dict)
    """The terms of retention that are set, by the name of the setting."""
    geheim: str | None = field(default=None, repr=False)
    is_demo: bool = False
    publicatie_groep: str = ""
    verzending: Verzending = Verzending()
    alarmering: Alarmering = Alarmering()
    database: Database = Database()

    @property
    def warehouse(self) -> Path:
        """The DuckDB file of the data team."""
        return self.data / "warehouse.duckdb"

    @property
    def publicatie(self) -> Path:
        """Folder with one entry per audience (contract chapter 5)."""
        return self.data / "publicatie"

    @property
    def lezers(self) -> int | None:
        """Number of the group that may read the publication; None: its owner only."""
        return groep_id(self.publicatie_groep)

    @property
    def bevroren(self) -> Path:
        """Folder with the frozen figures: not to be made again, so it belongs in the back-up."""
        return self.data / "bevroren"

    @property
    def outbox(self) -> Path:
        """What was mailed: outside the warehouse, because that may be made again; it belongs in the back-up."""
        return self.data / "outbox.sqlite"

    @property
    def nachtboek(self) -> Path:
        """How each night went, and what was said about it: not to be made again, so it belongs in the back-up."""
        return self.data / "nachtboek.sqlite"

    @property
    def nachtenpagina(self) -> Path:
        """Folder of the page about the nights."""
        return self.data / "nachten"

    @property
    def uit(self) -> Path:
        """Folder with the mails of a dry run."""
        return self.data / "uit"

    @property
    def verloop(self) -> Path:
        """Folder with the life of findings over the nights: not to be made again, so it belongs in the back-up."""
        return self.data / "verloop"

    @property
    def onderdrukking(self) -> Path:
        """Folder with what suppression withheld in the last publication: counts of few clients, for nobody."""
        return self.data / "onderdrukking"

    @property
    def raw_parquet(self) -> Path:
        """Folder with raw as parquet, when it was handed to another engine."""
        return self.data / "raw-parquet"

    @property
    def verantwoording(self) -> Path:
        """Folder with who published what and when: not to be made again, so it belongs in the back-up."""
        return self.data / "verantwoording"

    @property
    def logs(self) -> Path:
        """Folder with the logs of the nights."""
        return self.data / "logs"

    @property
    def dagster_home(self) -> Path:
        """Where the orchestrator keeps its own administration."""
        return self.data / "dagster"

    @property
    def eigen_mappen(self) -> tuple[Path, ...]:
        """Folders in DATA that the night writes in."""
        return (
            self.publicatie,
            self.bevroren,
            self.uit,
            self.verloop,
            self.onderdrukking,
            self.verantwoording,
            self.logs,
            self.dagster_home,
            self.nachtenpagina,
        )

    @property
    def slot(self) -> Path:
        """The lock file that keeps a second night out."""
        return self.data / "nacht.slot"

    @property
    def sleutel(self) -> str:
        """The secret for pseudonyms. InstellingFout, with how to make one, when it is not set or can be guessed."""
        if not self.geheim:
            raise InstellingFout(
                f"{VOORVOEGSEL}SLEUTEL ontbreekt: de geheime sleutel waarmee BSN's pseudoniemen worden.\n"
                f"{_NIEUWE_SLEUTEL}\n"
                "Bewaar de sleutel in een kluis: met een andere sleutel past nieuwe data niet bij de oude."
            )
        zwak = "" if self.is_demo else zwakte(self.geheim)
        if zwak:
            raise InstellingFout(
                f"{VOORVOEGSEL}SLEUTEL {zwak}: wie haar raadt, maakt van elk pseudoniem weer een BSN.\n"
                f"{_NIEUWE_SLEUTEL}\n"
                "Wat met de oude sleutel is gemaakt, past niet bij de nieuwe: begin met een lege map"
                f" ({VOORVOEGSEL}DATA) en laad de berichten opnieuw."
            )
        return self.geheim

    def als_omgeving(self) -> dict[str, str]:
        """The same settings as environment variables, all of them: what another process needs to see what we see."""
        v = self.verzending
        demo = {VOORVOEGSEL + DEMO: "ja"} if self.is_demo else {}
        return demo | {
            VOORVOEGSEL + naam: waarde
            for naam, waarde in (
                ("LANDING", str(self.landing)),
                ("DATA", str(self.data)),
                ("PEILDATUM", self.peildatum.isoformat()),
                ("KENNISDATUM", self.kennisdatum.isoformat()),
                ("SLEUTEL", self.geheim or LEEG),
                ("TEST_BSN", self.test_bsn),
                ("HISTORIE_VANAF", self.historie_vanaf.isoformat()),
                ("AANSLUIT_DAGEN", str(self.aansluit_dagen)),
                ("RECIDIVE_MAANDEN", str(self.recidive_maanden)),
                ("BEWAAR_NACHTEN", str(self.bewaar_nachten)),
                ("VERSTUREN", "ja" if v.versturen else "nee"),
                ("RAPPORT_ADRES", v.rapport_adres or LEEG),
                ("MAIL_AFZENDER", v.afzender or LEEG),
                ("SMTP_SERVER", v.server or LEEG),
                ("SMTP_POORT", str(v.poort)),
                ("SMTP_BEVEILIGING", v.beveiliging),
                ("SMTP_GEBRUIKER", v.gebruiker or LEEG),
                ("SMTP_WACHTWOORD", v.wachtwoord or LEEG),
                ("SMTP_CA", str(v.ca or LEEG)),
                ("PUBLICATIE_GROEP", self.publicatie_groep or LEEG),
                ("ALARM_MAIL", ",".join(self.alarmering.adressen) or LEEG),
                ("ALARM_WEBHOOK", self.alarmering.webhook or LEEG),
                ("ALARM_UREN", str(self.alarmering.uren)),
                ("ALARM_SCHIJF_GB", str(self.alarmering.schijf_gb)),
                ("PUBLICEER_POSTGRES", self.database.publiceer or LEEG),
                ("PUBLICEER_DOELGROEPEN", ",".join(self.database.doelgroepen)),
                ("VERSLEUTELEN", "nee"),
                *((naam, str(self.bewaren.get(naam, LEEG))) for naam in BEWAREN),
            )
        }


_NIEUWE_SLEUTEL = (
    "Maak er eenmalig een aan en zet die in het bestand .env (nooit in de repository):\n"
    f"  python3 -c \"import secrets; print('{VOORVOEGSEL}SLEUTEL=' + secrets.token_hex(32))\" >> .env"
)


def zwakte(sleutel: str) -> str:
    """Why this key can be guessed, in Dutch; empty when it cannot, as far as length and variation tell."""
    if sleutel == DEMO_SLEUTEL:
        return "is de openbare sleutel van de demo"
    if len(sleutel) < SLEUTEL_LENGTE:
        return f"is maar {len(sleutel)} tekens lang, minstens {SLEUTEL_LENGTE} willekeurige is nodig"
    # found within itself doubled, other than at both ends: it repeats a part
    if len(set(sleutel)) < SLEUTEL_TEKENS or sleutel in (sleutel + sleutel)[1:-1]:
        return "herhaalt dezelfde tekens en is dus niet willekeurig"
    return ""


def zonder_geheimen(omgeving: Mapping[str, str]) -> dict[str, str]:
    """An environment for a child process that needs no secret."""
    return {naam: waarde for naam, waarde in omgeving.items() if naam.removeprefix(VOORVOEGSEL) not in GEHEIM}


@contextmanager
def geheimen_verborgen() -> Iterator[None]:
    """Within the block no secret is in the environment of this process, nor in that of what it starts. The names stay,
    as `LEEG`: who reads the settings again gets none, and not the one of .env."""
    namen = [VOORVOEGSEL + naam for naam in GEHEIM]
    oud = {naam: os.environ[naam] for naam in namen if naam in os.environ}
    os.environ.update(dict.fromkeys(namen, LEEG))
    try:
        yield
    finally:
        for naam in namen:
            del os.environ[naam]
        os.environ.update(oud)


def vandaag() -> date:
    """Today in Europe/Amsterdam, whatever the clock zone of the machine."""
    return datetime.now(TIJDZONE).date()


def lees_instellingen(
    project: Path, omgeving: Mapping[str, str] | None = None, env_bestand: Path | None = None
) -> Instellingen:
    """Settings from `omgeving` (default: the process environment) over `env_bestand` (default: `<project>/.env`).

    An empty value counts as not set. Relative paths start at `project`. Raises InstellingFout for the first value
    that cannot be read.
    """
    omgeving = os.environ if omgeving is None else omgeving
    waarden = _samen(omgeving, env_bestand or project / ".env")
    peildatum = _datum(waarden, "PEILDATUM", vandaag(), JAREN)
    gelezen = Instellingen(
        landing=_pad(project, waarden, "LANDING", "data/landing"),
        data=_pad(project, waarden, "DATA", "data"),
        peildatum=peildatum,
        kennisdatum=_datum(waarden, "KENNISDATUM", peildatum, JAREN),
        test_bsn=_keuze(waarden, "TEST_BSN", TEST_BSN_KEUZES),
        historie_vanaf=_datum(waarden, "HISTORIE_VANAF", date(2015, 1, 1), (VROEGSTE_JAAR, JAREN[1])),
        aansluit_dagen=_aantal(waarden, "AANSLUIT_DAGEN", 30, MAX_AANSLUIT_DAGEN),
        bewaar_nachten=_aantal(waarden, "BEWAAR_NACHTEN", 30, MAX_BEWAAR_NACHTEN, laagste=1),
        bewaren={
            naam: _aantal(waarden, naam, laagste, MAX_BEWAREN, laagste)
            for naam, laagste in BEWAREN.items()
            if waarden.get(naam, LEEG) != LEEG
        },
        recidive_maanden=_aantal(waarden, "RECIDIVE_MAANDEN", 12, MAX_RECIDIVE_MAANDEN),
        geheim=None if waarden.get("SLEUTEL") == LEEG else waarden.get("SLEUTEL"),
        # from the environment only: nobody's .env makes real data a demo
        is_demo=omgeving.get(VOORVOEGSEL + DEMO) == "ja",
        publicatie_groep=_groep(waarden),
        verzending=_verzending(project, waarden),
        alarmering=_alarmering(waarden),
        database=_database(waarden),
    )
    _eis_mappen(gelezen)
    _weiger_versleutelen(waarden)
    return gelezen


def lees_waarden(
    project: Path, omgeving: Mapping[str, str] | None = None, env_bestand: Path | None = None
) -> dict[str, str]:
    """Every setting as it was written, by its name without prefix, the environment over `.env`; for what has settings
    of its own beside these."""
    return _samen(os.environ if omgeving is None else omgeving, env_bestand or project / ".env")


def _weiger_versleutelen(waarden: Mapping[str, str]) -> None:
    """A setting that would be believed: not known is not enough (docs/besluiten/0057)."""
    if _keuze(waarden, "VERSLEUTELEN", ("nee", "ja")) == "ja":
        raise InstellingFout(
            f"{VOORVOEGSEL}VERSLEUTELEN=ja kan niet: het magazijn veilig versleuteld schrijven vraagt een uitbreiding"
            " van DuckDB die hier niet is geïnstalleerd, en publicatie en bevroren cijfers bleven toch leesbaar."
            f" Zet {VOORVOEGSEL}DATA en {VOORVOEGSEL}LANDING op een versleutelde schijf, en zet deze instelling op nee."
        )


def onbekende_namen(
    project: Path, omgeving: Mapping[str, str] | None = None, env_bestand: Path | None = None
) -> list[tuple[str, str | None]]:
    """Names that look like a setting but are none, each with the setting it resembles: typing errors, mostly."""
    omgeving = os.environ if omgeving is None else omgeving
    namen = NAMEN + PORTAAL_NAMEN
    onbekend = sorted(set(_samen(omgeving, env_bestand or project / ".env")) - set(namen))
    return [
        (VOORVOEGSEL + naam, next((VOORVOEGSEL + bekend for bekend in get_close_matches(naam, namen, n=1)), None))
        for naam in onbekend
    ]


def _verzending(project: Path, waarden: Mapping[str, str]) -> Verzending:
    """Checked as a whole: a night that cannot send what it should is better stopped before it begins."""
    waarden = {naam: "" if waarde == LEEG else waarde for naam, waarde in waarden.items()}
    versturen = _keuze(waarden, "VERSTUREN", ("nee", "ja")) == "ja"
    beveiliging = cast(Beveiliging, _keuze(waarden, "SMTP_BEVEILIGING", get_args(Beveiliging)))
    poort = _aantal(waarden, "SMTP_POORT", _POORTEN[beveiliging], 65535, 1)
    rapport_adres = waarden.get("RAPPORT_ADRES", "").rstrip("/\\")
    if not rapport_adres.isprintable():
        raise InstellingFout(f"{VOORVOEGSEL}RAPPORT_ADRES bevat een teken dat niet kan.")
    ca = _pad(project, waarden, "SMTP_CA") if waarden.get("SMTP_CA") else None
    if ca and not ca.is_file():
        raise InstellingFout(f"{VOORVOEGSEL}SMTP_CA: het bestand is er niet.")
    uit = Verzending(
        versturen=versturen,
        rapport_adres=rapport_adres,
        afzender=waarden.get("MAIL_AFZENDER", ""),
        server=waarden.get("SMTP_SERVER", ""),
        poort=poort,
        beveiliging=beveiliging,
        gebruiker=waarden.get("SMTP_GEBRUIKER", ""),
        wachtwoord=waarden.get("SMTP_WACHTWOORD", ""),
        ca=ca,
    )
    if uit.afzender and not is_adres(uit.afzender):
        raise InstellingFout(f"{VOORVOEGSEL}MAIL_AFZENDER is geen e-mailadres; schrijf alleen naam@domein.nl.")
    if bool(uit.gebruiker) != bool(uit.wachtwoord):
        raise InstellingFout(f"{VOORVOEGSEL}SMTP_GEBRUIKER en {VOORVOEGSEL}SMTP_WACHTWOORD horen bij elkaar.")
    if not (uit.gebruiker + uit.wachtwoord).isascii():
        raise InstellingFout(
            f"{VOORVOEGSEL}SMTP_GEBRUIKER of {VOORVOEGSEL}SMTP_WACHTWOORD bevat een bijzondere letter."
        )
    if beveiliging == "geen" and uit.server and not _is_eigen_machine(uit.server):
        raise InstellingFout(
            f"{VOORVOEGSEL}SMTP_BEVEILIGING: zonder TLS mag alleen naar deze machine zelf (localhost);"
            " kies starttls of tls."
        )
    for naam, waarde in (("SMTP_SERVER", uit.server), ("MAIL_AFZENDER", uit.afzender)):
        if versturen and not waarde:
            raise InstellingFout(f"{VOORVOEGSEL}{naam} ontbreekt; zonder kan {VOORVOEGSEL}VERSTUREN=ja niet.")
    return uit


def _alarmering(waarden: Mapping[str, str]) -> Alarmering:
    waarden = {naam: "" if waarde == LEEG else waarde for naam, waarde in waarden.items()}
    adressen = tuple(deel.strip() for deel in waarden.get("ALARM_MAIL", "").split(",") if deel.strip())
    if not all(map(is_adres, adressen)):
        raise InstellingFout(
            f"{VOORVOEGSEL}ALARM_MAIL: schrijf alleen adressen als naam@domein.nl, met een komma ertussen."
        )
    for naam in ("SMTP_SERVER", "MAIL_AFZENDER"):
        if adressen and not waarden.get(naam):
            raise InstellingFout(f"{VOORVOEGSEL}{naam} ontbreekt; zonder kan {VOORVOEGSEL}ALARM_MAIL niet.")
    webhook = waarden.get("ALARM_WEBHOOK", "")
    if webhook and not _is_webhook(webhook):
        raise InstellingFout(
            f"{VOORVOEGSEL}ALARM_WEBHOOK: dit adres kan niet; het begint met https:// (http:// alleen naar deze machine"
            " zelf), en er staat geen gebruikersnaam in."
        )
    return Alarmering(
        adressen=adressen,
        webhook=webhook,
        uren=_aantal(waarden, "ALARM_UREN", 36, MAX_ALARM_UREN, 1),
        schijf_gb=_aantal(waarden, "ALARM_SCHIJF_GB", 5, MAX_ALARM_SCHIJF_GB),
    )


def _is_webhook(adres: str) -> bool:
    try:
        delen = urlsplit(adres)
        _ = delen.port
    except ValueError:
        return False
    if not (adres.isascii() and adres.isprintable() and " " not in adres) or delen.username is not None:
        return False
    return bool(delen.hostname) and (
        delen.scheme == "https" or (delen.scheme == "http" and _is_eigen_machine(delen.hostname or ""))
    )


def _database(waarden: Mapping[str, str]) -> Database:
    waarden = {naam: "" if waarde == LEEG else waarde for naam, waarde in waarden.items()}
    doelgroepen = tuple(deel.strip() for deel in waarden.get("PUBLICEER_DOELGROEPEN", "").split(",") if deel.strip())
    adres = waarden.get("PUBLICEER_POSTGRES", "")
    try:
        _ = adres and lees_adres(adres)
    except ValueError:
        # never the address itself: it holds a password
        raise InstellingFout(
            f"{VOORVOEGSEL}PUBLICEER_POSTGRES: schrijf postgresql://gebruiker:wachtwoord@server:5432/database,"
            " met %40 en dergelijke voor bijzondere tekens."
        ) from None
    return Database(publiceer=adres, doelgroepen=doelgroepen or Database.doelgroepen)


def _groep(waarden: Mapping[str, str]) -> str:
    naam = waarden.get("PUBLICATIE_GROEP", LEEG)
    naam = "" if naam == LEEG else naam
    try:
        groep_id(naam)
    except LookupError:
        raise InstellingFout(
            f"{VOORVOEGSEL}PUBLICATIE_GROEP: de groep '{naam}' is er niet op deze machine,"
            " of dit account zit er niet in."
        ) from None
    return naam


def _is_eigen_machine(server: str) -> bool:
    try:
        return ip_address(server).is_loopback
    except ValueError:
        return server.lower() == "localhost"


def _keuze(waarden: Mapping[str, str], naam: str, keuzes: Sequence[str]) -> str:
    """One of `keuzes`; the first when nothing is given."""
    waarde = (waarden.get(naam) or keuzes[0]).lower()
    if waarde not in keuzes:
        raise InstellingFout(f"{VOORVOEGSEL}{naam}: '{waarde}' kan niet; kies {' of '.join(keuzes)}.")
    return waarde


def _samen(omgeving: Mapping[str, str], env_bestand: Path) -> dict[str, str]:
    """Non-empty settings without their prefix; the environment wins from the file."""
    # no interpolation: a key may hold a dollar sign
    try:
        bestand = dotenv_values(env_bestand, interpolate=False, encoding="utf-8-sig") if env_bestand.is_file() else {}
    except (OSError, ValueError):
        raise InstellingFout(
            f"{env_bestand.name} is niet te lezen: zorg dat dit mag, en dat het UTF-8-tekst is."
        ) from None
    samen: dict[str, str] = {}
    for bron in (bestand, omgeving):
        for naam, waarde in bron.items():
            if naam.startswith(VOORVOEGSEL) and waarde and waarde.strip():
                samen[naam.removeprefix(VOORVOEGSEL)] = waarde.strip()
    return samen


def _pad(project: Path, waarden: Mapping[str, str], naam: str, anders: str = "") -> Path:
    """An absolute path without links in it; existing or not."""
    try:
        return (project / Path(waarden.get(naam) or anders).expanduser()).resolve()
    except (OSError, RuntimeError, ValueError):
        # a link to itself, a user that is not there, a name that is too long or has a NUL in it
        raise InstellingFout(f"{VOORVOEGSEL}{naam}: dit pad kan niet; controleer de schrijfwijze.") from None


def _eis_mappen(waarden: Instellingen) -> None:
    """The night writes in DATA and only reads in LANDING: neither may find the other's files among its own."""
    for naam, map_ in (("LANDING", waarden.landing), ("DATA", waarden.data)):
        try:
            bestaand = next(pad for pad in (map_, *map_.parents) if pad.exists())
        except OSError:
            raise InstellingFout(f"{VOORVOEGSEL}{naam}: de map {map_} is niet te bereiken.") from None
        if not bestaand.is_dir():
            raise InstellingFout(f"{VOORVOEGSEL}{naam}: {bestaand} is een bestand en geen map.")
    if waarden.data.is_relative_to(waarden.landing):
        raise InstellingFout(
            f"{VOORVOEGSEL}DATA ({waarden.data}) ligt in {VOORVOEGSEL}LANDING ({waarden.landing}):"
            " wat de nacht schrijft, zou zij als aangeleverd zien. Kies een map daarbuiten."
        )
    if any(waarden.landing.is_relative_to(map_) for map_ in waarden.eigen_mappen):
        raise InstellingFout(
            f"{VOORVOEGSEL}LANDING ({waarden.landing}) ligt in een map waar de nacht zelf in schrijft."
            " Kies een andere map."
        )


def opvallend(waarden: Instellingen, dag: date | None = None) -> list[str]:
    """Settings that can be, but hardly what was meant; sentences in Dutch."""
    dag = dag or vandaag()
    gevonden = []
    for naam, datum in (("PEILDATUM", waarden.peildatum), ("KENNISDATUM", waarden.kennisdatum)):
        if datum > dag:
            gevonden.append(
                f"{VOORVOEGSEL}{naam} {datum} is later dan vandaag: van die dagen is nog niets aangeleverd."
            )
    if waarden.kennisdatum < waarden.peildatum:
        gevonden.append(
            f"{VOORVOEGSEL}KENNISDATUM {waarden.kennisdatum} is eerder dan de peildatum {waarden.peildatum}:"
            " van de dagen ertussen is niets bekend."
        )
    if waarden.historie_vanaf > waarden.peildatum:
        gevonden.append(
            f"{VOORVOEGSEL}HISTORIE_VANAF {waarden.historie_vanaf} is later dan de peildatum {waarden.peildatum}:"
            " alles is dan een bevinding en niets telt mee."
        )
    return gevonden


def _datum(waarden: Mapping[str, str], naam: str, anders: date, jaren: tuple[int, int]) -> date:
    tekst = waarden.get(naam)
    if tekst is None:
        return anders
    try:
        datum = datetime.strptime(tekst, "%Y-%m-%d").date()
    except ValueError:
        raise InstellingFout(
            f"{VOORVOEGSEL}{naam}: '{tekst}' is geen datum; schrijf jaar-maand-dag, bijvoorbeeld 2026-09-30."
        ) from None
    if not jaren[0] <= datum.year <= jaren[1]:
        raise InstellingFout(
            f"{VOORVOEGSEL}{naam}: {datum} kan niet; kies een jaar van {jaren[0]} tot en met {jaren[1]}."
        )
    return datum


def _aantal(waarden: Mapping[str, str], naam: str, anders: int, hoogste: int, laagste: int = 0) -> int:
    tekst = waarden.get(naam)
    if tekst is None:
        return anders
    if not (tekst.isascii() and tekst.isdigit()):
        raise InstellingFout(f"{VOORVOEGSEL}{naam}: '{tekst}' is geen geheel getal van 0 of meer.")
    # the length first: a number of thousands of digits is an error to Python
    if len(tekst.lstrip("0")) > len(str(hoogste)) or not laagste <= int(tekst) <= hoogste:
        raise InstellingFout(f"{VOORVOEGSEL}{naam}: {tekst} kan niet; kies {laagste} tot en met {hoogste}.")
    return int(tekst)
