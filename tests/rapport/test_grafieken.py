"""Every chart is valid Vega-Lite: the site writes them without asking the schema, to save the night its time."""

from pathlib import Path

import altair as alt
import pytest
from jsonschema import ValidationError

from peilstok.rapport import runtime
from peilstok.rapport.grafieken import grafiek
from peilstok.rapport.paginas import PAGINAS

# One of each shape: blocks differ in soort, norm and axis, measures in the axis that a percentage has.
VORMEN = {
    (blok.soort, blok.norm, bool(blok.y_titel), maat.eenheid == "%"): (blok, maat)
    for pagina in PAGINAS
    for blok in pagina.blokken
    for maat in blok.maten
}


@pytest.mark.parametrize("vorm", VORMEN, ids=lambda vorm: "-".join(map(str, vorm)))
def test_een_grafiek_voldoet_aan_het_schema(vorm: tuple[str, bool, bool, bool]) -> None:
    blok, maat = VORMEN[vorm]
    spec = grafiek(blok, maat)
    if spec is not None:
        alt.Chart.from_dict(spec | {"params": []})


def test_het_schema_weigert_een_onzinnige_grafiek() -> None:
    """The check above can fail."""
    with pytest.raises(ValidationError):
        alt.Chart.from_dict({"mark": "streepje", "data": {"name": "rijen"}})


def test_vega_wordt_overgenomen_van_de_vorige_publicatie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gemaakt: list[str] = []
    monkeypatch.setattr(runtime, "_nieuwe_bundel", lambda: gemaakt.append("") or "nieuw")
    vorige = tmp_path / "vega.js"
    eerste = runtime._vega_bundel(None)
    vorige.write_text(eerste + "van toen", encoding="utf-8")
    assert runtime._vega_bundel(vorige) == eerste + "van toen"
    vorige.write_text("/* vl-convert 0.0.1 */\noud", encoding="utf-8")
    assert runtime._vega_bundel(vorige) == eerste
    assert len(gemaakt) == 2
