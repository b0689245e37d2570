"""The folders of the audiences: each its own, nothing of another in any byte, and one that fails stops no other."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import peilstok.publicatie.publiceren as publiceren
from expectations.controle import Controle
from expectations.uitvoeren import bewaar_controles
from peilstok.publicatie import publiceer
from peilstok.publicatie.doelgroep import RIJEN, SOORTEN, Doelgroep, is_afgeschermd
from peilstok.publicatie.lijst import MANIFEST
from peilstok.publicatie.partijmap import DoelgroepFout
from peilstok.publicatie.toegestaan import ManifestFout, lees_alle_toegestaan, lees_toegestaan
from peilstok.rapport.tabelbestand import lees_csv
from tests.conftest import DemoNacht
from tests.publicatie.wereld import PEILDATUM, bouw_warehouse, een_pagina, schrijf_manifest

PARTIJEN = {
    "meting": ["aanbieder", "backoffice"],
    "bevinding": ["aanbieder", "backoffice"],
    "dim_aanbieder": ["aanbieder"],
}


def _mappen(publicatie: Path) -> dict[str, Path]:
    """The folders of all parties by audience."""
    plekken = [*publicatie.glob("[!.]*"), *publicatie.glob("[!.]*/[!.]*")]
    namen = {plek.relative_to(publicatie).as_posix(): plek for plek in plekken if plek.is_symlink()}
    return {naam: plek for naam, plek in namen.items() if naam != "datateam"}


def _alle_bytes(map_: Path) -> Iterator[tuple[str, bytes]]:
    """Every file as it is and, where it is packed, what is in it."""
    for pad in sorted(p for p in map_.rglob("*") if p.is_file()):
        yield pad.name, pad.read_bytes()
        if pad.suffix == ".xlsx":
            with zipfile.ZipFile(pad) as zak:
                yield pad.name, b"".join(zak.read(naam) for naam in zak.namelist())
        if pad.suffix == ".parquet":
            yield pad.name, repr(duckdb.execute("from read_parquet(?)", [str(pad)]).fetchall()).encode()


def _staat_in(woord: bytes, inhoud: bytes, bestand: str) -> bool:
    """Whether the word is in the file. DuckDB writes what describes a table in pieces of 248 bytes, each beginning with
    a pointer: an own code over the end of one, with the first byte of that pointer, is no code of another."""
    begin = inhoud.find(woord)
    while begin >= 0:
        stuk = (begin - 3 * 4096) % 16384 - 8
        if not bestand.endswith(".duckdb") or stuk // 248 == (stuk + len(woord) - 1) // 248:
            return True
        begin = inhoud.find(woord, begin + 1)
    return False


def test_in_geen_byte_van_een_map_staat_wat_van_een_ander_is(demo_nacht: DemoNacht) -> None:
    with duckdb.connect(str(demo_nacht.warehouse), read_only=True) as con:
        clienten = con.execute(
            "select client_id from marts.fct_toewijzing union select client_id from marts.fct_hulprecord"
        ).fetchall()
        nummers = con.execute("select distinct toewijzingnummer from marts.fct_toewijzing").fetchall()
        namen = dict(con.execute("select aanbieder_agb, aanbieder_naam from marts.dim_aanbieder").fetchall())
    pseudoniemen = {str(client).encode() for (client,) in clienten if client}
    # short ones stand in dates and amounts as well
    lang = {str(nummer).encode() for (nummer,) in nummers if nummer and len(nummer) > 5}
    mappen = _mappen(demo_nacht.data / "publicatie")
    assert {naam.split("/")[0] for naam in mappen} == {"aanbieder", "backoffice", "gemeente", "regio"}
    assert {f"aanbieder/{agb}" for agb in namen} == {naam for naam in mappen if naam.startswith("aanbieder/")}
    assert {len(pseudoniem) for pseudoniem in pseudoniemen} == {64}
    fout = set()
    for naam, map_ in mappen.items():
        soort, _, code = naam.partition("/")
        niet = (
            {w.encode() for agb, n in namen.items() if agb != code for w in (agb, n)} if soort == "aanbieder" else set()
        )
        for bestand, inhoud in _alle_bytes(map_):
            gevonden = pseudoniemen.intersection(re.findall(rb"[0-9a-f]{64}", inhoud))
            gevonden |= {woord for woord in niet if _staat_in(woord, inhoud, bestand)}
            if soort in ("gemeente", "regio"):
                # a hash or a size of the list of files is no number of a toewijzing
                gevonden |= lang.intersection(re.findall(rb"[0-9]+", inhoud)) if bestand != MANIFEST else set()
            fout |= {(naam, bestand, woord.decode()) for woord in gevonden}
    assert fout == set(), sorted(fout)[:12]


def test_geen_aantal_clienten_in_een_beschermde_map_is_klein(demo_nacht: DemoNacht) -> None:
    """The proof is that of suppression itself (tests/publicatie/onderdrukking); this looks at what was written."""
    for soort, map_ in (("regio", "regio"), ("gemeente", "gemeente/0384")):
        plek = demo_nacht.data / "publicatie" / map_
        aantallen = [
            (rij["tabel"], rij["kolom"])
            for rij in lees_csv(plek / "dictionary.csv")
            if rij["tabel"].startswith("marts.kpi_") and rij["eenheid"] == "cliënten"
        ]
        assert len(aantallen) > 5
        with duckdb.connect(str(plek / "peilstok.duckdb"), read_only=True) as con:
            klein = [
                (soort, tabel, kolom)
                for tabel, kolom in aantallen
                if con.execute(f"select 1 from {tabel} where {kolom} between 1 and 4").fetchone()
            ]
            merk = con.execute("select count(*) from marts.kpi_uitval where niet_getoond").fetchone()
        assert klein == [] and merk is not None and merk[0] > 0
        assert "niet getoond (&lt; 5 of herleidbaar)" in (plek / "cijfers.html").read_text(encoding="utf-8")


def test_elke_map_heeft_alleen_rijen_van_de_eigen_partij(demo_nacht: DemoNacht) -> None:
    for naam, map_ in _mappen(demo_nacht.data / "publicatie").items():
        soort, _, code = naam.partition("/")
        with duckdb.connect(str(map_ / "peilstok.duckdb"), read_only=True) as con:
            kolommen = con.execute(
                "select schema_name, table_name, column_name from duckdb_columns() where not internal"
            ).fetchall()
            eigen = [(f"{schema}.{tabel}", kolom) for schema, tabel, kolom in kolommen if kolom == RIJEN[soort]]
            assert eigen
            for tabel, kolom in eigen:
                gevonden = {waarde for (waarde,) in con.execute(f"select distinct {kolom} from {tabel}").fetchall()}
                assert gevonden <= {code or "ALLE"}, (naam, tabel)
        assert {f"{tabel}.parquet" for _, tabel, _ in kolommen} == {p.name for p in (map_ / "parquet").iterdir()}


def test_de_lijst_noemt_elk_bestand_en_geen_sleutel(demo_nacht: DemoNacht) -> None:
    publicatie = demo_nacht.data / "publicatie"
    for naam, map_ in {"datateam": publicatie / "datateam", **_mappen(publicatie)}.items():
        lijst = json.loads((map_ / "MANIFEST.json").read_text(encoding="utf-8"))
        assert (lijst["doelgroep"], lijst["peildatum"], lijst["versie"]) == (naam, "2026-09-30", "0.1.0")
        paden = [p for p in sorted(map_.rglob("*")) if p.is_file() and p.name != "MANIFEST.json"]
        assert list(lijst["bestanden"]) == sorted(p.relative_to(map_).as_posix() for p in paden)
        for pad in paden if naam != "datateam" else paden[:20]:
            som = hashlib.sha256(pad.read_bytes()).hexdigest()
            assert lijst["bestanden"][pad.relative_to(map_).as_posix()] == {"sha256": som, "bytes": pad.stat().st_size}


def test_elke_verwijzing_in_een_map_bestaat(demo_nacht: DemoNacht) -> None:
    for naam, map_ in _mappen(demo_nacht.data / "publicatie").items():
        for pagina in map_.rglob("*.html"):
            for doel in re.findall(r'(?:href|src)="([^"#:]+)[#"]', pagina.read_text(encoding="utf-8")):
                assert (pagina.parent / doel).exists(), (naam, pagina.name, doel)


def test_een_kolom_over_een_persoon_gaat_nergens_heen_ook_als_de_yml_dat_zegt() -> None:
    per_soort = {
        soort: {
            k for k in ("client_id", "stop_aanbieder_agb", "toewijzingnummer", "noemer") if not is_afgeschermd(k, soort)
        }
        for soort in SOORTEN
    }
    assert per_soort == {
        "datateam": {"client_id", "stop_aanbieder_agb", "toewijzingnummer", "noemer"},
        "backoffice": {"stop_aanbieder_agb", "toewijzingnummer", "noemer"},
        "aanbieder": {"toewijzingnummer", "noemer"},
        "gemeente": {"noemer"},
        "regio": {"noemer"},
    }
    for soort in ("datateam/x", "gemeente", "aanbieder/ALLE", "aanbieder/../x", "ander"):
        with pytest.raises(ValueError, match="geen doelgroep"):
            Doelgroep(*soort.split("/", 1))


def test_zonder_vermelding_gaat_niets_weg_en_niet_wat_niet_te_verdelen_is(tmp_path: Path) -> None:
    def schrijf(**meta: object) -> Path:
        knoop = {
            "resource_type": "model",
            "schema": "marts",
            "name": "kpi_x",
            "config": {"meta": meta},
            "columns": {k: {"name": k} for k in ("maand", "gemeente_code", "client_id", "percentage")},
        }
        pad = tmp_path / "manifest.json"
        pad.write_text(json.dumps({"nodes": {"model.x": knoop}}), encoding="utf-8")
        return pad

    def kolommen(soort: str) -> list[str]:
        return [
            k.naam for t in lees_toegestaan(tmp_path / "manifest.json", soort) if t.naam == "kpi_x" for k in t.kolommen
        ]

    schrijf(doelgroepen=["datateam"])
    assert [soort for soort in SOORTEN if kolommen(soort)] == ["datateam"]
    schrijf(doelgroepen=["datateam", "gemeente", "aanbieder"])
    # a provider's rows cannot be told apart: there is no aanbieder_agb
    assert kolommen("gemeente") == ["maand", "gemeente_code", "percentage"] and kolommen("aanbieder") == []
    schrijf(doelgroepen=["datateam", "aanbieder"], rijen="algemeen")
    assert kolommen("aanbieder") == ["maand", "gemeente_code", "percentage"]
    with pytest.raises(ManifestFout, match="niet voor datateam"):
        lees_alle_toegestaan(schrijf(doelgroepen=["gemeente"]))


@pytest.fixture
def zonder_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what is about folders: the site of the data team is one empty page."""

    monkeypatch.setattr(publiceren, "schrijf_site", een_pagina)


