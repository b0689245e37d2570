"""What starts and stops Peilstok on a server: the stop itself, the units, and the recipe of the container."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
DEPLOY = PROJECT / "deploy"
KOPPIG = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
koppig = "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(600)"
kind = subprocess.Popen([sys.executable, "-c", koppig])
print(kind.pid, flush=True)
time.sleep(600)
"""
BEWAAK = """
import sys
from dagster_project import up
up.NETJES = {netjes}
sys.exit(up.bewaak([sys.executable, *sys.argv[1:]]))
"""


def _start(*argumenten: str, netjes: float, **omgeving: str) -> subprocess.Popen[str]:
    """As a shell starts something in the background: Ctrl-C is ignored, and Dagster then ignores SIGTERM as well."""
    return subprocess.Popen(
        [sys.executable, "-c", BEWAAK.format(netjes=netjes), *argumenten],
        cwd=PROJECT,
        env=os.environ | omgeving,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )


def _groep(eerste: int) -> list[int]:
    """The processes below `eerste`, itself included."""
    gevonden, rij = [], [eerste]
    while rij:
        gevonden.append(rij.pop())
        kinderen = Path(f"/proc/{gevonden[-1]}/task/{gevonden[-1]}/children")
        rij += map(int, kinderen.read_text().split()) if kinderen.exists() else []
    return gevonden


def _leeft(proces: int) -> bool:
    try:
        return Path(f"/proc/{proces}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("aan_allen", [True, False])
def test_wat_niet_wil_stoppen_wordt_gestopt(aan_allen: bool) -> None:
    proces = _start("-c", KOPPIG, netjes=0.5)
    assert proces.stdout
    kleinkind = int(proces.stdout.readline())
    processen = _groep(proces.pid)
    assert len(processen) == 3 and kleinkind in processen
    for doel in processen if aan_allen else [proces.pid]:
        os.kill(doel, signal.SIGTERM)
    assert proces.wait(timeout=8) == 0
    assert not [p for p in processen if _leeft(p)]


def test_wat_zelf_eindigt_is_mislukt() -> None:
    """A service that ends by itself is started again."""
    assert _start("-c", "pass", netjes=0.5).wait(timeout=20) == 1
    assert _start("-c", "raise SystemExit(7)", netjes=0.5).wait(timeout=20) == 7


@pytest.mark.lang
def test_dagster_stopt_binnen_tien_seconden(tmp_path: Path) -> None:
    """The real thing, on a workspace of one asset."""
    (tmp_path / "leeg.py").write_text("import dagster as dg\n@dg.asset\ndef een(): ...\ndefs = dg.Definitions([een])\n")
    with socket.socket() as los:
        los.bind(("127.0.0.1", 0))
        poort = int(los.getsockname()[1])
    opdracht = [
        "-m",
        "dagster_project.web",
        "dev",
        "-f",
        str(tmp_path / "leeg.py"),
        "-h",
        "127.0.0.1",
        "-p",
        str(poort),
    ]
    proces = _start(*opdracht, netjes=5, DAGSTER_HOME=str(tmp_path), DAGSTER_DISABLE_TELEMETRY="yes")
    try:
        for _ in range(300):
            assert proces.poll() is None
            try:
                socket.create_connection(("127.0.0.1", poort), 1).close()
                break
            except OSError:
                time.sleep(1)
        processen = _groep(proces.pid)
        assert len(processen) >= 5
        begin = time.monotonic()
        for doel in processen:
            os.kill(doel, signal.SIGTERM)
        assert proces.wait(timeout=20) == 0
        assert time.monotonic() - begin < 10
        assert not [p for p in processen if _leeft(p)]
    finally:
        for doel in _groep(proces.pid):
            if _leeft(doel):
                os.kill(doel, signal.SIGKILL)


def test_de_units_kloppen(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("geen systemd-analyze op deze machine")
    units = []
    for bron in (*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")):
        doel = tmp_path / bron.name
        # what is not installed here: the program and its folder
        tekst = re.sub(r"^ExecStart=\S+", f"ExecStart={sys.executable}", bron.read_text(encoding="utf-8"), flags=re.M)
        doel.write_text(re.sub(r"file:/opt/peilstok/\S+", "https://example.org", tekst), encoding="utf-8")
        units.append(str(doel))
    assert len(units) >= 3
    klaar = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
    eigen = [regel for regel in (klaar.stdout + klaar.stderr).splitlines() if "peilstok" in regel]
    assert (klaar.returncode, eigen) == (0, [])


def test_units_en_recept_noemen_wat_er_is() -> None:
    for bron in (*DEPLOY.glob("*.service"), DEPLOY / "Containerfile"):
        tekst = bron.read_text(encoding="utf-8")
        modules = re.findall(r"-m\"?,? \"?(dagster_project\.\w+|portaal[\w.]*)", tekst)
        assert modules, bron.name
        assert all(
            Path(PROJECT, *module.split(".")).with_suffix(".py").exists()
            for module in modules
            if module.startswith("dagster")
        )
        assert "SLEUTEL=" not in tekst
    for naam in re.findall(r"^COPY (?!--from)(\S+) ", (DEPLOY / "Containerfile").read_text(encoding="utf-8"), re.M):
        assert (PROJECT / naam).exists()
