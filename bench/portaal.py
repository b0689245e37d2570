"""The portal under 200 readers at once: every one of them always waits for a page or a data file, without a pause, on
the machine that also serves. Served as in production (two processes of eight threads, SQLite), behind no proxy."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import suppress
from pathlib import Path

from bench.meten import tabel
from bench.nacht import PROJECT
from peilstok.demo import demo_instellingen
from portaal.__main__ import gunicorn
from portaal.demo import demo_omgeving

LEZERS = 200
RONDES = 10
"""How often each reader asks each file."""
BESTANDEN = {
    "page": "cijfers.html",
    "page of 0.1 MB": "kwaliteit/aanbieder_{code}.html",
    "data file": "parquet/stoplicht.parquet",
    "style": "runtime/site.css",
}
CODE = "00910001"
PROCESSEN = 2
_MAAK_SESSIES = f"""
import django; django.setup()
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from portaal.models import Account, Rol
for nr in range({LEZERS}):
    account, nieuw = Account.objects.get_or_create(email=f"lezer{{nr}}@demo.example.org")
    if nieuw:
        Rol.objects.create(account=account, soort="aanbieder", code="{CODE}")
        Authenticator.objects.create(user=account, type="totp", data={{"secret": "x"}})
    client = Client()
    client.force_login(account)
    print("SESSIE", client.cookies[settings.SESSION_COOKIE_NAME].value)
"""


def meet(demo: Path | None = None) -> None:
    """Print the latencies and the memory. `demo`: a demo night that is there already."""
    with tempfile.TemporaryDirectory() as naam:
        if demo is None:
            demo = Path(naam) / "demo"
            opdracht = [sys.executable, "-m", "dagster_project.nacht", "--demo", str(demo)]
            subprocess.run(opdracht, cwd=PROJECT, check=True)
        with socket.socket() as stekker:
            stekker.bind(("127.0.0.1", 0))
            poort = int(stekker.getsockname()[1])
        omgeving = os.environ | demo_omgeving(demo_instellingen(demo.resolve()), f"http://127.0.0.1:{poort}")
        omgeving["DJANGO_SETTINGS_MODULE"] = "portaal.instellingen"
        (demo / "portaal").mkdir(exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "portaal.manage", "migrate", "-v0"], cwd=PROJECT, env=omgeving, check=True
        )
        koekjes = _sessies(omgeving)
        server = [sys.executable, "-m", "gunicorn", *gunicorn(f"127.0.0.1:{poort}", PROCESSEN)]
        proces = subprocess.Popen(server, cwd=PROJECT, env=omgeving)
        try:
            _wacht(poort)
            versie = (demo / "publicatie" / "aanbieder" / CODE).readlink().name
            paden = {n: f"/map/aanbieder/{CODE}/v/{versie}/{p.format(code=CODE)}" for n, p in BESTANDEN.items()}
            # the processes start and read what they keep
            asyncio.run(_lees(poort, koekjes[:32], paden))
            begin, cpu = time.monotonic(), _cpu(proces.pid)
            tijden, standen = asyncio.run(_lees(poort, koekjes, paden))
            seconden, cpu = time.monotonic() - begin, _cpu(proces.pid) - cpu
            geheugen = _geheugen(proces.pid)
        finally:
            proces.terminate()
            proces.wait(timeout=60)
    aantal = sum(map(len, tijden.values()))
    tabel(
        f"{LEZERS} readers at once: {aantal} answers in {seconden:.1f} s ({aantal / seconden:.0f} a second),"
        f" {1000 * cpu / aantal:.1f} ms CPU of the server each;"
        f" statuses {dict(standen)}; memory of {len(geheugen)} processes together {sum(geheugen) / 1024:.0f} MB",
        ("what", "median ms", "p95 ms", "largest ms"),
        [
            (
                wat,
                f"{statistics.median(t) * 1000:.0f}",
                f"{statistics.quantiles(t, n=20)[-1] * 1000:.0f}",
                f"{max(t) * 1000:.0f}",
            )
            for wat, t in tijden.items()
        ],
    )


def _wacht(poort: int) -> None:
    for _ in range(600):
        with suppress(OSError), socket.create_connection(("127.0.0.1", poort), timeout=1):
            return
        time.sleep(0.2)
    raise TimeoutError("het portaal komt niet op")


def _sessies(omgeving: dict[str, str]) -> list[str]:
    """A session per reader, made in the database; signing in is not what is measured."""
    klaar = subprocess.run(
        [sys.executable, "-c", _MAAK_SESSIES], cwd=PROJECT, env=omgeving, check=True, capture_output=True, text=True
    )
    return re.findall(r"SESSIE (\S+)", klaar.stdout)


async def _lees(
    poort: int, koekjes: list[str], paden: dict[str, str]
) -> tuple[dict[str, list[float]], Counter[int | str]]:
    tijden: dict[str, list[float]] = defaultdict(list)
    standen: Counter[int | str] = Counter()
    await asyncio.gather(*(_lezer(poort, koekje, paden, tijden, standen) for koekje in koekjes))
    return dict(tijden), standen


async def _lezer(
    poort: int, koekje: str, paden: dict[str, str], tijden: dict[str, list[float]], standen: Counter[int | str]
) -> None:
    for _ in range(RONDES):
        for wat, pad in paden.items():
            begin = time.monotonic()
            try:
                standen[await _vraag(poort, pad, koekje)] += 1
            except (OSError, ValueError, asyncio.IncompleteReadError) as fout:
                standen[type(fout).__name__] += 1
            tijden[wat].append(time.monotonic() - begin)


async def _vraag(poort: int, pad: str, koekje: str) -> int:
    """One request on a connection of its own, as a proxy without kept connections does; the status."""
    lees, schrijf = await asyncio.open_connection("127.0.0.1", poort)
    try:
        koppen = (f"GET {pad} HTTP/1.1", f"Host: 127.0.0.1:{poort}", f"Cookie: sessie={koekje}", "Connection: close")
        schrijf.write("\r\n".join((*koppen, "", "")).encode())
        kop = (await lees.readuntil(b"\r\n\r\n")).decode("latin-1")
        lengte = re.search(r"(?i)content-length: (\d+)", kop)
        inhoud = await lees.read(-1)
        if lengte and len(inhoud) != int(lengte[1]):
            raise ValueError("half an answer")
        return int(kop.split(" ", 2)[1])
    finally:
        schrijf.close()


def _processen(pid: int) -> list[str]:
    """The server and its workers."""
    return [str(pid), *Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _cpu(pid: int) -> float:
    """Seconds that they took so far."""
    velden = [Path(f"/proc/{nummer}/stat").read_text().rsplit(")", 1)[1].split() for nummer in _processen(pid)]
    return sum(int(een[11]) + int(een[12]) for een in velden) / os.sysconf("SC_CLK_TCK")


def _geheugen(pid: int) -> list[int]:
    """Resident kB of each."""
    uit = []
    for nummer in _processen(pid):
        gevonden = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{nummer}/status").read_text())
        uit.append(int(gevonden[1]) if gevonden else 0)
    return uit
