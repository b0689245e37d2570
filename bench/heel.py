"""A whole `make run`, step by step, beside what it cannot do without: loading, and the SQL of the models by hand.

CPU seconds of the night and everything it started; a step is from its line on the screen to the next. Both sides of a
ratio are taken in one run, so that a slow machine is slow for both. With `tegen` (a commit) the demo night of that
commit is measured too.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import log
from pathlib import Path

from bench.historie import Stroom, maak_stroom
from bench.meten import tabel
from bench.nacht import NIEUW, PROJECT, STAPPEN, Nachtbank

VAN_SCHERM = re.compile(r"^\s*\d+ s  (?P<stap>[A-Z].*)$")
KLOKTIK = os.sysconf("SC_CLK_TCK")
DEMO_HOOGSTENS = 4.0
LEEG_HOOGSTENS = 1.8
NIEUW_HOOGSTENS = 30
"""Seconds that a night with NIEUW messages may take beyond `dbt run` alone."""
OUD_HOOGSTENS = 0.5
GEHEUGEN_HOOGSTENS_MB = 8_000
GROEI_HOOGSTENS = 1.1
"""Exponent of a step between two sizes: 1 is linear, the rest is noise."""
MERKBAAR = 5.0
"""CPU seconds below which the growth of a step says nothing."""


@dataclass(frozen=True)
class Nachtmeting:
    """CPU seconds per step in their order, all of them together, and the most memory of one process in MB."""

    stappen: Mapping[str, float]
    piek_mb: int

    @property
    def cpu(self) -> float:
        return sum(self.stappen.values())


def meet(aantal: int, geheugen: str, tegen: str | None) -> None:
    """Print the tables for the demo and for `aantal` messages."""
    with tempfile.TemporaryDirectory() as naam:
        _meet_demo(Path(naam), geheugen, tegen)
    with tempfile.TemporaryDirectory() as naam:
        _meet_groei(Path(naam), aantal, geheugen)


def _meet_demo(map_: Path, geheugen: str, tegen: str | None) -> None:
    nacht = _nacht(PROJECT, ["--demo", str(map_ / "demo")], {})
    tweede = _nacht(PROJECT, ["--demo", str(map_ / "demo")], {})
    vloer = _met_de_hand(map_ / "hand", map_ / "demo" / "landing", maak_stroom(1), geheugen)
    rijen = [
        ("laden en SQL met de hand", f"{vloer:.1f}", "1.00", ""),
        ("demonacht", f"{nacht.cpu:.1f}", f"{nacht.cpu / vloer:.2f}", f"{DEMO_HOOGSTENS:.1f}"),
        ("tweede demonacht, niets nieuws", f"{tweede.cpu:.1f}", f"{tweede.cpu / vloer:.2f}", ""),
    ]
    if tegen:
        with _werkmap(map_, tegen) as project:
            oud = _nacht(project, ["--demo", str(map_ / "oud")], {})
        rijen.append((f"demonacht van {tegen[:8]}", f"{oud.cpu:.1f}", f"{oud.cpu / vloer:.2f}", ""))
        rijen.append(("demonacht tegenover die", "", f"{nacht.cpu / oud.cpu:.2f}", f"{OUD_HOOGSTENS:.1f}"))
    tabel("De demonacht", ("wat", "s CPU", "x", "hoogstens"), rijen)
    _druk_stappen("De stappen van de demonacht, s CPU", [("eerste", nacht), ("tweede", tweede)])


def _met_de_hand(map_: Path, landing: Path, stroom: Stroom, geheugen: str) -> float:
    """CPU seconds of loading a landing folder into a warehouse of its own, and of the SQL of all models on it."""
    bank = Nachtbank(map_, stroom, geheugen)
    laden = bank.laad_map(landing)
    bank.dbt("run")
    return laden.cpu + bank.met_de_hand(bank.modellen()).cpu


def _meet_groei(map_: Path, aantal: int, geheugen: str) -> None:
    """A night from empty for every part of the messages, and on the last of them one with NIEUW more."""
    metingen: list[tuple[int, Nachtmeting]] = []
    rijen: list[tuple[str, ...]] = []
    for deel in STAPPEN:
        stroom = maak_stroom(round(aantal * deel) + NIEUW)
        bank = Nachtbank(map_ / f"deel_{deel:g}", stroom, geheugen)
        bank.schrijf(round(aantal * deel))
        nacht = _nacht(PROJECT, [], bank.omgeving)
        metingen.append((bank.aantal, nacht))
        vloer = _met_de_hand(map_ / f"hand_{deel:g}", bank.landing, stroom, geheugen)
        hoogstens = f"{LEEG_HOOGSTENS:.1f} (bij 1 miljoen)" if deel == STAPPEN[-1] else ""
        rijen.append((f"{bank.aantal} berichten, van leeg", f"{nacht.cpu:.1f}", f"{nacht.cpu / vloer:.2f}", hoogstens))
    tabel("Van leeg tot gepubliceerd tegenover laden en SQL met de hand", ("wat", "s CPU", "x", "hoogstens"), rijen)
    _druk_stappen("De stappen, s CPU", [(str(grootte), meting) for grootte, meting in metingen])
    _druk_groei(metingen)
    alleen = bank.dbt("run")
    bank.schrijf(NIEUW, los=True)
    nieuw = _nacht(PROJECT, [], bank.omgeving)
    verschil = nieuw.cpu - alleen.cpu
    tabel(
        f"{NIEUW} nieuwe berichten op {bank.aantal - NIEUW}",
        ("wat", "s CPU", "hoogstens"),
        [
            ("dbt run alleen", f"{alleen.cpu:.1f}", ""),
            ("de nacht", f"{nieuw.cpu:.1f}", ""),
            ("meer dan dbt run alleen", f"{verschil:.1f}", f"{NIEUW_HOOGSTENS}"),
        ],
    )
    _druk_stappen("De stappen daarvan, s CPU", [("nieuw", nieuw)])
    piek = max(meting.piek_mb for _, meting in [*metingen, (0, nieuw)])
    tabel("Geheugen", ("wat", "MB", "hoogstens"), [("grootste proces", piek, GEHEUGEN_HOOGSTENS_MB)])


def _druk_stappen(titel: str, metingen: Sequence[tuple[str, Nachtmeting]]) -> None:
    namen = list(dict.fromkeys(stap for _, meting in metingen for stap in meting.stappen))
    rijen = [(naam, *(f"{meting.stappen.get(naam, 0):.1f}" for _, meting in metingen)) for naam in namen]
    tabel(titel, ("stap", *(naam for naam, _ in metingen)), rijen)


def _druk_groei(metingen: Sequence[tuple[int, Nachtmeting]]) -> None:
    """The exponent with which each step grows between the last two sizes, beyond what it costs at the first."""
    (_, vast), (klein, eerder), (groot, later) = metingen
    rijen = []
    for naam in later.stappen:
        van, tot = (meting.stappen.get(naam, 0) - vast.stappen.get(naam, 0) for meting in (eerder, later))
        te_klein = van < MERKBAAR
        macht = "te klein om te zeggen" if te_klein else f"{log(tot / van) / log(groot / klein):.2f}"
        rijen.append((naam, macht, f"{GROEI_HOOGSTENS:.1f}"))
    tabel("Groei per stap: de macht van het aantal berichten", ("stap", "macht", "hoogstens"), rijen)


def _nacht(project: Path, argumenten: Sequence[str], omgeving: Mapping[str, str]) -> Nachtmeting:
    """Run the night of this project folder. RuntimeError, with what it said, when it fails."""
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("PEILSTOK_")}
    proces = subprocess.Popen(
        [sys.executable, "-m", "dagster_project.nacht", *argumenten],
        cwd=project,
        env=schoon | omgeving,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert proces.stdout is not None
    stappen: dict[str, float] = {}
    stap, tot_nu, scherm = "Beginnen", 0.0, []
    for regel in proces.stdout:
        scherm.append(regel)
        gevonden = VAN_SCHERM.match(regel)
        if gevonden and not re.match(r"\d|Peilstok|Cijfers", gevonden["stap"]):
            nu = _cpu_van(proces.pid)
            stappen[stap] = stappen.get(stap, 0.0) + nu - tot_nu
            stap, tot_nu = gevonden["stap"], nu
    _, stand, gebruik = os.wait4(proces.pid, 0)
    proces.returncode = os.waitstatus_to_exitcode(stand)
    if proces.returncode:
        raise RuntimeError(f"de nacht is mislukt:\n{''.join(scherm)}")
    stappen[stap] = stappen.get(stap, 0.0) + gebruik.ru_utime + gebruik.ru_stime - tot_nu
    return Nachtmeting(stappen, gebruik.ru_maxrss // 1024)


def _cpu_van(pid: int) -> float:
    """CPU seconds of a running process and of the children that it waited for."""
    velden = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(veld) for veld in velden[11:15]) / KLOKTIK


@contextmanager
def _werkmap(map_: Path, commit: str) -> Iterator[Path]:
    """The project as it was, beside this one and with its libraries."""
    project = map_ / "project"
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", project, commit], cwd=PROJECT, check=True)
    try:
        dbt = Path(sys.executable).with_name("dbt")
        mappen = ["--project-dir", "dbt", "--profiles-dir", "dbt"]
        subprocess.run([dbt, "--quiet", "parse", *mappen], cwd=project, check=True)
        yield project
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", project], cwd=PROJECT, check=True)
