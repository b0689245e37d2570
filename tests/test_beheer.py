"""What looks after the project: its description, its templates and hooks, the audit, the conformance kit."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
import zipfile
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from beheer import audit, conformiteit
from peilstok.demo import Regio
from peilstok.demo.conformiteit import KitFout, Tabellen, maak_kit, scoor, verwacht
from tests.conftest import DemoNacht

PROJECT = Path(__file__).resolve().parent.parent
CATEGORIEEN = {"business-intelligence", "data-analytics", "data-visualization", "compliance-management"}


def _yaml(naam: str) -> dict:  # type: ignore[type-arg]
    return yaml.safe_load((PROJECT / naam).read_text(encoding="utf-8"))


def test_publiccode_is_volgens_zijn_standaard() -> None:
    """The keys that schema.core of publiccode.yml asks for, and the bounds it puts on them."""
    code = _yaml("publiccode.yml")
    plicht = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description"}
    assert plicht | {"legal", "maintenance", "localisation"} <= code.keys()
    assert code["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert code["softwareType"] in {"standalone/web", "standalone/backend", "standalone/other", "standalone/desktop"}
    assert set(code["categories"]) <= CATEGORIEEN
    assert code["url"].startswith("https://") and code["legal"]["license"] == "EUPL-1.2"
    for taal, tekst in code["description"].items():
        assert re.fullmatch(r"[a-z]{2}", taal)
        assert len(tekst["shortDescription"]) <= 150 <= len(tekst["longDescription"]) <= 10000
        assert tekst["features"]
    assert code["maintenance"]["type"] == "community" and code["maintenance"]["contacts"][0]["name"]
    assert code["localisation"]["availableLanguages"] and code["localisation"]["localisationReady"] is False
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (code["softwareVersion"], code["name"].lower()) == (project["version"], project["name"])


def test_sjablonen_en_haken() -> None:
    for pad in (PROJECT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"):
        sjabloon = yaml.safe_load(pad.read_text(encoding="utf-8"))
        if pad.name == "config.yml":
            continue
        assert sjabloon["name"] and sjabloon["description"]
        assert {deel["type"] for deel in sjabloon["body"]} <= {
            "markdown",
            "input",
            "textarea",
            "checkboxes",
            "dropdown",
        }
    json.loads((PROJECT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    # the hooks say what make says
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8").replace("$(PY)", ".venv/bin/python")
    haken = [haak["entry"] for repo in _yaml(".pre-commit-config.yaml")["repos"] for haak in repo["hooks"]]
    assert len(haken) == 4 and all(haak in makefile for haak in haken)


def test_uitzonderingen_hebben_een_reden_en_een_einde(tmp_path: Path) -> None:
    audit.lees(audit.UITZONDERINGEN)
    ver = date.today() + timedelta(days=audit.MAX_DAGEN + 1)
    for regel in (f"CVE-1,{ver},lang", "CVE-1,2026-01-01,", ",2026-01-01,zo", "CVE-1,morgen,zo"):
        (tmp_path / "u.csv").write_text(f"id,tot,waarom\n{regel}\n", encoding="utf-8")
        with pytest.raises(ValueError):
            audit.lees(tmp_path / "u.csv")


@pytest.mark.parametrize(
    ("uitvoer", "status"),
    [
        ("", 2),
        ('{"dependencies": []}', 2),
        ('{"dependencies": [{"name": "a", "skip_reason": "not found"}]}', 2),
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}', 0),
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}]}', 1),
    ],
)
def test_niet_gekeken_is_niet_goed(uitvoer: str, status: int) -> None:
    assert audit.oordeel(uitvoer)[0] == status


@pytest.fixture(scope="module")
def tabellen(demo_regio: Regio) -> Tabellen:
    return verwacht(demo_regio.waarheid)


def test_eigen_tabellen_zijn_conform(demo_nacht: DemoNacht, tabellen: Tabellen) -> None:
    scores = scoor(demo_nacht.publicatie / "parquet", tabellen)
    assert [s for s in scores if s.percentage < 100] == []
    assert len(scores) == 7 and sum(s.cellen for s in scores) > 50_000


def test_de_kit_en_wat_fout_is_kost_punten(
    tmp_path: Path, tabellen: Tabellen, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "landing" / "berichten").mkdir(parents=True)
    (tmp_path / "landing" / "berichten" / "a.xml").write_text("<a/>")
    een = {"kpi_doorlooptijd": tabellen["kpi_doorlooptijd"]}
    for naam in ("een.zip", "twee.zip"):
        cellen = maak_kit(tmp_path / "landing", een, date(2026, 9, 30), tmp_path / naam)
    assert (tmp_path / "een.zip").read_bytes() == (tmp_path / "twee.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "een.zip") as kit:
        assert "landing/berichten/a.xml" in kit.namelist()
        kit.extractall(tmp_path / "kit")
    map_ = tmp_path / "kit" / "verwacht"
    assert [(s.percentage, s.goed) for s in scoor(map_, een)] == [(100, cellen)]
    # another value, a row gone, a row too many, a row twice
    pad = map_ / "kpi_doorlooptijd.csv"
    kop, eerste, tweede, *rest = pad.read_text(encoding="utf-8").splitlines()
    rij = next(csv.reader(io.StringIO(eerste)))
    rij[kop.split(",").index("beeindigd_aantal")] = "999"
    te_veel = ",".join(["1999", *tweede.split(",")[1:]])
    pad.write_text("\n".join([kop, ",".join(rij), te_veel, rest[0], *rest]) + "\n", encoding="utf-8")
    score = scoor(map_, een)[0]
    assert (score.cellen - score.goed, score.rijen_te_veel) == (5, 2) and 99 < score.percentage < 100
    assert len(score.voorbeelden) == 3
    monkeypatch.setattr(conformiteit, "verwacht", lambda _: een)
    monkeypatch.setattr(conformiteit, "maak_regio", lambda: SimpleNamespace(waarheid=None))
    assert conformiteit.main(["--tabellen", str(map_)]) == 1 and "Score: 99" in capsys.readouterr().out
    pad.write_text("iets\nanders\n", encoding="utf-8")
    with pytest.raises(KitFout):
        scoor(map_, een)
    pad.unlink()
    assert not scoor(map_, een)[0].gevonden
