"""The charts, as Vega-Lite specifications made with Altair: one look, data by name (the page fills it in per
selection).

Colours are told apart by colour-blind readers (Okabe and Ito) and never stand alone: shape or word says the same.
"""

from __future__ import annotations

from typing import Any

import altair as alt

MAANDEN = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
KLEUREN = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#8A6D00", "#56B4E9", "#000000", "#7F3C8D"]
VORMEN = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left"]
REEKSEN_MAX = len(KLEUREN)
"""More lines than this cannot be told apart; the page shows the largest and says so."""

_MAAND = alt.X("maand:O").sort(MAANDEN).title(None).scale(domain=MAANDEN).axis(labelAngle=0)

# The page names the series, largest first; a shared domain also makes colour and shape one legend.
_REEKSEN = alt.ExprRef("reeksen")


def grafieken() -> dict[str, dict[str, Any]]:
    """Every chart by name as a Vega-Lite specification; each reads the dataset `rijen` (see `pagina.js` for the
    fields)."""
    return {"plekken": _plekken(), "doorlooptijd": _doorlooptijd(), "optijd": _optijd()}


def _plekken() -> dict[str, Any]:
    basis = alt.Chart(alt.NamedData("rijen")).encode(
        x=_MAAND,
        y=alt.Y("plekken:Q")
        .title("plekken (jaar tot en met de maand)")
        .scale(zero=True, nice=True)
        .axis(format=",.0f"),
        color=alt.Color("reeks:N").title("product").scale(domain=_REEKSEN, range=KLEUREN),
        tooltip=[
            alt.Tooltip("reeks:N", title="product"),
            alt.Tooltip("maand_lang:N", title="maand"),
            alt.Tooltip("plekken:Q", title="plekken", format=",.2f"),
            alt.Tooltip("stand:N", title="stand"),
        ],
    )
    vorm = alt.Shape("reeks:N").title("product").scale(domain=_REEKSEN, range=VORMEN)
    return _spec([basis.mark_line(strokeWidth=2), *_punten(basis, vorm)], hoogte=330, reeksen=True)


def _doorlooptijd() -> dict[str, Any]:
    richtingen = ["langer dan vorig jaar", "korter dan vorig jaar", "even lang"]
    basis = alt.Chart(alt.NamedData("rijen")).encode(
        x=alt.X("mediaan:Q")
        .title("mediane doorlooptijd dit jaar (maanden)")
        .scale(zero=False, nice=True, padding=24)
        .axis(tickCount=8, tickMinStep=0.5, format=",.1f"),
        y=alt.Y("verschil:Q")
        .title("verschil met vorig jaar (maanden)")
        .scale(nice=True, padding=18)
        .axis(tickMinStep=0.1, format="+,.1f"),
    )
    punten = basis.mark_point(filled=True, strokeWidth=2).encode(
        color=alt.Color("richting:N").title(None).scale(domain=richtingen, range=["#D55E00", "#0072B2", "#555555"]),
        shape=alt.Shape("richting:N")
        .title(None)
        .scale(domain=richtingen, range=["triangle-up", "triangle-down", "circle"]),
        size=alt.Size("aantal:Q")
        .title("beëindigde toewijzingen")
        .scale(range=[60, 700], zero=True)
        .legend(values=[5, 20, 50]),
        opacity=alt.condition("datum.uitgelicht", alt.value(0.85), alt.value(0.2)),
        tooltip=[
            alt.Tooltip("aanbieder:N", title="aanbieder"),
            alt.Tooltip("mediaan:Q", title="mediaan dit jaar (maanden)", format=",.1f"),
            alt.Tooltip("vorig:Q", title="mediaan vorig jaar (maanden)", format=",.1f"),
            alt.Tooltip("verschil:Q", title="verschil (maanden)", format="+,.1f"),
            alt.Tooltip("aantal:Q", title="beëindigd dit jaar"),
        ],
    )
    # Names right of their mark, but left of it in the right half, where they would fall off the chart.
    naam = basis.encode(text="aanbieder:N")
    namen = [
        naam.transform_filter("datum.naam_kant == 'rechts'").mark_text(
            align="left", dx=13, fontSize=11, color="#333333"
        ),
        naam.transform_filter("datum.naam_kant == 'links'").mark_text(
            align="right", dx=-13, fontSize=11, color="#333333"
        ),
    ]
    nul = alt.Chart(alt.NamedData("rijen")).mark_rule(color="#555555", strokeDash=[4, 3]).encode(y=alt.datum(0))
    return _spec([nul, punten, *namen], hoogte=400)


def _optijd() -> dict[str, Any]:
    soorten = ["start (305)", "einde (307)"]
    basis = alt.Chart(alt.NamedData("rijen")).encode(
        x=_MAAND,
        y=alt.Y("percentage:Q").title("op tijd gemeld (%)").scale(domain=[0, 100]),
        color=alt.Color("soort:N").title("bericht").scale(domain=soorten, range=KLEUREN[:2]),
        tooltip=[
            alt.Tooltip("soort:N", title="bericht"),
            alt.Tooltip("maand_lang:N", title="maand"),
            alt.Tooltip("op_tijd:Q", title="op tijd", format=",.0f"),
            alt.Tooltip("totaal:Q", title="gemeld", format=",.0f"),
            alt.Tooltip("percentage:Q", title="op tijd (%)", format=",.1f"),
            alt.Tooltip("stand:N", title="stand"),
        ],
    )
    vorm = alt.Shape("soort:N").title("bericht").scale(domain=soorten, range=VORMEN[:2])
    norm = alt.Chart(alt.NamedData("normen")).encode(y=alt.Y("norm:Q"))
    lijn = norm.mark_rule(color="#555555", strokeDash=[5, 4])
    tekst = norm.mark_text(align="right", baseline="top", x="width", dx=-4, dy=4, fontSize=11, color="#333333").encode(
        text="tekst:N"
    )
    return _spec([lijn, tekst, basis.mark_line(strokeWidth=2), *_punten(basis, vorm)], hoogte=280)


def _punten(basis: alt.Chart, vorm: alt.Shape) -> list[alt.Chart]:
    """Layers with a mark per month; open for a provisional one, since its figure will still change (A12)."""
    vast = basis.transform_filter("!datum.voorlopig").mark_point(size=60, filled=True, opacity=1).encode(shape=vorm)
    open_ = basis.transform_filter("datum.voorlopig").mark_point(size=60, filled=False, fill="white", opacity=1)
    return [vast, open_.encode(shape=vorm)]


def _spec(lagen: list[alt.Chart], hoogte: int, reeksen: bool = False) -> dict[str, Any]:
    opgemaakt = (
        alt.layer(*lagen)
        .properties(width="container", height=hoogte, background="transparent")
        .configure(font="system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12, titleFontSize=12, titleFontWeight="normal", gridColor="#e3e6ea", labelColor="#333333"
        )
        .configure_legend(
            labelFontSize=12, titleFontSize=12, orient="top", columns=4, symbolStrokeWidth=2, labelLimit=260
        )
    )
    # The address of the schema is not needed to draw, and a page without addresses is easier to trust.
    spec: dict[str, Any] = opgemaakt.to_dict()
    spec.pop("$schema", None)
    if reeksen:
        spec["params"] = [{"name": "reeksen", "value": []}]
    return spec
