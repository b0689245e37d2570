"""The night after loading: what dbt costs beside its SQL, how the models grow, and what each of them takes.

Wall time and CPU seconds are both shown: two other jobs on the machine change the first, not the second. Ratios are of
CPU seconds. Every measurement works on one warehouse in a folder of its own; dbt gets the project's profile with a
memory limit added.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import yaml  # type: ignore[import-untyped]

from bench.historie import BERICHTEN_PER_CLIENT, Stroom, maak_stroom, schrijf_archieven, schrijf_los
from bench.meten import tabel
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.demo import DEMO_PEILDATUM
from peilstok.laden import controleer_sleutel, laad_berichten, laad_referenties, maak_schema, schrijf_instellingen

PROJECT = Path(__file__).resolve().parent.parent
DBT = PROJECT / "dbt"
SLEUTEL = "sleutel van de benchmark, die nergens anders dient"
NIEUW = 1_000
"""Messages of the new night."""
STAPPEN = (0.1, 0.3, 1.0)
"""Parts of the messages at which the models are measured."""
DUURSTE = 15
"""Models in the table of times; the others are one row."""
DUURSTE_REGELS = 8
"""Rules in the table of times."""

_EEN_MODEL = """
import re, sys, time, duckdb
from pathlib import Path
con = duckdb.connect(sys.argv[1], config={"memory_limit": sys.argv[2]})
con.execute("SET enable_progress_bar = false")
sql = sys.stdin.read()
begin, cpu = time.perf_counter(), time.process_time()
con.execute(sql)
# Not getrusage: its peak is inherited from the process that started this one.
piek = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(time.perf_counter() - begin, time.process_time() - cpu, piek)
"""


@dataclass(frozen=True)
class Duur:
    """Seconds on the clock and CPU seconds, of this process and those it waited for."""

    klok: float
    cpu: float

    def zonder(self, vast: Duur) -> Duur:
        """What is left beyond a fixed part."""
        return Duur(self.klok - vast.klok, self.cpu - vast.cpu)


@dataclass(frozen=True)
class Model:
    """A model as dbt ran it."""

    naam: str
    tabel: str
    sql: str
    soort: str
    laag: str
    """Its folder below models/."""
    leest: frozenset[str]
    """Names of the models it reads."""

    @property
    def opdracht(self) -> str:
        """The statement that builds it."""
        return f"CREATE OR REPLACE {'VIEW' if self.soort == 'view' else 'TABLE'} {self.tabel} AS {self.sql}"


@dataclass(frozen=True)
class Modelmeting:
    """A model built in a process of its own: CPU and clock seconds, peak memory of that process in MB, rows."""

    naam: str
    duur: Duur
    piek_mb: int
    rijen: int


@contextmanager
def _gemeten() -> Iterator[list[Duur]]:
    """The list holds the one Duur of the block once that has ended."""
    uit: list[Duur] = []
    cpu, klok = _cpu(), time.perf_counter()
    yield uit
    uit.append(Duur(time.perf_counter() - klok, _cpu() - cpu))


def _cpu() -> float:
    delen = (resource.getrusage(wie) for wie in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(deel.ru_utime + deel.ru_stime for deel in delen)


class Nachtbank:
    """One landing folder and one warehouse below `map_`, and what can be measured on them.

    `geheugen` is DuckDB's memory limit ("6GB"); `piek_mb` the most memory that the last dbt took. RuntimeError, with
    dbt's own words, when dbt fails.
    """

    def __init__(self, map_: Path, stroom: Stroom, geheugen: str) -> None:
        self._map, self._geheugen = map_, geheugen
        self._berichten = stroom.alle()
        self._pseudoniem = Pseudonimiseerder(SLEUTEL)
        self.landing, self.data = map_ / "landing", map_ / "data"
        self.aantal = 0
        self.piek_mb = 0
        for folder in ("berichten", "referentie"):
            (self.landing / folder).mkdir(parents=True)
        self.data.mkdir()
        for naam, inhoud in stroom.referentie.items():
            (self.landing / "referentie" / naam).write_bytes(inhoud)
        self._maak_profiel()
        with self._verbinding() as con:
            maak_schema(con, laad_catalogus())
            controleer_sleutel(con, self._pseudoniem)
            schrijf_instellingen(
                con,
                peildatum=DEMO_PEILDATUM,
                kennisdatum=DEMO_PEILDATUM,
                historie_vanaf=date(2015, 1, 1),
                aansluit_dagen=30,
                recidive_maanden=12,
                test_bsn="meetellen",
            )
            laad_referenties(con, self.landing, self._pseudoniem)
        self.dbt("seed")

    @property
    def _warehouse(self) -> Path:
        return self.data / "warehouse.duckdb"

    def _verbinding(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(str(self._warehouse), config={"memory_limit": self._geheugen})

    def _maak_profiel(self) -> None:
        profiel = yaml.safe_load((DBT / "profiles.yml").read_text(encoding="utf-8"))
        uitvoer = profiel["peilstok"]["outputs"]["duckdb"]
        uitvoer["settings"] = {**uitvoer.get("settings", {}), "memory_limit": self._geheugen}
        (self._map / "profiles.yml").write_text(yaml.safe_dump(profiel), encoding="utf-8")

    def laad(self, aantal: int, *, los: bool = False) -> Duur:
        """Send so many messages more and load them; only the loading is measured."""
        self.schrijf(aantal, los=los)
        with _gemeten() as duur, self._verbinding() as con:
            gedaan = laad_berichten(con, self.landing, self._pseudoniem)
        if gedaan.geladen != aantal:
            raise RuntimeError(f"{gedaan.geladen} van {aantal} berichten geladen, {gedaan.quarantaine} in quarantaine")
        return duur[0]

    def schrijf(self, aantal: int, *, los: bool = False) -> None:
        """Send so many messages more, for a whole night to load."""
        schrijf = schrijf_los if los else schrijf_archieven
        schrijf(self.landing / "berichten", self._berichten, aantal, f"vanaf_{self.aantal:08d}")
        self.aantal += aantal

    def laad_map(self, landing: Path) -> Duur:
        """Load what lies in a landing folder, reference tables too."""
        with _gemeten() as duur, self._verbinding() as con:
            laad_berichten(con, landing, self._pseudoniem)
            laad_referenties(con, landing, self._pseudoniem)
        return duur[0]

    @property
    def omgeving(self) -> dict[str, str]:
        """Settings of a night on this landing folder."""
        waarden = {"LANDING": self.landing, "DATA": self.data, "PEILDATUM": DEMO_PEILDATUM, "SLEUTEL": SLEUTEL}
        return {f"PEILSTOK_{naam}": str(waarde) for naam, waarde in waarden.items()}

    def dbt(self, opdracht: str) -> Duur:
        """`dbt run` or `dbt seed` in a process of its own."""
        aanroep: list[str | Path] = [Path(sys.executable).with_name("dbt"), "--quiet", opdracht]
        aanroep += ["--project-dir", DBT, "--profiles-dir", self._map]
        aanroep += ["--target-path", self._map / "target", "--log-path", self._map / "log"]
        uitvoer = self._map / "dbt.txt"
        with _gemeten() as duur, uitvoer.open("w") as doel:
            proces = subprocess.Popen(
                aanroep,
                env=os.environ | {"PEILSTOK_DATA": str(self.data), "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
                stdout=doel,
                stderr=subprocess.STDOUT,
            )
            # Not Popen.wait: this also tells what the process took.
            _, stand, gebruik = os.wait4(proces.pid, 0)
        proces.returncode = os.waitstatus_to_exitcode(stand)
        if proces.returncode:
            raise RuntimeError(f"dbt {opdracht} is mislukt:\n{uitvoer.read_text()}")
        self.piek_mb = gebruik.ru_maxrss // 1024
        return duur[0]

    def modellen(self) -> list[Model]:
        """The models in the order in which the last `dbt run` began them, with the SQL that it ran."""
        knopen = _json(self._map / "target" / "manifest.json")["nodes"]
        uitslagen = _json(self._map / "target" / "run_results.json")["results"]
        uitslagen.sort(key=lambda uitslag: max(deel["started_at"] for deel in uitslag["timing"]))
        return [
            Model(
                naam=knopen[uitslag["unique_id"]]["name"],
                tabel=uitslag["relation_name"],
                sql=uitslag["compiled_code"],
                soort=knopen[uitslag["unique_id"]]["config"]["materialized"],
                laag=knopen[uitslag["unique_id"]]["fqn"][1],
                leest=frozenset(
                    knopen[ouder]["name"]
                    for ouder in knopen[uitslag["unique_id"]]["depends_on"]["nodes"]
                    if ouder.startswith("model.")
                ),
            )
            for uitslag in uitslagen
        ]

    def met_de_hand(self, modellen: Sequence[Model]) -> Duur:
        """The same SQL in that order in one session, without dbt and Dagster."""
        with _gemeten() as duur, self._verbinding() as con:
            for model in modellen:
                con.execute(model.opdracht)
        return duur[0]

    def een_voor_een(self, modellen: Sequence[Model]) -> dict[str, Duur]:
        """The same, with what each of them took."""
        uit = {}
        with self._verbinding() as con:
            for model in modellen:
                with _gemeten() as duur:
                    con.execute(model.opdracht)
                uit[model.naam] = duur[0]
        return uit

    def per_regel(self, modellen: Sequence[Model]) -> dict[str, tuple[Duur, int]]:
        """Every rule of message quality read on its own: what it took, and its breaches."""
        uit = {}
        with self._verbinding() as con:
            for model in modellen:
                if model.naam.startswith("regel_"):
                    with _gemeten() as duur:
                        con.execute(f"CREATE OR REPLACE TEMP TABLE overtreding AS SELECT * FROM {model.tabel}")
                    rij = con.execute("SELECT count(*) FROM overtreding").fetchone()
                    assert rij is not None
                    uit[model.naam] = (duur[0], int(rij[0]))
        return uit

    def per_model(self, modellen: Sequence[Model]) -> list[Modelmeting]:
        """Each table in a process of its own: only so is the peak of one not that of all before it."""
        metingen = []
        for model in modellen:
            if model.soort == "view":
                continue
            uit = subprocess.run(
                [sys.executable, "-c", _EEN_MODEL, self._warehouse, self._geheugen],
                input=model.opdracht,
                capture_output=True,
                text=True,
                check=True,
            ).stdout.split()
            with self._verbinding() as con:
                rijen = con.execute(f"SELECT count(*) FROM {model.tabel}").fetchone()
            assert rijen is not None
            metingen.append(Modelmeting(model.naam, Duur(float(uit[0]), float(uit[1])), int(uit[2]), int(rijen[0])))
        return metingen

    def hele_nacht(self, aantal: int) -> Duur:
        """`make run` with so many new messages: Dagster, loading, dbt with its tests, expectations, publishing."""
        self.schrijf(aantal, los=True)
        schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("PEILSTOK_")}
        with _gemeten() as duur:
            klaar = subprocess.run(
                [sys.executable, "-m", "dagster_project.nacht"],
                cwd=PROJECT,
                env=schoon | self.omgeving,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        if klaar.returncode:
            raise RuntimeError(f"de nacht is mislukt:\n{klaar.stdout}")
        return duur[0]


def _json(pad: Path) -> dict[str, Any]:
    inhoud: dict[str, Any] = json.loads(pad.read_text(encoding="utf-8"))
    return inhoud


def _gemiddeld(duren: Sequence[Duur]) -> Duur:
    return Duur(sum(duur.klok for duur in duren) / len(duren), sum(duur.cpu for duur in duren) / len(duren))


def _s(seconden: float) -> str:
    return f"{seconden:.1f}"


def meet(aantal: int, geheugen: str) -> None:
    """Print the tables for so many messages."""
    with tempfile.TemporaryDirectory() as naam:
        bank = Nachtbank(Path(naam), maak_stroom(aantal), geheugen)
        # dbt without messages is its start-up and what the tables cost whatever is in them; the first time it has no
        # older tables to put aside, as every night has
        bank.dbt("run")
        dbt_leeg = bank.dbt("run")
        modellen = bank.modellen()
        hand_leeg = bank.met_de_hand(modellen)

        groei: list[tuple[int, Duur, Duur]] = []
        for deel in STAPPEN:
            laden = bank.laad(round(aantal * deel) - bank.aantal)
            groei.append((bank.aantal, laden, bank.met_de_hand(modellen)))
        _druk_groei(groei, hand_leeg)

        _druk_regels(bank.aantal, modellen, bank.een_voor_een(modellen), bank.per_regel(modellen))

        leeg_ervoor = bank.dbt("run")
        # by hand just before and just after: a slow minute of the machine hits both sides
        hand = _gemiddeld([groei[-1][2], bank.met_de_hand(modellen)])
        laden = bank.laad(NIEUW, los=True)
        nieuw = bank.dbt("run")
        leeg_erna = bank.dbt("run")
        nacht = bank.hele_nacht(NIEUW)
        _druk_nacht(aantal, [leeg_ervoor, leeg_erna], laden, nieuw, nacht)
        _druk_herbouw(aantal, leeg_ervoor, hand, dbt_leeg, hand_leeg)
        _druk_modellen(bank.aantal, bank.per_model(modellen), geheugen)


def meet_jaar(clienten: int, geheugen: str) -> None:
    """Print what each model takes for a year of messages of at least so many clients."""
    stroom = maak_stroom(clienten * BERICHTEN_PER_CLIENT, jaren=1)
    kopieen = -(-clienten // stroom.clienten)
    with tempfile.TemporaryDirectory() as naam:
        bank = Nachtbank(Path(naam), stroom, geheugen)
        laden = bank.laad(kopieen * len(stroom.berichten))
        alles = bank.dbt("run")
        tabel(
            f"Een jaar berichten van {kopieen * stroom.clienten} clienten",
            ("wat", "berichten", "s CPU", "s klok", "piek, MB"),
            [
                ("laden", bank.aantal, _s(laden.cpu), _s(laden.klok), ""),
                ("dbt run, alle modellen", bank.aantal, _s(alles.cpu), _s(alles.klok), bank.piek_mb),
            ],
        )
        _druk_modellen(bank.aantal, bank.per_model(bank.modellen()), geheugen)


def _druk_groei(groei: Sequence[tuple[int, Duur, Duur]], leeg: Duur) -> None:
    eerste, _, duur = groei[0]
    per_bericht = duur.zonder(leeg).cpu / eerste
    tabel(
        f"Groei van de modellen, SQL met de hand in een sessie (zonder berichten {leeg.cpu:.1f} s CPU)",
        ("berichten", "s CPU", "s klok", "x lineair", "hoogstens"),
        [
            (n, _s(d.cpu), _s(d.klok), f"{d.zonder(leeg).cpu / n / per_bericht:.2f}", "" if n == eerste else "1,0")
            for n, _, d in groei
        ],
    )


def _druk_regels(
    aantal: int, modellen: Sequence[Model], duren: Mapping[str, Duur], per_regel: Mapping[str, tuple[Duur, int]]
) -> None:
    """What judging the messages takes beside what the marts take, and the dearest rules."""
    lagen = {model.naam: model.laag for model in modellen}
    voor_marts = _met_bronnen([naam for naam, laag in lagen.items() if laag == "marts"], modellen)
    groepen = {
        "regels, bevinding en meting (models/kwaliteit)": {n for n, laag in lagen.items() if laag == "kwaliteit"},
        "wat alleen die lezen (intermediate)": {n for n in lagen if n not in voor_marts and lagen[n] == "intermediate"},
        "marts (models/marts)": {n for n, laag in lagen.items() if laag == "marts"},
        "waaruit de marts worden gemaakt (staging en intermediate)": {n for n in voor_marts if lagen[n] != "marts"},
    }
    som = {
        groep: Duur(sum(duren[n].klok for n in namen), sum(duren[n].cpu for n in namen))
        for groep, namen in groepen.items()
    }
    kwaliteit, eigen, marts, bronnen = (duur.cpu for duur in som.values())
    tabel(
        f"Regels van het berichtenverkeer tegenover de marts bij {aantal} berichten, in een sessie",
        ("wat", "modellen", "s CPU", "s klok", "x marts", "hoogstens"),
        [
            *(
                (groep, len(groepen[groep]), _s(duur.cpu), _s(duur.klok), f"{duur.cpu / marts:.2f}", "")
                for groep, duur in som.items()
            ),
            ("regels tegenover de marts", "", "", "", f"{kwaliteit / marts:.2f}", "1,0"),
            (
                "alles voor regels tegenover alles voor marts",
                "",
                "",
                "",
                f"{(kwaliteit + eigen) / (marts + bronnen):.2f}",
                "",
            ),
        ],
    )
    duurste = sorted(per_regel.items(), key=lambda paar: -paar[1][0].cpu)
    alle = Duur(sum(duur.klok for duur, _ in per_regel.values()), sum(duur.cpu for duur, _ in per_regel.values()))
    tabel(
        f"De duurste van {len(per_regel)} regels, elk apart gelezen",
        ("regel", "overtredingen", "s CPU", "s klok"),
        [
            *((naam, n, f"{duur.cpu:.2f}", f"{duur.klok:.2f}") for naam, (duur, n) in duurste[:DUURSTE_REGELS]),
            ("alle regels samen", sum(n for _, n in per_regel.values()), f"{alle.cpu:.2f}", f"{alle.klok:.2f}"),
        ],
    )


def _met_bronnen(namen: Sequence[str], modellen: Sequence[Model]) -> set[str]:
    """These models and every model that they read, directly or not."""
    leest = {model.naam: model.leest for model in modellen}
    gevonden: set[str] = set()
    wachtend = list(namen)
    while wachtend:
        naam = wachtend.pop()
        if naam not in gevonden:
            gevonden.add(naam)
            wachtend += leest.get(naam, ())
    return gevonden


def _druk_nacht(aantal: int, leeg: Sequence[Duur], laden: Duur, nieuw: Duur, nacht: Duur) -> None:
    bodem = _gemiddeld(leeg)
    samen = Duur(laden.klok + nieuw.klok, laden.cpu + nieuw.cpu)
    tabel(
        f"Een nacht met {NIEUW} nieuwe berichten bovenop {aantal}",
        ("wat", "s CPU", "s klok", "x lege wijziging"),
        [
            ("dbt run zonder iets nieuws (gemiddelde van ervoor en erna)", _s(bodem.cpu), _s(bodem.klok), "1.00"),
            ("laden van de nieuwe berichten", _s(laden.cpu), _s(laden.klok), f"{laden.cpu / bodem.cpu:.2f}"),
            ("laden en dbt run", _s(samen.cpu), _s(samen.klok), f"{samen.cpu / bodem.cpu:.2f}"),
            (
                "make run: ook Dagster, toetsen, verwachtingen, publicatie",
                _s(nacht.cpu),
                _s(nacht.klok),
                f"{nacht.cpu / bodem.cpu:.2f}",
            ),
        ],
    )


def _druk_herbouw(aantal: int, dbt: Duur, hand: Duur, dbt_leeg: Duur, hand_leeg: Duur) -> None:
    netto, hand_netto = dbt.zonder(dbt_leeg), hand.zonder(hand_leeg)
    tabel(
        f"Alles opnieuw over {aantal} berichten: dbt tegenover dezelfde SQL in een sessie van DuckDB",
        ("wat", "dbt run, s CPU", "met de hand, s CPU", "x", "hoogstens", "dbt run, s klok", "met de hand, s klok"),
        [
            (
                "zonder berichten (opstarten)",
                _s(dbt_leeg.cpu),
                _s(hand_leeg.cpu),
                "",
                "",
                _s(dbt_leeg.klok),
                _s(hand_leeg.klok),
            ),
            ("alles", _s(dbt.cpu), _s(hand.cpu), f"{dbt.cpu / hand.cpu:.2f}", "", _s(dbt.klok), _s(hand.klok)),
            (
                "zonder het opstarten",
                _s(netto.cpu),
                _s(hand_netto.cpu),
                f"{netto.cpu / hand_netto.cpu:.2f}",
                "2,0",
                _s(netto.klok),
                _s(hand_netto.klok),
            ),
        ],
    )


def _druk_modellen(aantal: int, metingen: Sequence[Modelmeting], geheugen: str) -> None:
    duurste = sorted(metingen, key=lambda meting: -meting.duur.cpu)
    rest = duurste[DUURSTE:]
    rijen = [(m.naam, m.rijen, _s(m.duur.cpu), _s(m.duur.klok), m.piek_mb) for m in duurste[:DUURSTE]]
    if rest:
        rijen.append(
            (
                f"de overige {len(rest)}",
                sum(m.rijen for m in rest),
                _s(sum(m.duur.cpu for m in rest)),
                _s(sum(m.duur.klok for m in rest)),
                max(m.piek_mb for m in rest),
            )
        )
    zwaarste = max(metingen, key=lambda meting: meting.piek_mb)
    tabel(
        f"Tijd en geheugen per model bij {aantal} berichten, elk in een eigen proces met hoogstens {geheugen} voor"
        f" DuckDB (meeste geheugen: {zwaarste.naam}, {zwaarste.piek_mb} MB)",
        ("model", "rijen", "s CPU", "s klok", "piek, MB"),
        rijen,
    )
