"""A small warehouse in memory: the compiled SQL of dbt/ run over raw rows written by hand, without dbt per example."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.gecompileerd import compileer
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden.berichten import laad_berichten
from peilstok.laden.opslag import maak_schema
from peilstok.laden.referentie import laad_referenties
from peilstok.uitkomsten import laad_uitkomsten

WORTEL = Path(__file__).resolve().parents[2]
DBT = WORTEL / "dbt"

GEMEENTE = "0384"
AANBIEDER = "65656055"
KLASSE = {
    "301": "toegewezen_product",
    "305": "start_product",
    "307": "stop_product",
    "315": "aangevraagd_product",
    "317": "verzoek",
    "319": "antwoord",
    "323": "prestatie",
    "325": "prestatie",
}
DECLARATIE = {"323": "declaratie", "325": "declaratie_antwoord"}
RETOUR_VAN = {"302": "301", "306": "305", "308": "307", "316": "315", "318": "317", "320": "319"}


@dataclass(frozen=True)
class Bericht:
    """One message: header plus the records of its class, all values as the raw tables hold them.

    A record belongs to `client` unless it names its own `client_id` (323 and 325 hold several clients).
    """

    berichttype: str
    identificatie: str
    dagtekening: str
    records: tuple[dict[str, Any], ...] = ()
    wet: str = "Jw"
    gemeente: str = GEMEENTE
    aanbieder: str = AANBIEDER
    client: str | None = "c1"
    retourcodes: tuple[str, ...] = ()
    dagtekening_retour: str | None = None
    identificatie_retour: str | None = None
    is_test_bsn: bool = True
    declaratienummer: str | None = None
    declaratie_identificatie: str | None = None
    declaratie_dagtekening: str | None = None
    retourcodes_declaratie: tuple[str, ...] = ()
    klassen: dict[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)
    """Records of other classes, such as contact of the 301 or nieuw_product of the 317."""
    client_velden: dict[str, Any] = field(default_factory=dict)
    kop_velden: dict[str, str] = field(default_factory=dict)
    retourcodes_client: tuple[str, ...] = ()
    bytes: int | None = None
    zout: str = ""
    """Makes other ids of the same content, as another key does."""
    declaratie_velden: dict[str, Any] = field(default_factory=dict)
    """More fields of Declaratie (323) or DeclaratieAntwoord (325)."""

    @property
    def van_gemeente(self) -> bool:
        return RETOUR_VAN.get(self.berichttype, self.berichttype) in ("301", "319", "325")

    @property
    def afzender(self) -> str:
        return self.gemeente if self.van_gemeente else self.aanbieder

    @property
    def ontvanger(self) -> str:
        return self.aanbieder if self.van_gemeente else self.gemeente

    @property
    def inhoud_hash(self) -> str:
        return hashlib.sha256(repr(self).encode()).hexdigest()


def toewijzing(identificatie: str, dagtekening: str, *producten: dict[str, Any], **kop: Any) -> Bericht:
    return Bericht("301", identificatie, dagtekening, producten, **kop)


def start(identificatie: str, dagtekening: str, *producten: dict[str, Any], **kop: Any) -> Bericht:
    return Bericht("305", identificatie, dagtekening, producten, **kop)


def stop(identificatie: str, dagtekening: str, *producten: dict[str, Any], **kop: Any) -> Bericht:
    return Bericht("307", identificatie, dagtekening, producten, **kop)


def vot(identificatie: str, dagtekening: str, *referenties: str, verwijzer: str = "02", **kop: Any) -> Bericht:
    """315 with a product per reference."""
    producten = tuple(
        {"referentie_aanbieder": ref, "productcategorie": "45", "verwijzer_type": verwijzer} for ref in referenties
    )
    return Bericht("315", identificatie, dagtekening, producten, **kop)


def vow(identificatie: str, dagtekening: str, referentie: str, **kop: Any) -> Bericht:
    return Bericht("317", identificatie, dagtekening, ({"referentie_aanbieder": referentie},), **kop)


def antwoord(identificatie: str, dagtekening: str, referentie: str, code: str, **kop: Any) -> Bericht:
    """319: code 1 refuses, 2 says that it is looked into."""
    record = {"referentie_aanbieder": referentie, "verzoek_antwoord": code}
    return Bericht("319", identificatie, dagtekening, (record,), client=None, **kop)


def declaratie(identificatie: str, dagtekening: str, *prestaties: dict[str, Any], **kop: Any) -> Bericht:
    return Bericht("323", identificatie, dagtekening, prestaties, **({"declaratienummer": "DN1"} | kop))


def declaratie_antwoord(
    identificatie: str,
    dagtekening: str,
    heen: Bericht,
    *afgewezen: dict[str, Any],
    **kop: Any,
) -> Bericht:
    """325 on `heen`; `declaratienummer=None` gives one without DeclaratieAntwoord."""
    velden = {
        "wet": heen.wet,
        "gemeente": heen.gemeente,
        "aanbieder": heen.aanbieder,
        "client": heen.client,
        "declaratienummer": heen.declaratienummer,
        "declaratie_identificatie": heen.identificatie,
        "declaratie_dagtekening": heen.dagtekening,
        "retourcodes": ("0200",),
        "retourcodes_declaratie": ("0200",),
    }
    return Bericht("325", identificatie, dagtekening, afgewezen, **(velden | kop))


def prestatie(nummer: str = "P1", cent: int = 10000, soort: str = "D", **velden: Any) -> dict[str, Any]:
    return {
        "referentienummer": nummer,
        "toewijzingnummer": "1",
        "productcategorie": "45",
        "productcode": "45V01",
        "product_periode_begindatum": "2025-01-01",
        "product_periode_einddatum": "2025-01-31",
        "geleverd_volume": "4",
        "eenheid": "04",
        "ingediend_bedrag": str(cent),
        "debet_credit": soort,
    } | velden


def retour(heen: Bericht, dagtekening: str, *codes: str, identificatie: str = "R1") -> Bericht:
    """Retour on `heen`: its header, with codes (0200 or none accepts)."""
    soort = {heentype: retourtype for retourtype, heentype in RETOUR_VAN.items()}[heen.berichttype]
    return Bericht(
        soort,
        heen.identificatie,
        heen.dagtekening,
        wet=heen.wet,
        gemeente=heen.gemeente,
        aanbieder=heen.aanbieder,
        retourcodes=codes,
        dagtekening_retour=dagtekening,
        identificatie_retour=identificatie,
    )


def toegewezen(
    nummer: str = "1",
    ingang: str = "2025-01-01",
    einde: str | None = None,
    reden: str | None = None,
    versie: str = "2024-12-15",
    tijd: str = "10:00:00",
    **velden: Any,
) -> dict[str, Any]:
    return {
        "toewijzingnummer": nummer,
        "productcategorie": "45",
        "productcode": "45V01",
        "toewijzingsdatum": versie,
        "toewijzingstijd": tijd,
        "ingangsdatum": ingang,
        "einddatum": einde,
        "reden_wijziging": reden,
        "volume": "60",
        "eenheid": "01",
        "frequentie": "2",
    } | velden


def gestart(nummer: str | None = "1", begin: str = "2025-01-05", status: str = "1", **velden: Any) -> dict[str, Any]:
    return {
        "toewijzingnummer": nummer,
        "productcategorie": "45",
        "productcode": "45V01",
        "begindatum": begin,
        "status_aanlevering": status,
    } | velden


def gestopt(
    nummer: str | None = "1",
    begin: str = "2025-01-05",
    reden: str = "31",
    einde: str = "2025-06-20",
    status: str = "1",
    **velden: Any,
) -> dict[str, Any]:
    return gestart(nummer, begin, status) | {"reden_beeindiging": reden, "einddatum": einde} | velden


@dataclass(frozen=True)
class Instelling:
    """Row of raw.instelling."""

    peildatum: str = "2025-12-31"
    kennisdatum: str = "2025-12-31"
    historie_vanaf: str = "2015-01-01"
    historie_tot: str = "2055-12-31"
    aansluit_dagen: int = 30
    recidive_maanden: int = 12
    test_bsn: str = "meetellen"

    def rij(self) -> tuple[Any, ...]:
        return (
            self.peildatum,
            self.kennisdatum,
            self.historie_vanaf,
            self.historie_tot,
            self.aansluit_dagen,
            self.recidive_maanden,
            self.test_bsn,
        )


ZONDER = (
    "column_lifetime",
    "common_aggregate",
    "common_subexpressions",
    "common_subplan",
    "compressed_materialization",
    "cte_filter_pusher",
    "cte_inlining",
    "duplicate_groups",
    "join_elimination",
    "join_filter_pushdown",
    "join_order",
    "late_materialization",
    "reorder_filter",
    "statistics_propagation",
    "top_n_window_elimination",
    "window_self_join",
)
"""Optimizers of DuckDB left out: on a few rows they take longer than the query, and answers do not depend on them."""
KALENDER = ("dim_dag", "dim_maand", "dim_jaar")
"""Large, and the same for every history with equal settings: built once per setting."""


@dataclass(frozen=True)
class Project:
    """The dbt project compiled once: manifest, and per model its SQL in an order in which it can run."""

    manifest: dict[str, Any] = field(hash=False)
    modellen: tuple[dict[str, Any], ...] = field(repr=False, hash=False)

    @cache  # noqa: B019 - one project per session
    def nodig(self, namen: tuple[str, ...]) -> tuple[dict[str, Any], ...]:
        """The models with these names and everything they read, in order."""
        per_id = {knoop["unique_id"]: knoop for knoop in self.modellen}
        gezocht = [knoop["unique_id"] for knoop in self.modellen if knoop["name"] in namen]
        gevonden: set[str] = set()
        while gezocht:
            knoop_id = gezocht.pop()
            if knoop_id in per_id and knoop_id not in gevonden:
                gevonden.add(knoop_id)
                gezocht += per_id[knoop_id]["depends_on"]["nodes"]
        return tuple(knoop for knoop in self.modellen if knoop["unique_id"] in gevonden)


def lees_project() -> Project:
    """The project as it is now, compiled when something in dbt/ changed; the folder is shared by all tests and runs."""
    manifest = json.loads(compileer().read_text(encoding="utf-8"))
    return Project(manifest, tuple(_op_volgorde(manifest)))


def _is_view(knoop: dict[str, Any]) -> bool:
    return bool(knoop["config"]["materialized"] == "view")


def _op_volgorde(manifest: dict[str, Any]) -> Iterable[dict[str, Any]]:
    wachtend = {sleutel: knoop for sleutel, knoop in manifest["nodes"].items() if knoop["resource_type"] == "model"}
    while wachtend:
        for sleutel, knoop in sorted(wachtend.items()):
            if not any(ouder in wachtend for ouder in knoop["depends_on"]["nodes"]):
                yield wachtend.pop(sleutel)
                break


class Magazijn:
    """In-memory DuckDB with raw, seeds and models: `draai` replaces the raw rows, a model is built when it is read."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._con = duckdb.connect(":memory:", config={"threads": 1})
        self._con.execute(f"SET disabled_optimizers = '{','.join(ZONDER)}'")
        self._con.execute("ATTACH ':memory:' AS warehouse")
        self._con.execute("USE warehouse")
        for schema in ("staging", "intermediate", "marts", "kwaliteit"):
            self._con.execute(f"CREATE SCHEMA {schema}")
        maak_schema(self._con, laad_catalogus())
        laad_referenties(self._con, WORTEL / "geen-landing", Pseudonimiseerder("sleutel van de dbt-tests"))
        self._laad_seeds()
        self._instelling: Instelling | None = None
        self._kalender: dict[str, Instelling] = {}
        self._gebouwd: set[str] = set()
        self._tabellen = (
            "bericht",
            "retourcode",
            *(f"b{t}_client" for t in KLASSE if t != "319"),
            *(f"b{t}_{klasse}" for t, klasse in (*KLASSE.items(), *DECLARATIE.items())),
        )
        self._andere_tabellen: set[str] = set()

    @property
    def project(self) -> Project:
        return self._project

    @property
    def con(self) -> duckdb.DuckDBPyConnection:
        """For library code that works on the warehouse of a night."""
        return self._con

    def _laad_seeds(self) -> None:
        for knoop in self._project.manifest["nodes"].values():
            if knoop["resource_type"] == "seed":
                typen = knoop["config"]["column_types"]
                self._con.execute(
                    f"CREATE TABLE staging.{knoop['name']} AS SELECT * FROM read_csv(?, header = true, columns = ?)",
                    [str(DBT / "seeds" / f"{knoop['name']}.csv"), typen],
                )

    def draai(
        self,
        berichten: Sequence[Bericht],
        instelling: Instelling | None = None,
        bestanden: Sequence[str] | None = None,
    ) -> Magazijn:
        """Load `berichten` in this order, with `bestanden` as their bestand_ids. A table is built when it is read."""
        instelling = instelling or Instelling()
        if instelling != self._instelling:
            self._con.execute("DELETE FROM raw.instelling")
            self._con.execute("INSERT INTO raw.instelling VALUES (?, ?, ?, ?, ?, ?, ?)", instelling.rij())
            self._instelling = instelling
        self._laad(berichten, bestanden or [f"f{nummer:04d}" for nummer, _ in enumerate(berichten)])
        self._gebouwd = {naam for naam, van in self._kalender.items() if van == instelling}
        return self

    def laad(self, landing: Path, instelling: Instelling) -> duckdb.DuckDBPyConnection:
        """Load a landing folder the way a night does, and give the connection. Raw rows written by hand go."""
        self.draai([], instelling)
        pseudoniem = Pseudonimiseerder("sleutel van de dbt-tests")
        laad_berichten(self._con, landing, pseudoniem, processen=1)
        laad_referenties(self._con, landing, pseudoniem)
        laad_uitkomsten(self._con, landing, pseudoniem)
        self._andere_tabellen |= {f"uitkomst_{naam}" for naam in ("bestand", "aanlevering", "fout", "regel")}
        return self._con

    def bouw(self, *namen: str) -> Magazijn:
        """Build these models and what they read, as far as that was not done since the raw rows were loaded.

        Views are kept as tables too: a stack of them is planned once and not for every reader."""
        for knoop in self._project.nodig(namen):
            if knoop["name"] not in self._gebouwd:
                self._con.execute(f"CREATE OR REPLACE TABLE {knoop['relation_name']} AS {knoop['compiled_code']}")
                self._gebouwd.add(knoop["name"])
                if knoop["name"] in KALENDER and self._instelling is not None:
                    self._kalender[knoop["name"]] = self._instelling
        return self

    def herbouw(self, *namen: str) -> Magazijn:
        """Build these models anew over the raw rows that are there, and the views that they read."""
        self._gebouwd -= set(namen) | {k["name"] for k in self._project.modellen if _is_view(k)}
        return self.bouw(*namen)

    def _laad(self, berichten: Sequence[Bericht], bestanden: Sequence[str]) -> None:
        rijen: dict[str, list[dict[str, Any]]] = {}
        for bericht, bestand in zip(berichten, bestanden, strict=True):
            bron = {"bestand_id": bestand, "bericht_id": f"{bericht.berichttype}-{bericht.inhoud_hash[:16]}"}
            rijen.setdefault("bericht", []).append(
                bron
                | {
                    "wet": bericht.wet,
                    "release": "3.2",
                    "berichttype": bericht.berichttype,
                    "inhoud_hash": bericht.inhoud_hash,
                    "bericht_versie": "3",
                    "bericht_subversie": "2",
                    "afzender": bericht.afzender,
                    "ontvanger": bericht.ontvanger,
                    "identificatie": bericht.identificatie,
                    "dagtekening": bericht.dagtekening,
                    "identificatie_retour": bericht.identificatie_retour,
                    "dagtekening_retour": bericht.dagtekening_retour,
                    "declaratie_identificatie": bericht.declaratie_identificatie,
                    "declaratie_dagtekening": bericht.declaratie_dagtekening,
                }
                | bericht.kop_velden
            )
            if bericht.bytes is not None:
                rijen.setdefault("bestand", []).append(
                    {"bestand_id": bestand, "status": "geladen", "bytes": bericht.bytes}
                )
            codes = [("header", code) for code in bericht.retourcodes]
            codes += [("declaratie_antwoord", code) for code in bericht.retourcodes_declaratie]
            codes += [("client", code) for code in bericht.retourcodes_client]
            for positie, (niveau, code) in enumerate(codes, 1):
                rijen.setdefault("retourcode", []).append(
                    bron | {"positie": positie, "niveau": niveau, "retourcode": code}
                )
            if bericht.berichttype in DECLARATIE and bericht.declaratienummer is not None:
                rijen.setdefault(f"b{bericht.berichttype}_{DECLARATIE[bericht.berichttype]}", []).append(
                    bron | {"positie": 1, "declaratienummer": bericht.declaratienummer} | bericht.declaratie_velden
                )
            if bericht.berichttype in KLASSE:
                self._laad_records(bron, bericht, rijen)
        for tabel in (*self._tabellen, *sorted((rijen.keys() | self._andere_tabellen) - set(self._tabellen))):
            self._con.execute(f"DELETE FROM raw.{tabel}")
            self._voeg_in(f"raw.{tabel}", rijen.get(tabel, []))
        self._andere_tabellen = rijen.keys() - set(self._tabellen)

    @staticmethod
    def _laad_records(bron: dict[str, Any], bericht: Bericht, rijen: dict[str, list[dict[str, Any]]]) -> None:
        if bericht.berichttype == "319":  # an answer names a request, no client
            clienten, per_record = {}, [{} for _ in bericht.records]
        else:
            namen = [record.get("client_id", bericht.client) for record in bericht.records]
            clienten = {naam: positie for positie, naam in enumerate(dict.fromkeys([bericht.client, *namen]), 1)}
            per_record = [{"ouder_positie": clienten[naam], "client_id": naam} for naam in namen]
        for naam, positie in clienten.items():
            rijen.setdefault(f"b{bericht.berichttype}_client", []).append(
                bron
                | {"positie": positie, "client_id": naam, "is_test_bsn": bericht.is_test_bsn}
                | bericht.client_velden
            )
        for positie, (record, ouder) in enumerate(zip(bericht.records, per_record, strict=True), 1):
            rijen.setdefault(f"b{bericht.berichttype}_{KLASSE[bericht.berichttype]}", []).append(
                bron | {"positie": positie} | record | ouder
            )
        for klasse, records in bericht.klassen.items():
            for positie, record in enumerate(records, 1):
                rijen.setdefault(f"b{bericht.berichttype}_{klasse}", []).append(
                    bron | {"positie": positie, "ouder_positie": 1, "client_id": bericht.client} | record
                )

    def _voeg_in(self, tabel: str, rijen: list[dict[str, Any]]) -> None:
        if not rijen:
            return
        kolommen = sorted({kolom for rij in rijen for kolom in rij})
        plaatsen = ", ".join("(" + ", ".join("?" for _ in kolommen) + ")" for _ in rijen)
        waarden = [rij.get(kolom) for rij in rijen for kolom in kolommen]
        self._con.execute(f"INSERT INTO {tabel} ({', '.join(kolommen)}) VALUES {plaatsen}", waarden)

    def rijen(self, tabel: str, kolommen: str = "*", waar: str = "true") -> list[tuple[Any, ...]]:
        """Rows of a table, sorted; dates as ISO text."""
        self.bouw(tabel.split(".")[-1])
        gevonden = self._con.execute(f"SELECT {kolommen} FROM {tabel} WHERE {waar} ORDER BY ALL").fetchall()
        return [tuple(w.isoformat() if isinstance(w, date) else w for w in rij) for rij in gevonden]

    def tabellen(self, *schemas: str) -> list[str]:
        """`schema.model` of every model in these schemas."""
        return [f"{k['schema']}.{k['name']}" for k in self._project.modellen if k["schema"] in schemas]

    def marts(self, alleen: Sequence[str] | None = None) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of every mart table but the calendar, or of `alleen`."""
        namen = [k["name"] for k in self._project.modellen if k["schema"] == "marts"]
        return {
            naam: self.rijen(f"marts.{naam}")
            for naam in namen
            if not naam.startswith("dim_") and (alleen is None or naam in alleen)
        }

    def opvolging(self, *rijen: tuple[str, str, str, str]) -> Magazijn:
        """Replace seed code_opvolging by these (soort, oude_code, nieuwe_code, vanaf_datum)."""
        self._con.execute("DELETE FROM staging.code_opvolging")
        for rij in rijen:
            self._con.execute("INSERT INTO staging.code_opvolging VALUES (?, ?, ?, ?, 'test')", rij)
        return self

    @contextmanager
    def referentie(self, tabellen: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[None]:
        """Within the block the reference tables hold these rows (table name without `ref_`)."""
        for naam, rijen in tabellen.items():
            self._voeg_in(f"raw.ref_{naam}", [dict(rij) for rij in rijen])
        try:
            yield
        finally:
            for naam in tabellen:
                self._con.execute(f"DELETE FROM raw.ref_{naam}")

    def voer_uit(self, opdracht: str) -> None:
        self._con.execute(opdracht)

    def kolommen(self, tabel: str) -> list[str]:
        self.bouw(tabel.split(".")[-1])
        return [rij[0] for rij in self._con.execute(f"DESCRIBE {tabel}").fetchall()]
