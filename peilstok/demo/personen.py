"""Fictional clients: names and addresses of nobody, numbers that belong to nobody.

The names are made from parts so that none of them is a common word: a test can look for them in every byte that a
night has written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from peilstok.demo.wereld import GEMEENTEN, Gemeente

ACHTERNAMEN = tuple(
    deel + einde
    for deel in (
        "Kraaien",
        "Zwaluwen",
        "Peperkoek",
        "Schemer",
        "Mosterd",
        "Torenvalk",
        "Windroos",
        "Bramen",
        "Regenwulp",
    )
    for einde in ("stein", "wijkstra", "donkers", "brugmans", "hagenaar", "poortvliet", "akkersma")
)
VOORNAMEN = tuple(
    deel + einde
    for deel in ("Adelheid", "Frideron", "Gondelin", "Jorinte", "Lievemar", "Odilberga", "Roderwin", "Tjaldemar")
    for einde in ("wijn", "lotte", "mientje", "gast", "oortje")
)
STRATEN = tuple(
    deel + einde
    for deel in ("Kraanvogel", "Pannenkoek", "Meerkoetjes", "Zonnewijzer", "Hagelslag", "Sterrenmuur", "Boterbloemen")
    for einde in ("laan", "dreef", "plantsoen")
)

TEST_BSN_EERSTE, TEST_BSN_LAATSTE = 999900006, 999999990
_AANTAL_MET_TEST_BSN = 8000


@dataclass(frozen=True)
class Client:
    """A simulated person. `nummer` (1..) stands for the person in the truth, the bsn only in messages."""

    nummer: int
    bsn: str
    gemeente: Gemeente
    geboortedatum: date
    geslacht: str
    voornaam: str
    achternaam: str
    voorvoegsel: str | None
    ouder: str | None
    straat: str
    huisnummer: int
    postcode: str
    telefoon: str
    email: str

    @property
    def persoonsgegevens(self) -> frozenset[str]:
        """Strings that may appear in messages and nowhere else."""
        gegevens = {self.bsn, self.voornaam, self.achternaam, self.straat, self.telefoon, self.email}
        return frozenset(gegevens | ({self.ouder} if self.ouder else set()))


def is_elfproef(bsn: str) -> bool:
    """Whether nine digits pass the BSN check: 9a + 8b + .. + 2h - i is a multiple of 11."""
    cijfers = [int(teken) for teken in bsn]
    return (sum(cijfer * (9 - i) for i, cijfer in enumerate(cijfers[:8])) - cijfers[8]) % 11 == 0


@cache
def _test_bsns() -> tuple[str, ...]:
    return tuple(str(n) for n in range(TEST_BSN_EERSTE, TEST_BSN_LAATSTE + 1) if is_elfproef(str(n)))


def client_bsn(nummer: int) -> str:
    """BSN of the client with that number (1..): an official test BSN; beyond 8,000 a nine-digit number that fails the
    elfproef.
    """
    if nummer < 1:
        raise ValueError(f"clientnummer {nummer}: nummers beginnen bij 1")
    if nummer <= _AANTAL_MET_TEST_BSN:
        return _test_bsns()[nummer - 1]
    stam = f"{10_000_000 + nummer}"
    return stam + ("1" if is_elfproef(stam + "0") else "0")


def maak_client(nummer: int, wet: str, rng: Random) -> Client:
    """A client whose age fits the law; `wet` `beide` is somebody who turns 18 halfway."""
    geboren_van, geboren_tot = {
        "Jw": (date(2009, 1, 1), date(2020, 12, 31)),
        "Wmo": (date(1936, 1, 1), date(2003, 12, 31)),
        "beide": (date(2007, 9, 1), date(2008, 3, 31)),
    }[wet]
    voornaam, achternaam = rng.choice(VOORNAMEN), rng.choice(ACHTERNAMEN)
    gemeente = rng.choices(GEMEENTEN, [g.gewicht for g in GEMEENTEN])[0]
    return Client(
        nummer=nummer,
        bsn=client_bsn(nummer),
        gemeente=gemeente,
        geboortedatum=geboren_van + timedelta(days=rng.randint(0, (geboren_tot - geboren_van).days)),
        geslacht=rng.choices(("1", "2", "0"), (49, 50, 1))[0],
        voornaam=voornaam,
        achternaam=achternaam,
        voorvoegsel=rng.choice((None, None, None, "van", "de", "van der")),
        ouder=rng.choice(ACHTERNAMEN) if wet != "Wmo" and rng.random() < 0.6 else None,
        straat=rng.choice(STRATEN),
        huisnummer=rng.randint(1, 250),
        postcode=f"{rng.choice(gemeente.postcodes)}{rng.choice('ABCDEFGHJK')}{rng.choice('LMNPRSTVWX')}",
        # No Dutch number begins with 0999.
        telefoon=f"0999{nummer:06d}",
        email=f"{voornaam.lower()}.{achternaam.lower()}.{nummer}@voorbeeld.invalid",
    )
