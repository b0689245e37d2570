"""Known vulnerabilities in what a night runs on: `python -m beheer.audit`. Exit status 0 (looked, nothing known), 1
(something known and not excepted), 2 (not looked: no connection). The exceptions, each with its end and reason, are in
uitzonderingen.csv."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
UITZONDERINGEN = Path(__file__).with_name("uitzonderingen.csv")
LOCK = "requirements-nacht.lock"
MAX_DAGEN = 120
"""An exception is looked at again after a season at most."""


@dataclass(frozen=True)
class Uitzondering:
    """A vulnerability we live with until `tot`, and why that can be."""

    id: str
    tot: date
    waarom: str


def main() -> int:
    """Look, by way of pip-audit in the environment of this Python."""
    vandaag = date.today()
    geldig = [u for u in lees(UITZONDERINGEN) if u.tot >= vandaag]
    opdracht = [sys.executable, "-m", "pip_audit", "--progress-spinner", "off", "--disable-pip", "--require-hashes"]
    opdracht += ["--format", "json", "--requirement", LOCK]
    opdracht += [deel for u in geldig for deel in ("--ignore-vuln", u.id)]
    klaar = subprocess.run(opdracht, cwd=PROJECT, capture_output=True, text=True, check=False)
    for u in geldig:
        print(f"uitzondering tot {u.tot}: {u.id} ({u.waarom})")
    status, regels = oordeel(klaar.stdout)
    print(*regels, sep="\n")
    return status


def oordeel(uitvoer: str) -> tuple[int, list[str]]:
    """Exit status and lines for people, of what pip-audit wrote as JSON. It calls a package that it could not look up
    skipped, and is content; we are not."""
    try:
        pakketten = json.loads(uitvoer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 2, ["NIET bekeken: de lijst van kwetsbaarheden is niet te bereiken."]
    bekend = [
        f"{pakket['name']} {pakket['version']}: {fout['id']}, verholpen in {', '.join(fout['fix_versions']) or 'niets'}"
        for pakket in pakketten
        for fout in pakket.get("vulns", ())
    ]
    overgeslagen = [pakket["name"] for pakket in pakketten if "skip_reason" in pakket]
    if bekend:
        return 1, bekend
    if overgeslagen or not pakketten:
        return 2, [f"NIET bekeken: van {len(overgeslagen)} van de {len(pakketten)} pakketten is niets te vinden."]
    return 0, [f"Bekeken: {len(pakketten)} pakketten, geen bekende kwetsbaarheden buiten de uitzonderingen."]


def lees(pad: Path) -> list[Uitzondering]:
    """The exceptions. ValueError names one that is not whole, or lasts too long."""
    with pad.open(encoding="utf-8", newline="") as bestand:
        rijen = list(csv.DictReader(bestand))
    gelezen = []
    for rij in rijen:
        if not (rij["id"] and rij["waarom"]):
            raise ValueError(f"{pad.name}: {rij['id'] or 'een regel'} zonder id of reden")
        gelezen.append(Uitzondering(rij["id"], date.fromisoformat(rij["tot"]), rij["waarom"]))
    for uitzondering in gelezen:
        if (uitzondering.tot - date.today()).days > MAX_DAGEN:
            raise ValueError(f"{pad.name}: {uitzondering.id} duurt langer dan {MAX_DAGEN} dagen")
    return gelezen


if __name__ == "__main__":
    sys.exit(main())