class Huis:
    """A small warehouse that passed its checks, published for providers and backoffices too."""

    def __init__(self, map_: Path) -> None:
        self.warehouse = bouw_warehouse(map_ / "warehouse.duckdb")
        with duckdb.connect(str(self.warehouse)) as con:
            bewaar_controles(con, [Controle("grens_raw", "a", "raw.bericht", "", "blokkerend", True, 1, 0)], PEILDATUM)
        self.manifest = schrijf_manifest(map_ / "manifest.json", self.warehouse, partijen=PARTIJEN)
        self.publicatie = map_ / "publicatie"

    def publiceer(self) -> publiceren.PublicatieSamenvatting:
        return publiceer(self.warehouse, self.publicatie, self.manifest)


@pytest.mark.usefixtures("zonder_site")
def test_een_map_die_mislukt_blijft_staan_zegt_het_en_houdt_geen_ander_tegen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huis = Huis(tmp_path)
    with duckdb.connect(str(huis.warehouse)) as con:
        con.execute(
            "insert into kwaliteit.meting select * replace ('73730009' as aanbieder_agb) from kwaliteit.meting"
            " where aanbieder_agb = '73730001'"
        )
    eerst = huis.publiceer()
    goed, stuk, weg = (f"aanbieder/7373000{nummer}" for nummer in (1, 4, 9))
    assert {goed, stuk, weg, "backoffice/0983"} <= set(eerst.partijen) and eerst.niet_vernieuwd == {}
    voor = {naam: (huis.publicatie / naam).resolve() for naam in eerst.partijen}
    bytes_voor = {naam: (map_ / "peilstok.duckdb").read_bytes() for naam, map_ in voor.items()}
    echt = publiceren.maak_partijmap

    def maak(*args: object) -> dict[str, int]:
        if args[2] == Doelgroep("aanbieder", "73730004"):
            raise DoelgroepFout("rijen van een ander")
        return echt(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(publiceren, "maak_partijmap", maak)
    with duckdb.connect(str(huis.warehouse)) as con:
        con.execute("delete from kwaliteit.meting where regel = 'OP271'")
        con.execute("delete from kwaliteit.meting where aanbieder_agb = '73730009'")
    daarna = huis.publiceer()
    assert daarna.niet_vernieuwd[stuk] == "rijen van een ander"
    assert goed in daarna.partijen and (huis.publicatie / goed).resolve() != voor[goed]
    pagina = (huis.publicatie / stuk / "index.html").read_text(encoding="utf-8")
    assert "niet vernieuwd" in pagina
    assert (huis.publicatie / stuk / "peilstok.duckdb").read_bytes() == bytes_voor[stuk]
    # who has no rows any more keeps the last ones, and reads that they are old
    assert "geen berichten of cijfers" in daarna.niet_vernieuwd[weg]
    assert "niet vernieuwd" in (huis.publicatie / weg / "index.html").read_text(encoding="utf-8")
    assert "niet vernieuwd" not in (huis.publicatie / goed / "index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("zonder_site")
def test_een_database_heeft_geen_geheugen_van_een_ander(tmp_path: Path) -> None:
    """Equal rows give equal bytes, whatever was made in the same process before: nothing of it is left in a block."""
    huis = Huis(tmp_path)
    namen = huis.publiceer().partijen
    voor = {naam: (huis.publicatie / naam / "peilstok.duckdb").read_bytes() for naam in namen}
    huis.publicatie = tmp_path / "elders"
    huis.publicatie.mkdir()
    huis.publiceer()
    assert {naam: (huis.publicatie / naam / "peilstok.duckdb").read_bytes() for naam in namen} == voor
