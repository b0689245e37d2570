"""Which tables and columns an audience may have: deny by default.

Two sources say so: dbt's manifest (for what dbt makes) and the list below (for what the night itself keeps on files
and checks)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from peilstok.publicatie.doelgroep import DATATEAM, REGIO, RIJEN, SOORTEN, is_afgeschermd
from peilstok.sql import citeer

SCHEMAS = ("marts", "kwaliteit")
"""Schemas that may be published at all, whatever a model's meta says."""


class ManifestFout(ValueError):
    """dbt's manifest.json is missing or is not a manifest; names the file."""


@dataclass(frozen=True)
class Kolom:
    """A column that leaves, with what the dictionary says about it."""

    naam: str
    omschrijving: str
    eenheid: str = ""
    definitie: str = ""
    bron: str = ""
    type: str = ""
    """Of a column that the data team does not have; else it is looked up."""


@dataclass(frozen=True)
class Tabel:
    """A table that leaves: `query` reads it from the warehouse, the rest is what the dictionary says about it."""

    schema: str
    naam: str
    omschrijving: str
    query: str
    kolommen: tuple[Kolom, ...]
    definitie: str = ""
    bron: str = ""
    formule: str = ""
    let_op: tuple[str, ...] = ()
    keuzes: tuple[str, ...] = ()
    volgorde: tuple[str, ...] = ()
    """Columns that put the rows in one order; none: all of them do."""
    gemaakt_van: tuple[str, ...] = ()
    verdeeld: str = ""
    """The column whose code says which audience a row is for; empty: every audience of this kind has all rows."""
    is_algemeen: bool = False
    """Whether its rows are about no party, and rest on no client."""

    @property
    def volledig(self) -> str:
        return f"{self.schema}.{self.naam}"


def lees_toegestaan(manifest: Path, soort: str = DATATEAM) -> list[Tabel]:
    """The tables for one kind of audience, ordered by name, each with only its permitted columns.

    A model counts when `config.meta.doelgroepen` names the kind; its described columns follow it, except those with a
    list of their own and those that never leave for this kind (`is_afgeschermd`). A table without a permitted column
    does not leave; nor, for a party, one whose rows are not divided over parties, unless its `rijen: algemeen` says
    that they are about no party. ManifestFout when the file is not a manifest, or when it
    names a kind for what the data team does not have."""
    return lees_alle_toegestaan(manifest, (soort,))[soort]


def lees_alle_toegestaan(manifest: Path, soorten: Iterable[str] = SOORTEN) -> dict[str, list[Tabel]]:
    """`lees_toegestaan` of several kinds, by kind."""
    nodes = _nodes(manifest)
    return {soort: _toegestaan(nodes, manifest.name, soort) for soort in soorten}


def _toegestaan(nodes: Mapping[str, Any], bestand: str, soort: str) -> list[Tabel]:
    gevonden = {naam: tabel for naam, node in nodes.items() if (tabel := _uit_node(node, soort)) is not None}
    if fout := [tabel.volledig for naam, tabel in gevonden.items() if not _mag(nodes[naam], DATATEAM)]:
        raise ManifestFout(f"{bestand}: wel voor {soort}, niet voor {DATATEAM}: {', '.join(sorted(fout))}")
    tabellen = [
        replace(
            tabel,
            gemaakt_van=tuple(gevonden[ouder].volledig for ouder in _ouders(nodes[naam]) if ouder in gevonden),
        )
        for naam, tabel in gevonden.items()
    ]
    tabellen += [tabel for soorten, tabel in EIGEN_TABELLEN if soort in soorten]
    # By bare name, since that is the name of the parquet file.
    namen = [tabel.naam for tabel in tabellen]
    if dubbel := sorted({naam for naam in namen if namen.count(naam) > 1}):
        raise ManifestFout(f"{bestand}: meer dan een bron voor {', '.join(dubbel)}")
    return sorted(tabellen, key=lambda tabel: tabel.volledig)


