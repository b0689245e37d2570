"""Is a night safe to break off? `python -m beheer.crash [--keer N] [--zaad Z] [--soort ..] [--map FOLDER]`: nights on
the made-up region that are disturbed at random moments, and after each disturbance one more night, which must give the
tables of an undisturbed one. Readers look on all the while. Exit status 1 when anything differs.

| soort | what happens |
|---|---|
| dood | kill -9 of the night with all it started, at a random moment |
| vol | no file may grow beyond a random size (RLIMIT_FSIZE), as on a full disk |
| twee | a second night at a random moment of the first |
| lezer | somebody holds the published file open while it is replaced |
| landing | a message is taken away while the night runs, and put back afterwards |

The same seed gives the same disturbances, on a machine of the same speed the same moments.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dagster_project.nacht import demo_instellingen
from dagster_project.plaatsen import PROJECT
from peilstok.demo import DemoParameters, maak_regio, schrijf_regio

OPDRACHT = [sys.executable, "-m", "dagster_project.nacht"]
UITERSTE = 3600
"""Seconds after which a night hangs."""
KLEINSTE, GROOTSTE = 1 << 16, 1 << 26
"""Bytes between which a full disk begins."""

Afdruk = dict[str, tuple[int, int]]


@dataclass
class Nacht:
    """One night in a process group of its own."""

    map_: Path
    grens: int | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """Begin; its words go to a file in its folder."""
        schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("PEILSTOK_")}
        with (self.map_ / "uitvoer.log").open("ab") as uitvoer:
            return subprocess.Popen(
                OPDRACHT,
                cwd=PROJECT,
                env=schoon | demo_instellingen(self.map_).als_omgeving(),
                stdout=uitvoer,
                stderr=uitvoer,
                start_new_session=True,
                preexec_fn=self._begrens,
            )

    def draai(self) -> int:
        """Run it to its end; the exit status."""
        return self.start().wait(timeout=UITERSTE)

    def _begrens(self) -> None:
        if self.grens is not None:
            # an error and not a signal, as of a disk
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.grens, self.grens))


class Lezer(threading.Thread):
    """A reader who looks all the while: what stands published is whole, or is not there yet."""

    def __init__(self, map_: Path) -> None:
        super().__init__(daemon=True)
        self._plek = map_ / "publicatie" / "datateam"
        self._klaar = threading.Event()
        self.gezien = 0
        self.half: list[str] = []

    def run(self) -> None:
        while not self._klaar.wait(0.25):
            self.kijk()

    def stop(self) -> list[str]:
        """What was not whole."""
        self._klaar.set()
        self.join()
        return self.half

    def kijk(self) -> None:
        """Once; a version that is replaced meanwhile is looked at again next time."""
        if not self._plek.exists():
            return
        versie = self._plek.resolve()
        try:
            lijst = json.loads((versie / "MANIFEST.json").read_text(encoding="utf-8"))["bestanden"]
            mis = [naam for naam in lijst if not (versie / naam).is_file()]
            with duckdb.connect(str(versie / "peilstok.duckdb"), read_only=True) as con:
                con.execute("select count(*) from marts.fct_toewijzing").fetchone()
        except (OSError, ValueError, KeyError, duckdb.Error) as fout:
            mis = [type(fout).__name__]
        if mis and versie.exists() and self._plek.resolve() == versie:
            self.half.append(mis[0])
        self.gezien += 1


def afdruk(map_: Path) -> Afdruk:
    """Rows and a sum of hashes of every published table of every audience, and how many mails were written."""
    gevonden: Afdruk = {}
    with duckdb.connect() as con:
        for pad in sorted((map_ / "publicatie").glob("*/**/parquet/*.parquet")):
            naam = str(pad.relative_to(map_ / "publicatie"))
            if naam.startswith("."):
                continue
            rij = con.execute("select count(*), bit_xor(hash(t)) from read_parquet(?) as t", [str(pad)]).fetchone()
            assert rij
            gevonden[naam] = (int(rij[0]), int(rij[1] or 0))
    gevonden["mails"] = (len(list((map_ / "uit").glob("**/*.eml"))), 0)
    return gevonden


def verschil(is_: Afdruk, hoort: Afdruk) -> list[str]:
    """The tables that differ."""
    return sorted(naam for naam in is_.keys() | hoort.keys() if is_.get(naam) != hoort.get(naam))


def _dood(map_: Path, toeval: random.Random, duur: float) -> str:
    na = toeval.uniform(0, duur)
    proces = Nacht(map_).start()
    try:
        proces.wait(timeout=na)
    except subprocess.TimeoutExpired:
        os.killpg(proces.pid, signal.SIGKILL)
        proces.wait()
    return f"na {na:.1f} s"


def _vol(map_: Path, toeval: random.Random, _duur: float) -> str:
    grens = int(KLEINSTE * (GROOTSTE / KLEINSTE) ** toeval.random())
    status = Nacht(map_, grens).draai()
    return f"bij {grens / 1e6:.1f} MB, status {status}"


def _twee(map_: Path, toeval: random.Random, duur: float) -> str:
    na = toeval.uniform(0, duur / 2)
    eerste = Nacht(map_).start()
    time.sleep(na)
    tweede = Nacht(map_).draai()
    return f"de tweede na {na:.1f} s, status {eerste.wait(timeout=UITERSTE)} en {tweede}"


def _lezer(map_: Path, _toeval: random.Random, _duur: float) -> str:
    eerste = Nacht(map_).draai()
    with duckdb.connect(str((map_ / "publicatie" / "datateam" / "peilstok.duckdb").resolve()), read_only=True) as con:
        vraag = "select count(*) from marts.fct_toewijzing"
        eerder = con.execute(vraag).fetchone()
        tweede = Nacht(map_).draai()
        assert con.execute(vraag).fetchone() == eerder
    return f"status {eerste} en {tweede}"


def _landing(map_: Path, toeval: random.Random, duur: float) -> str:
    na = toeval.uniform(0, duur)
    bericht = toeval.choice(sorted((map_ / "landing" / "berichten").rglob("*.xml")))
    proces = Nacht(map_).start()
    time.sleep(na)
    weg = bericht.rename(map_ / "weg.xml")
    status = proces.wait(timeout=UITERSTE)
    weg.rename(bericht)
    return f"{bericht.name} weg na {na:.1f} s, status {status}"


SOORTEN: dict[str, Callable[[Path, random.Random, float], str]] = {
    "dood": _dood,
    "vol": _vol,
    "twee": _twee,
    "lezer": _lezer,
    "landing": _landing,
}


def main(argumenten: list[str] | None = None) -> int:
    """All rounds; a line for each."""
    lezer = argparse.ArgumentParser(prog="python -m beheer.crash")
    lezer.add_argument("--keer", type=int, default=5, help="hoeveel verstoringen")
    lezer.add_argument("--zaad", type=int, default=1)
    lezer.add_argument("--soort", choices=sorted(SOORTEN), action="append")
    lezer.add_argument("--map", type=Path, help="waar (standaard een tijdelijke map)")
    lezer.add_argument(
        "--ongestoord", type=Path, help="map van een eerdere demonacht van deze versie, die spaart er een"
    )
    lezer.add_argument("--duur", type=float, default=120, help="hoelang die ongeveer duurde, in seconden")
    keuze = lezer.parse_args(argumenten)
    toeval = random.Random(keuze.zaad)
    soorten = keuze.soort or list(SOORTEN)
    with tempfile.TemporaryDirectory(dir=keuze.map, prefix="crash-") as basis:
        bron = Path(basis) / "bron"
        schrijf_regio(maak_regio(DemoParameters()), bron)
        if keuze.ongestoord:
            hoort, duur = afdruk(keuze.ongestoord), keuze.duur
        else:
            hoort, duur = _ongestoord(Path(basis), bron)
        print(f"ongestoord: {len(hoort)} tabellen in {duur:.0f} s", flush=True)
        mis = 0
        for nummer in range(keuze.keer):
            soort = soorten[nummer % len(soorten)]
            map_ = _verse_map(Path(basis) / f"ronde-{nummer}", bron)
            fouten, hoe = _ronde(map_, soort, toeval, duur, hoort)
            mis += bool(fouten)
            print(
                f"{'MIS ' if fouten else 'goed'}  {soort:<8} {hoe}",
                *(f"      {fout}" for fout in fouten),
                sep="\n",
                flush=True,
            )
            if fouten and keuze.map:
                shutil.copytree(map_, keuze.map / f"mis-{nummer}", symlinks=True)
            shutil.rmtree(map_)
    print(f"{keuze.keer - mis} van {keuze.keer} verstoringen zonder spoor")
    return 1 if mis else 0


def _ongestoord(basis: Path, bron: Path) -> tuple[Afdruk, float]:
    map_ = _verse_map(basis / "ongestoord", bron)
    begin = time.monotonic()
    if Nacht(map_).draai():
        raise SystemExit((map_ / "uitvoer.log").read_text(encoding="utf-8")[-2000:])
    return afdruk(map_), time.monotonic() - begin


def _ronde(map_: Path, soort: str, toeval: random.Random, duur: float, hoort: Afdruk) -> tuple[list[str], str]:
    """What went wrong, and how the disturbance went."""
    toeschouwer = Lezer(map_)
    toeschouwer.start()
    hoe = SOORTEN[soort](map_, toeval, duur)
    status = Nacht(map_).draai()
    half = toeschouwer.stop()
    fouten = [f"een lezer zag iets halfs: {half[0]} ({len(half)} keer)"] if half else []
    if status:
        return [*fouten, "de nacht erna lukte niet: " + (map_ / "uitvoer.log").read_text(encoding="utf-8")[-600:]], hoe
    anders = verschil(afdruk(map_), hoort)
    return [*fouten, *([f"anders dan ongestoord: {', '.join(anders[:5])} ({len(anders)})"] if anders else [])], hoe


def _verse_map(map_: Path, bron: Path) -> Path:
    map_.mkdir()
    shutil.copytree(bron, map_ / "landing")
    return map_


if __name__ == "__main__":
    sys.exit(main())
