"""The settings of a night (contract chapter 2): environment over `.env` over defaults, checked before anything runs."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import ZoneInfo

from dotenv import dotenv_values

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
    "RECIDIVE_MAANDEN",
)
VROEGSTE_JAAR = 1900
"""The calendar of working days begins here."""
TEST_BSN_KEUZES = ("meetellen", "uitsluiten")


class InstellingFout(ValueError):
    """A setting is missing or cannot be read; the message is Dutch and names the setting, never the secret."""


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
    geheim: str | None = field(default=None, repr=False)

    @property
    def warehouse(self) -> Path:
        """The DuckDB file of the data team."""
        return self.data / "warehouse.duckdb"

    @property
    def publicatie(self) -> Path:
        """Folder with one entry per audience (contract chapter 5)."""
        return self.data / "publicatie"

    @property
    def bevroren(self) -> Path:
        """Folder with the frozen figures: not to be made again, so it belongs in the back-up."""
        return self.data / "bevroren"

    @property
    def verloop(self) -> Path:
        """Folder with the life of findings over the nights: not to be made again, so it belongs in the back-up."""
        return self.data / "verloop"

    @property
    def logs(self) -> Path:
        """Folder with the logs of the nights."""
        return self.data / "logs"

    @property
    def dagster_home(self) -> Path:
        """Where the orchestrator keeps its own administration."""
        return self.data / "dagster"

    @property
    def slot(self) -> Path:
        """The lock file that keeps a second night out."""
        return self.data / "nacht.slot"

    @property
    def sleutel(self) -> str:
        """The secret for pseudonyms. Raises InstellingFout, with how to make one, when it is not set."""
        if not self.geheim:
            raise InstellingFout(
                f"{VOORVOEGSEL}SLEUTEL ontbreekt: de geheime sleutel waarmee BSN's pseudoniemen worden.\n"
                "Maak er eenmalig een aan en zet die in het bestand .env (nooit in de repository):\n"
                f"  python3 -c \"import secrets; print('{VOORVOEGSEL}SLEUTEL=' + secrets.token_hex(32))\" >> .env\n"
                "Bewaar de sleutel in een kluis: met een andere sleutel past nieuwe data niet bij de oude."
            )
        return self.geheim

    def als_omgeving(self) -> dict[str, str]:
        """The same settings as environment variables, all of them: what a child process needs to see what we see."""
        return {
            VOORVOEGSEL + naam: waarde
            for naam, waarde in (
                ("LANDING", str(self.landing)),
                ("DATA", str(self.data)),
                ("PEILDATUM", self.peildatum.isoformat()),
                ("KENNISDATUM", self.kennisdatum.isoformat()),
                ("SLEUTEL", self.geheim or ""),
                ("TEST_BSN", self.test_bsn),
                ("HISTORIE_VANAF", self.historie_vanaf.isoformat()),
                ("AANSLUIT_DAGEN", str(self.aansluit_dagen)),
                ("RECIDIVE_MAANDEN", str(self.recidive_maanden)),
            )
        }


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
    peildatum = _datum(waarden, "PEILDATUM", vandaag())
    test_bsn = waarden.get("TEST_BSN", TEST_BSN_KEUZES[0]).lower()
    if test_bsn not in TEST_BSN_KEUZES:
        raise InstellingFout(f"{VOORVOEGSEL}TEST_BSN: '{test_bsn}' kan niet; kies {' of '.join(TEST_BSN_KEUZES)}.")
    historie_vanaf = _datum(waarden, "HISTORIE_VANAF", date(2015, 1, 1))
    if historie_vanaf.year < VROEGSTE_JAAR:
        raise InstellingFout(f"{VOORVOEGSEL}HISTORIE_VANAF: {historie_vanaf} kan niet; kies {VROEGSTE_JAAR} of later.")
    return Instellingen(
        landing=_pad(project, waarden.get("LANDING", "data/landing")),
        data=_pad(project, waarden.get("DATA", "data")),
        peildatum=peildatum,
        kennisdatum=_datum(waarden, "KENNISDATUM", peildatum),
        test_bsn=test_bsn,
        historie_vanaf=historie_vanaf,
        aansluit_dagen=_aantal(waarden, "AANSLUIT_DAGEN", 30),
        recidive_maanden=_aantal(waarden, "RECIDIVE_MAANDEN", 12),
        geheim=waarden.get("SLEUTEL"),
    )


def onbekende_namen(
    project: Path, omgeving: Mapping[str, str] | None = None, env_bestand: Path | None = None
) -> list[tuple[str, str | None]]:
    """Names that look like a setting but are none, each with the setting it resembles: typing errors, mostly."""
    omgeving = os.environ if omgeving is None else omgeving
    onbekend = sorted(set(_samen(omgeving, env_bestand or project / ".env")) - set(NAMEN))
    return [
        (VOORVOEGSEL + naam, next((VOORVOEGSEL + bekend for bekend in get_close_matches(naam, NAMEN, n=1)), None))
        for naam in onbekend
    ]


def _samen(omgeving: Mapping[str, str], env_bestand: Path) -> dict[str, str]:
    """Non-empty settings without their prefix; the environment wins from the file."""
    # no interpolation: a key may hold a dollar sign
    bestand = dotenv_values(env_bestand, interpolate=False, encoding="utf-8-sig") if env_bestand.is_file() else {}
    samen: dict[str, str] = {}
    for bron in (bestand, omgeving):
        for naam, waarde in bron.items():
            if naam.startswith(VOORVOEGSEL) and waarde and waarde.strip():
                samen[naam.removeprefix(VOORVOEGSEL)] = waarde.strip()
    return samen


def _pad(project: Path, tekst: str) -> Path:
    return (project / Path(tekst).expanduser()).resolve()


def _datum(waarden: Mapping[str, str], naam: str, anders: date) -> date:
    tekst = waarden.get(naam)
    if tekst is None:
        return anders
    try:
        return datetime.strptime(tekst, "%Y-%m-%d").date()
    except ValueError:
        raise InstellingFout(
            f"{VOORVOEGSEL}{naam}: '{tekst}' is geen datum; schrijf jaar-maand-dag, bijvoorbeeld 2026-09-30."
        ) from None


def _aantal(waarden: Mapping[str, str], naam: str, anders: int) -> int:
    tekst = waarden.get(naam)
    if tekst is None:
        return anders
    if not (tekst.isascii() and tekst.isdigit()):
        raise InstellingFout(f"{VOORVOEGSEL}{naam}: '{tekst}' is geen geheel getal van 0 of meer.")
    return int(tekst)