def lees_bestaand(manifest: Path) -> dict[str, set[str]]:
    """Every column that dbt's manifest describes, per `schema.table`, whoever may have it. ManifestFout as above."""
    return {
        f"{node['schema']}.{node.get('alias') or node['name']}": {
            k["name"] for k in (node.get("columns") or {}).values()
        }
        for node in _nodes(manifest).values()
        if node.get("resource_type") == "model" and node.get("schema") in SCHEMAS
    }


def _nodes(manifest: Path) -> dict[str, Any]:
    try:
        nodes: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))["nodes"]
    except (OSError, ValueError, KeyError, TypeError) as fout:
        raise ManifestFout(f"{manifest.name} is niet te lezen als manifest van dbt; draai dbt opnieuw") from fout
    return nodes


def _ouders(node: Mapping[str, Any]) -> list[str]:
    """What a model reads, in the order in which it names them; before that what it says to be about (`gaat_over`), when
    it reads that in its long form."""
    over = [f"model.peilstok.{naam}" for naam in (_meta(node).get("gaat_over"),) if naam]
    return [*over, *((node.get("depends_on") or {}).get("nodes") or [])]


def _uit_node(node: Mapping[str, Any], soort: str) -> Tabel | None:
    schema = node.get("schema")
    if node.get("resource_type") != "model" or schema not in SCHEMAS or not _mag(node, soort):
        return None
    tabel_meta = _meta(node)
    kolommen = tuple(
        Kolom(
            naam=kolom["name"],
            omschrijving=_zin(kolom.get("description")),
            eenheid=_zin(_meta(kolom).get("eenheid")),
            definitie=_zin(_meta(kolom).get("definitie") or tabel_meta.get("definitie")),
            bron=_zin(_meta(kolom).get("bron") or tabel_meta.get("bron")),
        )
        for kolom in (node.get("columns") or {}).values()
        if ("doelgroepen" not in _meta(kolom) or _mag(kolom, soort)) and not is_afgeschermd(kolom["name"], soort)
    )
    verdeeld = next((kolom.naam for kolom in kolommen if kolom.naam == RIJEN.get(soort)), "")
    is_algemeen = tabel_meta.get("rijen") == "algemeen"
    if not kolommen or not (verdeeld or is_algemeen or soort in (DATATEAM, REGIO)):
        return None
    naam = node.get("alias") or node["name"]
    selectie = ", ".join(citeer(kolom.naam) for kolom in kolommen)
    return Tabel(
        schema=schema,
        naam=naam,
        omschrijving=_zin(node.get("description")),
        query=f"select {selectie} from {citeer(schema)}.{citeer(naam)}",
        kolommen=kolommen,
        definitie=_zin(tabel_meta.get("definitie")),
        bron=_zin(tabel_meta.get("bron")),
        formule=_zin(tabel_meta.get("formule")),
        let_op=_zinnen(tabel_meta.get("let_op")),
        keuzes=_zinnen(tabel_meta.get("keuzes")),
        volgorde=_volgorde(tabel_meta, {kolom.naam for kolom in kolommen}),
        verdeeld=verdeeld,
        is_algemeen=is_algemeen,
    )


def _volgorde(tabel_meta: Mapping[str, Any], mag: set[str]) -> tuple[str, ...]:
    """The key of the table (`meta.grain`, which the checks before the publication found unique), where all of it may
    leave; a table that may hold equal rows has none."""
    grain = tuple(tabel_meta.get("grain") or ())
    return grain if mag.issuperset(grain) else ()


def _meta(deel: Mapping[str, Any]) -> dict[str, Any]:
    return {**(deel.get("meta") or {}), **((deel.get("config") or {}).get("meta") or {})}


def _mag(deel: Mapping[str, Any], soort: str) -> bool:
    doelgroepen = _meta(deel).get("doelgroepen")
    # A bare string would match on a part of it ("team" in "datateam"): only a list grants.
    return isinstance(doelgroepen, list) and soort in doelgroepen


