"""The page Gevallen of the data team: the cases behind one figure, a list that can be sorted and downloaded.

    gevallen/index.html      what a reader opens, by a link from a figure: #tabel=uitval&jaar=2026&perceel=2
    gevallen/<kpi>.js        what its yml declares, what can be chosen, and in which part the cases of a provider are
    gevallen/<kpi>-<nr>.js   cases, some ten thousands a part, loaded when they are asked for

Which cases belong to a figure follows from the KPI's yml, as for `make verklaar` (besluiten/0042). A case has its keys,
its dates and why it counts; of the client nothing, but where a case has no toewijzing the first twelve characters of
the pseudonym.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow as pa

from peilstok.geval import ALGEMEEN, Kpi
from peilstok.rapport.bron import JAREN_OP_SITE
from peilstok.rapport.gegevens import lees_gegevens, lees_kolommen, lees_namen
from peilstok.rapport.pagina import als_json, schrijf_sjabloon
from peilstok.rapport.scripts import Scripts

MAP = "gevallen"
RIJEN_PER_DEEL = 30_000
RIJEN_MAX = 100_000
"""More cases than this are no list to read: the page then asks for a provider."""

_TIJD = ("jaar", "maand", "kwartaal", "cohortmaand")
_DELEN = ("aanbieder_agb", "gemeente_code", "productcode")
"""What cases are divided by over parts: the first of these that a row of the table has."""
_WEG = {"persoon", "geboortemaand", "pc4", "geteld_op", "volgnr_onbekend", "sluitmaand_nr", "volgorde"}
_PSEUDONIEM = 12
_GEEN = "''"


@dataclass(frozen=True)
class _Kolom:
    """A column of the list: `soort` is tekst, getal, datum or vlag."""

    naam: str
    soort: str
    uitleg: str
    sql: str


def schrijf_gevallen(pub_db: Path, doel: Path, kpis: Mapping[str, Kpi]) -> Path | None:
    """Write the page and its parts below `doel`; returns the page, or None (and writes nothing) where the publication
    `pub_db` has no cases of any of `kpis`. No clock: equal data gives equal bytes."""
    map_ = doel / MAP
    with duckdb.connect(str(pub_db), read_only=True) as con:
        kolommen = lees_kolommen(con)
        er_zijn = met_gevallen(kolommen, kpis)
        if not er_zijn:
            return None
        gegevens = lees_gegevens(con)
        map_.mkdir()
        scripts = Scripts(map_)
        titels = {naam: _omschrijving(con, er_zijn[naam].tabel) for naam in sorted(er_zijn)}
        for naam in titels:
            _schrijf_kpi(con, scripts, er_zijn[naam])
        producten = lees_namen(con, kolommen, "marts.dim_product", "productcode", "product_naam")
    versie = scripts.sluit_af()
    (map_ / "gevallen.js").write_bytes((files("peilstok.rapport") / "runtime_bron" / "gevallen.js").read_bytes())
    lijst = {
        "namen": {
            "gemeente_code": gegevens.gemeenten,
            "aanbieder_agb": gegevens.aanbieders,
            "productcode": producten,
        },
        "rijenMax": RIJEN_MAX,
        "delen": {},
        "kpis": {},
    }
    return schrijf_sjabloon(
        map_ / "index.html", "gevallen.html.j2", g=gegevens, titels=titels, versie=versie, lijst=als_json(lijst)
    )


def met_gevallen(kolommen: Mapping[str, set[str]], kpis: Mapping[str, Kpi]) -> dict[str, Kpi]:
    """The KPIs of which a publication with these columns has both the table and its cases."""
    return {naam: kpi for naam, kpi in kpis.items() if {kpi.tabel, kpi.gevallen} <= kolommen.keys()}


def _omschrijving(con: duckdb.DuckDBPyConnection, tabel: str) -> str:
    schema, naam = tabel.split(".")
    rij = con.execute(
        "select comment from duckdb_tables() where schema_name = ? and table_name = ?", [schema, naam]
    ).fetchone()
    return str(rij[0] or naam) if rij else naam


def _kolommen(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> list[_Kolom]:
    """What the list has of a case, in the order of its table."""
    schema, naam = kpi.gevallen.split(".")
    gevonden = con.execute(
        "select column_name, data_type, coalesce(comment, '') from duckdb_columns() "
        "where schema_name = ? and table_name = ? order by column_index",
        [schema, naam],
    ).fetchall()
    weg = (_WEG | {*ALGEMEEN}) - {*kpi.grain, "zorgterrein"}
    namen = {kolom for kolom, _, _ in gevonden}
    uit = []
    for kolom, soort, uitleg in gevonden:
        if kolom == "client_id":
            begin = f"left(client_id, {_PSEUDONIEM})"
            sql = f"case when toewijzingnummer is null then {begin} end" if "toewijzingnummer" in namen else begin
            uit.append(_Kolom(kolom, "tekst", f"{uitleg} (de eerste {_PSEUDONIEM} tekens).", sql))
        elif kolom not in weg:
            uit.append(_kolom(kolom, soort, uitleg, kolom in kpi.grain))
    return uit


def _kolom(naam: str, soort: str, uitleg: str, in_grain: bool) -> _Kolom:
    if soort == "BOOLEAN":
        return _Kolom(naam, "vlag", uitleg, f"case when {naam} then 'ja' when not {naam} then 'nee' end")
    if soort == "DATE":
        return _Kolom(naam, "datum", uitleg, f"cast({naam} as varchar)")
    if soort == "VARCHAR" or in_grain:
        return _Kolom(naam, "tekst", uitleg, f"cast({naam} as varchar)")
    if soort in ("DOUBLE", "FLOAT") or soort.startswith("DECIMAL"):
        return _Kolom(naam, "getal", uitleg, f"cast(round(cast({naam} as double), 2) as varchar)")
    return _Kolom(naam, "getal", uitleg, f"cast({naam} as varchar)")


def _schrijf_kpi(con: duckdb.DuckDBPyConnection, scripts: Scripts, kpi: Kpi) -> None:
    kolommen = _kolommen(con, kpi)
    namen = [kolom.naam for kolom in kolommen]
    tijd = next((kolom for kolom in _TIJD if kolom in kpi.grain), None)
    wet = "coalesce(wet, '')" if "wet" in namen else _GEEN
    deelkolom = next((kolom for kolom in _DELEN if kolom in kpi.grain), None)
    deel = f"coalesce({deelkolom}, '')" if deelkolom else _GEEN
    jaar = f"{tijd}" if tijd == "jaar" else f"year({tijd})"
    waar = f"where {jaar} > (select max({jaar}) from {kpi.tabel}) - {JAREN_OP_SITE}" if tijd else ""
    tellingen = con.execute(
        f"select {wet}, {deel}, count(*) from {kpi.gevallen} {waar} group by all order by all"
    ).fetchall()
    nummers, grootten = _verdeel([aantal for *_, aantal in tellingen])
    # Within a provider in the order of the published table, which follows from its key.
    lezer = con.execute(
        f"select {', '.join(f'{kolom.sql} as {kolom.naam}' for kolom in kolommen)} from {kpi.gevallen} {waar} "
        f"order by {', '.join([*(k for k in (wet, deel) if k != _GEEN), 'rowid'])}"
    ).fetch_record_batch(RIJEN_PER_DEEL)
    for nr, tabel in enumerate(_in_delen(lezer, grootten)):
        plaats = f"window.GEVALLEN.delen[{json.dumps(f'{kpi.naam}-{nr}')}]"
        scripts.schrijf(f"{kpi.naam}-{nr}.js", plaats, json.dumps({"data": pak_in(tabel)}))
    opties = {
        kolom: _waarden(con, kpi.tabel if kolom in kpi.grain else kpi.gevallen, kolom)
        for kolom in dict.fromkeys([*kpi.grain, "zorgterrein", kpi.opzet.get("per_kpi")])
        if kolom in namen
    }
    beschrijving = {
        "grain": kpi.grain,
        "tijd": tijd,
        "totalen": list(kpi.opzet.get("totalen", [])),
        "tot_en_met": kpi.opzet.get("tijd") == "ytd",
        "eigen_totaal": kpi.opzet.get("eigen_totaal"),
        "totaal_alleen": kpi.opzet.get("totaal_alleen"),
        "zorgterrein_waar": kpi.opzet.get("zorgterrein_waar"),
        "per_kpi": kpi.opzet.get("per_kpi"),
        "maten": [
            {
                "naam": maat["naam"],
                "waar": maat.get("waar"),
                "uitleg": kpi.vlaggen[maat["waar"]] if "waar" in maat else "Telt altijd mee.",
            }
            for maat in kpi.opzet["maten"].values()
            if maat["statistiek"] in ("aantal", "clienten") and maat.get("waar", namen[0]) in namen
        ],
        "kolommen": [[kolom.naam, kolom.soort, kolom.uitleg] for kolom in kolommen],
        "opties": opties,
        "deelkolom": deelkolom,
        "delen": [[*telling, nr] for telling, nr in zip(tellingen, nummers, strict=True)],
    }
    scripts.schrijf(f"{kpi.naam}.js", f"window.GEVALLEN.kpis[{json.dumps(kpi.naam)}]", als_json(beschrijving))


def _waarden(con: duckdb.DuckDBPyConnection, tabel: str, kolom: str) -> list[str]:
    rijen = con.execute(f"select distinct {kolom} from {tabel} order by all nulls first").fetchall()
    return ["" if waarde is None else str(waarde) for (waarde,) in rijen]


def _verdeel(aantallen: Sequence[int]) -> tuple[list[int], list[int]]:
    """In which part each group comes, groups kept whole and in their order; and how many rows each part has."""
    nummers: list[int] = []
    grootten: list[int] = []
    for aantal in aantallen:
        if not grootten or grootten[-1] + aantal > RIJEN_PER_DEEL:
            grootten.append(0)
        grootten[-1] += aantal
        nummers.append(len(grootten) - 1)
    return nummers, grootten


def _in_delen(lezer: pa.RecordBatchReader, grootten: Sequence[int]) -> Iterator[pa.Table]:
    """The rows in tables of these sizes."""
    wacht: list[pa.RecordBatch] = []
    for grootte in grootten:
        genoeg = sum(len(stuk) for stuk in wacht)
        while genoeg < grootte:
            wacht.append(lezer.read_next_batch())
            genoeg += len(wacht[-1])
        tabel = pa.Table.from_batches(wacht)
        yield tabel.slice(0, grootte)
        wacht = tabel.slice(grootte).to_batches()


def pak_in(tabel: pa.Table) -> str:
    """Rows as compressed base64: the length of a heading (4 bytes, little-endian), the heading (JSON: `n`, and of every
    column its distinct texts and the bytes per row), then of every column the numbers of its texts; the number after
    the last text is empty."""
    koppen, getallen = [], []
    for kolom in tabel.columns:
        codes = kolom.combine_chunks().dictionary_encode()
        teksten = codes.dictionary.to_pylist()
        breed = 1 if len(teksten) < 2**8 else 2 if len(teksten) < 2**16 else 4
        koppen.append({"w": teksten, "b": breed})
        soort = {1: pa.uint8(), 2: pa.uint16(), 4: pa.uint32()}[breed]
        nummers = codes.indices.cast(pa.int64()).fill_null(len(teksten)).cast(soort)
        getallen.append(nummers.to_numpy().tobytes())
    kop = json.dumps({"n": tabel.num_rows, "k": koppen}, ensure_ascii=False, separators=(",", ":")).encode()
    return b64encode(zlib.compress(len(kop).to_bytes(4, "little") + kop + b"".join(getallen), 6)).decode("ascii")


def adres_van(blok_tabel: str, gemaakt_van: Sequence[str], kpis: Mapping[str, Kpi]) -> Kpi | None:
    """The KPI whose cases stand behind the rows of a table that a page shows: its own, or of a table made for a page
    the first KPI that it is made of."""
    van_tabel = {kpi.tabel: kpi for kpi in kpis.values()}
    return next((van_tabel[tabel] for tabel in (blok_tabel, *gemaakt_van) if tabel in van_tabel), None)


def telbaar(kpi: Kpi) -> dict[str, str]:
    """The columns of its table that are counted from cases, and the flag of the cases that a column counts (empty: the
    list shows all)."""
    niet = ("referentie", "vergelijking")
    return {naam: maat.get("waar", "") for naam, maat in kpi.opzet["maten"].items() if maat["statistiek"] not in niet}
