"""What tests share: one demo night for the whole session, also when workers divide its tests (`pytest -n`)."""

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

# Here and not when the last test has run: pytest rewrites it, and late in a large process Python 3.11 trips over that.
import hypothesis  # noqa: F401
import pytest

from peilstok.demo import Regio, maak_regio

PROJECT = Path(__file__).resolve().parent.parent
NACHT = {"demo_nacht", "draai_nacht"}


@dataclass(frozen=True)
class Uitvoer:
    """How a command ended."""

    status: int
    tekst: str
    seconden: float


@dataclass(frozen=True)
class DemoNacht:
    """The demo region after its first night; tests that change something work on a copy of `data`."""

    data: Path
    uitvoer: Uitvoer

    @property
    def landing(self) -> Path:
        """Incoming files."""
        return self.data / "landing"

    @property
    def warehouse(self) -> Path:
        """The DuckDB file."""
        return self.data / "warehouse.duckdb"

    @property
    def publicatie(self) -> Path:
        """The published folder of the data team."""
        return self.data / "publicatie" / "datateam"


def draai(*argumenten: str, **omgeving: str) -> Uitvoer:
    """Run `python -m dagster_project.nacht` as people do, in a process of its own that sees no settings but these."""
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("PEILSTOK_")}
    begin = time.monotonic()
    klaar = subprocess.run(
        [sys.executable, "-m", "dagster_project.nacht", *argumenten],
        cwd=PROJECT,
        env=schoon | omgeving,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=900,
    )
    return Uitvoer(klaar.returncode, klaar.stdout, time.monotonic() - begin)


@pytest.fixture(scope="session")
def demo_regio() -> Regio:
    """The demo region with its truth, straight from the simulation."""
    return maak_regio()


@pytest.fixture(scope="session")
def draai_nacht() -> Callable[..., Uitvoer]:
    """The command, for tests that run a night of their own."""
    return draai


@pytest.fixture(scope="session")
def demo_nacht(tmp_path_factory: pytest.TempPathFactory) -> DemoNacht:
    """One demo night, shared by all workers: do not change what it left."""
    basis = tmp_path_factory.getbasetemp()
    map_ = (basis.parent if "PYTEST_XDIST_WORKER" in os.environ else basis) / "demo"
    map_.mkdir(exist_ok=True)
    verslag = map_ / "uitvoer.json"
    with (map_ / "slot").open("a") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        if not verslag.exists():
            verslag.write_text(json.dumps(asdict(draai("--demo", str(map_ / "data")))), encoding="utf-8")
    uitvoer = Uitvoer(**json.loads(verslag.read_text(encoding="utf-8")))
    assert uitvoer.status == 0, uitvoer.tekst
    return DemoNacht(map_ / "data", uitvoer)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Here and not in tests/dbt: pytest reads it before it knows which tests to run."""
    parser.addoption("--model", help="of tests/dbt only the tests about this model (make toets M=..)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that run or read whole nights first: they take minutes, and one that comes last leaves the other workers
    with nothing to do."""
    items.sort(key=lambda item: NACHT.isdisjoint(getattr(item, "fixturenames", ())))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are no part of a test's name: those of an archive hold the time, and workers (`pytest -n`) must find the
    same names."""
    return argname if isinstance(val, bytes) else None
