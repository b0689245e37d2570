"""Write the pages: HTML from templates, data and chart runtime as scripts beside it (a browser refuses fetch on
file://)."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import vl_convert
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from peilstok.rapport.gegevens import Gegevens, datum_tekst, lees_gegevens, maand_labels
from peilstok.rapport.grafieken import REEKSEN_MAX, grafieken

SLEUTELS_OP_PAGINA = 50


def schrijf_pagina(pub_db: Path, doel: Path, *, regio: str = "", doelgroep: str = "datateam") -> Path:
    """Write `index.html`, `data.js` and `runtime/` into the folder `doel`; returns the path of `index.html`.

    Reads only `pub_db`, a published peilstok.duckdb. The content follows from the data alone: no clock, so equal data
    gives equal bytes. `regio` is the name in the heading; without it the gemeenten are named."""
    gegevens = lees_gegevens(pub_db)
    runtime = doel / "runtime"
    runtime.mkdir(parents=True, exist_ok=True)
    (runtime / "vega.js").write_text(_vega_bundel(), encoding="utf-8")
    for naam in ("pagina.js", "stijl.css"):
        (runtime / naam).write_text(_sjabloon(naam), encoding="utf-8")
    (doel / "data.js").write_text(f"window.PEILSTOK = {_als_script(_voor_browser(gegevens))};\n", encoding="utf-8")
    return schrijf_sjabloon(
        doel / "index.html", "index.html.j2", g=gegevens, regio=regio or _regio(gegevens), doelgroep=doelgroep
    )


def schrijf_controlepagina(pub_db: Path, doel: Path) -> Path:
    """Write `index.html` with the results of the checks into the folder `doel`, a folder below the one of
    `schrijf_pagina`."""
    gegevens = lees_gegevens(pub_db)
    sleutels = {
        (c.suite, c.naam, c.tabel, c.kolom): [_sleutel_tekst(s) for s in c.sleutels[:SLEUTELS_OP_PAGINA]]
        for c in gegevens.controles
    }
    return schrijf_sjabloon(doel / "index.html", "controles.html.j2", g=gegevens, sleutels=sleutels)


def schrijf_sjabloon(pad: Path, sjabloon: str, **waarden: object) -> Path:
    """Fill a template of `sjablonen/` and write it at `pad`; every value is escaped. Returns `pad`."""
    pad.write_text(_omgeving().get_template(sjabloon).render(**waarden), encoding="utf-8")
    return pad


@cache
def _omgeving() -> Environment:
    omgeving = Environment(
        loader=PackageLoader("peilstok.rapport", "sjablonen"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    omgeving.filters |= {"datum": datum_tekst, "getal": getal_tekst}
    return omgeving


def getal_tekst(waarde: float | None, decimalen: int = 0) -> str:
    """1234.5 as 1.234,5 (Dutch); a missing number as a dash."""
    if waarde is None:
        return "–"
    return f"{waarde:,.{decimalen}f}".translate(str.maketrans(",.", ".,"))


def _sleutel_tekst(sleutel: str) -> str:
    try:
        delen = json.loads(sleutel)
    except ValueError:
        return sleutel
    return ", ".join(f"{naam.replace('_', ' ')}: {_leesbaar(str(waarde))}" for naam, waarde in delen.items())


def _leesbaar(waarde: str) -> str:
    """A decimal number with a comma; anything else as it is."""
    return waarde.replace(".", ",") if re.fullmatch(r"-?\d+\.\d+", waarde) else waarde


def _regio(gegevens: Gegevens) -> str:
    namen = [gegevens.gemeenten.get(code, code) for code in gegevens.gemeente_codes]
    if not namen:
        return "uw regio"
    if len(namen) > 6:
        return f"{len(namen)} gemeenten"
    return "gemeente " + namen[0] if len(namen) == 1 else f"de gemeenten {', '.join(namen[:-1])} en {namen[-1]}"


def _voor_browser(gegevens: Gegevens) -> dict[str, Any]:
    normen = {c.naam.removeprefix("norm_"): c.norm_pct for c in gegevens.controles if c.norm_pct is not None}
    vanaf = gegevens.voorlopig_vanaf
    return {
        "voorlopigVanaf": 999999 if vanaf is None else vanaf.year * 100 + vanaf.month,
        "maanden": maand_labels(),
        "aanbieders": gegevens.aanbieders,
        "gemeenten": gegevens.gemeenten,
        "producten": gegevens.producten,
        "normen": normen,
        "reeksenMax": REEKSEN_MAX,
        "tabellen": gegevens.tabellen,
        "grafieken": grafieken(),
        "locale": {
            "getal": vl_convert.get_format_locale("nl-NL"),
            "tijd": vl_convert.get_time_format_locale("nl-NL"),
        },
    }


def _als_script(waarde: object) -> str:
    """JSON that is safe inside a script, whatever a name contains."""
    tekst = json.dumps(waarde, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for teken in "<>&\u2028\u2029":
        tekst = tekst.replace(teken, f"\\u{ord(teken):04x}")
    return tekst


def _sjabloon(naam: str) -> str:
    return (files("peilstok.rapport") / "sjablonen" / naam).read_text(encoding="utf-8")


@cache
def _vega_bundel() -> str:
    """Vega, Vega-Lite and Vega-Embed in one script, from the installed package: no network, then or later."""
    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
