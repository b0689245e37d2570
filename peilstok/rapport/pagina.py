"""Fill templates: every value escaped, numbers and dates in Dutch."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from peilstok.datum import dagen_in_zin, datum_tekst
from peilstok.rapport.gegevens import lees_gegevens

SLEUTELS_OP_PAGINA = 50


def schrijf_controlepagina(pub_db: Path, doel: Path) -> Path:
    """Write `index.html` with the results of the checks into the folder `doel`, a folder below the one of
    `schrijf_site`."""
    with duckdb.connect(str(pub_db), read_only=True) as con:
        gegevens = lees_gegevens(con)
    sleutels = {
        (c.suite, c.naam, c.tabel, c.kolom): [_sleutel_tekst(s) for s in c.sleutels[:SLEUTELS_OP_PAGINA]]
        for c in gegevens.controles
    }
    return schrijf_sjabloon(doel / "index.html", "controles.html.j2", g=gegevens, sleutels=sleutels)


def schrijf_sjabloon(pad: Path, sjabloon: str, **waarden: object) -> Path:
    """Fill a template and write it at `pad`, as `vul_sjabloon`. Returns `pad`."""
    pad.write_text(vul_sjabloon(sjabloon, **waarden), encoding="utf-8")
    return pad


def vul_sjabloon(sjabloon: str, **waarden: object) -> str:
    """A template of `sjablonen/`, filled; every value is escaped."""
    return _omgeving().get_template(sjabloon).render(**waarden)


@cache
def _omgeving() -> Environment:
    omgeving = Environment(
        loader=PackageLoader("peilstok.rapport", "sjablonen"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    omgeving.filters |= {"datum": datum_tekst, "zin": dagen_in_zin, "getal": getal_tekst, "breekbaar": breekbaar}
    return omgeving


def breekbaar(tekst: str) -> Markup:
    """Text that may go on on the next line after each slash: names of rules in a narrow column."""
    return Markup("/<wbr>").join(tekst.split("/"))


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
    """A decimal number with a comma and a day as people read it; anything else as it is."""
    return waarde.replace(".", ",") if re.fullmatch(r"-?\d+\.\d+", waarde) else dagen_in_zin(waarde)


def als_json(waarde: object) -> str:
    """JSON that is safe inside a script, whatever a name contains."""
    tekst = json.dumps(waarde, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for teken in "<>&\u2028\u2029":
        tekst = tekst.replace(teken, f"\\u{ord(teken):04x}")
    return tekst
