"""What is in the folder of a party beside its site: reports, worklists and the tables themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from peilstok.rapport.cijferpagina import PAGINA
from peilstok.rapport.lezer import TEKSTEN
from peilstok.rapport.pagina import schrijf_sjabloon

BESTANDEN = "map.html"


def schrijf_doelgroeppagina(
    map_: Path,
    soort: str,
    code: str,
    naam: str,
    peildatum: date | None,
    kennisdatum: date | None,
    aantallen: Mapping[str, int],
) -> Path:
    """Write `map.html` into the folder `map_` of one party. `aantallen` is the number of rows per
    `schema.table`; what else it links to is what lies in `kwaliteit/`, `uitkomsten/` and `jaar/`."""
    return schrijf_sjabloon(
        map_ / BESTANDEN,
        "doelgroep.html.j2",
        soort=soort,
        code=code,
        naam=naam,
        tekst=TEKSTEN[soort],
        peildatum=peildatum,
        kennisdatum=kennisdatum,
        heeft_cijfers=(map_ / PAGINA).is_file(),
        rapporten=_bestanden(map_ / "kwaliteit", "*.html"),
        # the workbook before the same list as CSV
        werklijsten=sorted(_bestanden(map_ / "kwaliteit", "werklijst*"), key=lambda pad: pad.endswith(".csv")),
        verslagen=_bestanden(map_ / "uitkomsten", "*.html"),
        jaarstukken=sorted(_bestanden(map_ / "jaar", "*.html"), reverse=True),
        tabellen=[(tabel.split(".")[1], aantal) for tabel, aantal in aantallen.items() if aantal],
        leeg=[tabel.split(".")[1] for tabel, aantal in aantallen.items() if not aantal],
    )


def _bestanden(map_: Path, patroon: str) -> list[str]:
    return sorted(f"{map_.name}/{pad.name}" for pad in map_.glob(patroon)) if map_.is_dir() else []
