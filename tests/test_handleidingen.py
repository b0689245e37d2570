"""The tutorials in docs/handleidingen work as they stand: followed on a copy of the project, in their order."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dagster_project.plaatsen import PROJECT

HANDLEIDINGEN = PROJECT / "docs" / "handleidingen"
VOLGORDE = re.findall(r"\]\((.+?\.md)\)", (HANDLEIDINGEN / "README.md").read_text(encoding="utf-8"))
WANDELINGEN = {"van-bestand-naar-cijfer.md"}
BLOK = re.compile(r"^```\w+ (file|change)=(\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
KAMERS = ("dagster_project", "dbt", "docs", "expectations", "peilstok", "tests", "pyproject.toml")
TOETSEN = (
    "tests/dbt/test_vakantie.py",
    "tests/dbt/test_unit.py::test_unittest[wachten_en_starten]",
    "tests/dbt/test_unit.py::test_unittest[toegekend_van_besloten]",
    "tests/dbt/test_structuur.py::test_modellen_zijn_beschreven",
    "tests/dbt/test_structuur.py::test_elke_tabel_is_getoetst_op_haar_korrel",
    "tests/dbt/test_maat.py::test_kpis_zonder_waarde",
)


def _wijzigingen(inhoud: str) -> Iterator[tuple[str, str]]:
    """(old, new) lines of a `change` block: each run of - lines with the + lines behind it."""
    for oud, nieuw in re.findall(r"((?:^-.*\n)*)((?:^\+.*\n)+)", inhoud, re.MULTILINE):
        yield re.sub(r"^-", "", oud, flags=re.MULTILINE), re.sub(r"^\+", "", nieuw, flags=re.MULTILINE)


def _volg(handleiding: Path, project: Path) -> int:
    """Carry out the blocks of one tutorial; how many there were."""
    blokken = BLOK.findall(handleiding.read_text(encoding="utf-8"))
    for soort, naam, inhoud in blokken:
        pad = project / naam
        if soort == "file":
            assert not pad.exists(), naam
            pad.write_text(inhoud, encoding="utf-8")
            continue
        tekst = pad.read_text(encoding="utf-8")
        for oud, nieuw in _wijzigingen(inhoud):
            assert not oud or tekst.count(oud) == 1, f"{handleiding.name}: {naam} heeft niet een keer: {oud}"
            tekst = tekst.replace(oud, nieuw) if oud else tekst + nieuw
        pad.write_text(tekst, encoding="utf-8")
    return len(blokken)


def test_elke_handleiding_staat_in_de_lijst() -> None:
    assert sorted(VOLGORDE) == sorted(pad.name for pad in HANDLEIDINGEN.glob("*.md") if pad.name != "README.md")


def test_de_handleidingen_werken(tmp_path: Path) -> None:
    for naam in KAMERS:
        bron = PROJECT / naam
        weg = shutil.ignore_patterns("target", "logs", "__pycache__")
        shutil.copytree(bron, tmp_path / naam, ignore=weg) if bron.is_dir() else shutil.copy(bron, tmp_path)
    # a walk changes nothing: its commands are looked up by test_documentatie.py
    assert all(_volg(HANDLEIDINGEN / naam, tmp_path) or naam in WANDELINGEN for naam in VOLGORDE)
    opdracht = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *TOETSEN]
    uitkomst = subprocess.run(opdracht, cwd=tmp_path, capture_output=True, text=True, check=False)
    if uitkomst.returncode:
        pytest.fail(uitkomst.stdout[-4000:] + uitkomst.stderr[-2000:])