def _zin(waarde: object) -> str:
    tekst = ", ".join(map(str, waarde)) if isinstance(waarde, list) else str(waarde or "")
    return " ".join(tekst.split())


def _zinnen(waarde: object) -> tuple[str, ...]:
    return tuple(_zin(deel) for deel in (waarde if isinstance(waarde, list) else [waarde] if waarde else []))


_CONTROLE_KOLOMMEN = (
    Kolom("suite", "Groep van controles: de grens waar ze staan, of de afgesproken normen"),
    Kolom("naam", "Naam van de controle"),
    Kolom("tabel", "Tabel die is gecontroleerd"),
    Kolom("kolom", "Kolom die is gecontroleerd; leeg als het over de hele regel gaat"),
)

EIGEN_TABELLEN: tuple[tuple[tuple[str, ...], Tabel], ...] = (
    (
        ("datateam",),
        Tabel(
            "kwaliteit",
            "controle",
            "De uitkomst van elke controle aan de grenzen van het warehouse",
            "select suite, naam, tabel, kolom, ernst, status, beoordeeld_aantal, afwijkend_aantal, percentage,"
            " norm_pct, toelichting from kwaliteit.controle",
            (
                *_CONTROLE_KOLOMMEN,
                Kolom("ernst", "blokkerend: zonder slagen geen publicatie; signaal: om op te volgen"),
                Kolom("status", "geslaagd, niet geslaagd, of niet te beoordelen (er was niets om te controleren)"),
                Kolom("beoordeeld_aantal", "Hoeveel er is beoordeeld", "aantal"),
                Kolom("afwijkend_aantal", "Hoeveel daarvan afwijkt", "aantal"),
                Kolom("percentage", "Deel dat afwijkt; leeg als er niets te beoordelen was", "procent (0-100)"),
                Kolom("norm_pct", "De norm waaraan is gemeten, als het om een norm gaat", "procent (0-100)"),
                Kolom("toelichting", "Wat is gecontroleerd, in gewone taal"),
            ),
        ),
    ),
    (
        ("datateam",),
        Tabel(
            "kwaliteit",
            "controle_sleutel",
            "Waar het afwijkt: een regel per gevonden geval, zonder persoonsgegevens",
            "select suite, naam, tabel, kolom, sleutel from kwaliteit.controle_sleutel",
            (*_CONTROLE_KOLOMMEN, Kolom("sleutel", "Vindplaats als JSON")),
        ),
    ),
    (
        ("datateam",),
        Tabel(
            "kwaliteit",
            "bestand_telling",
            "Hoeveel bestanden zijn geladen, dubbel waren of apart zijn gezet",
            "select case when opgelost_door is null then status else 'opgelost' end as status, "
            "coalesce(reden, '') as reden, count(*) as aantal from raw.bestand group by all",
            (
                Kolom(
                    "status", "geladen, dubbel, quarantaine of opgelost (later goed aangeleverd)", bron="raw.bestand"
                ),
                Kolom("reden", "Waarom een bestand apart is gezet", bron="raw.bestand"),
                Kolom("aantal", "Aantal bestanden", "aantal", bron="raw.bestand"),
            ),
        ),
    ),
    (
        SOORTEN,
        Tabel(
            "kwaliteit",
            "peil",
            "Waarvoor deze cijfers gelden",
            "select peildatum, kennisdatum from raw.instelling",
            (
                Kolom("peildatum", "Datum waarvoor de cijfers gelden", "datum", bron="raw.instelling"),
                Kolom(
                    "kennisdatum",
                    "Berichten met een latere dagtekening tellen niet mee",
                    "datum",
                    bron="raw.instelling",
                ),
            ),
            is_algemeen=True,
        ),
    ),
)
"""Tables without a dbt model that leave, and for whom."""
