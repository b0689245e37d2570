"""The charts, as Vega-Lite specifications made with Altair: one look, data by name (the page fills it in per
selection).

Colours are told apart by colour-blind readers (Okabe and Ito) and never stand alone: shape or word says the same.
Every chart reads the dataset `rijen`, one row per mark, with the fields that `site.js` gives it: `reeks`, `maand`,
`waarde`, `tekst` (the figure as it is written), `voorlopig`, `stand`; a norm comes from `normen`. What does not fit
on a phone (names left of bars, words beside a norm) `site.js` puts elsewhere.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import altair as alt

from peilstok.rapport.blok import Blok, Maat

MAANDEN = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
KLEUREN = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#8A6D00", "#56B4E9", "#000000", "#7F3C8D"]
VORMEN = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left"]
REEKSEN_MAX = len(KLEUREN)
"""More lines than this cannot be told apart; the page shows the largest and says so."""

# The page names the months: those of the year, or of a window over the turn of it, whose names have their year.
_MAAND = (
    alt.X("maand:O")
    .sort(None)
    .title(None)
    .scale(domain=alt.ExprRef("maanden"))
    .axis(labelAngle=0, labelOverlap="greedy")
)

# The page names the series, largest first; a shared domain also makes colour and shape one legend.
_REEKSEN = alt.ExprRef("reeksen")
_RIJEN = alt.NamedData("rijen")

_RIJ = alt.Y("reeks:N").sort(None).title(None)


def grafiek(blok: Blok, maat: Maat) -> dict[str, Any] | None:
    """The chart of `blok` for `maat` as a Vega-Lite specification; None for a block that is only a table."""
    if blok.soort == "lijn":
        return _lijn(blok, maat)
    if blok.soort == "staven":
        return _staven(blok)
    if blok.soort == "puntenwolk":
        return _puntenwolk(blok)
    if blok.soort == "waterval":
        return _waterval(blok)
    if blok.soort == "balken":
        return _balken(blok)
    if blok.soort == "spreiding":
        return _spreiding()
    return None


def _tekst(naam: str, titel: str) -> alt.Tooltip:
    return alt.Tooltip(f"{naam}:N", title=titel)


def _lijn(blok: Blok, maat: Maat) -> dict[str, Any]:
    y = alt.Y("waarde:Q").title(blok.y_titel or _titel(maat))
    y = y.scale(domain=[0, 100]) if maat.eenheid == "%" else y.scale(zero=True, nice=True).axis(format=",.0f")
    basis = alt.Chart(_RIJEN).encode(
        x=_MAAND,
        y=y,
        color=alt.Color("reeks:N").title(None).scale(domain=_REEKSEN, range=KLEUREN),
        tooltip=[
            _tekst("reeks", blok.rijkop.lower() or "reeks"),
            _tekst("maand_lang", "maand"),
            _tekst("tekst", maat.naam.lower()),
            _tekst("stand", "stand"),
        ],
    )
    # A mark per month; open for a provisional one, since its figure will still change (A12).
    punten = basis.mark_point(size=60, opacity=1, strokeWidth=2).encode(
        shape=alt.Shape("reeks:N").title(None).scale(domain=_REEKSEN, range=VORMEN),
        fill=alt.condition(
            "datum.voorlopig",
            alt.value("white"),
            alt.Fill("reeks:N").title(None).scale(domain=_REEKSEN, range=KLEUREN),
        ),
    )
    lagen = [*(_norm() if blok.norm else []), basis.mark_line(strokeWidth=2), punten]
    return _spec(lagen, hoogte=300)


def _staven(blok: Blok) -> dict[str, Any]:
    """Bars, stacked away from zero; what is below zero is said in the legend and drawn below the line."""
    basis = alt.Chart(_RIJEN).encode(
        x=_MAAND,
        y=alt.Y("waarde:Q").title(blok.y_titel).axis(format=",.0f", tickMinStep=1),
        color=alt.Color("reeks:N").title(None).scale(domain=_REEKSEN, range=KLEUREN),
        tooltip=[
            _tekst("reeks", "wat"),
            _tekst("maand_lang", "maand"),
            _tekst("tekst", "aantal"),
            _tekst("stand", "stand"),
        ],
    )
    # A provisional bar is open: a border with a light filling (A12).
    staven = basis.mark_bar(width=alt.RelativeBandSize(0.7), strokeWidth=1.5).encode(
        stroke=alt.Stroke("reeks:N").title(None).scale(domain=_REEKSEN, range=KLEUREN),
        fillOpacity=alt.condition("datum.voorlopig", alt.value(0.25), alt.value(1)),
    )
    nul = alt.Chart(_RIJEN).mark_rule(aria=False, color="#333333").encode(y=alt.datum(0))
    return _spec([staven, nul], hoogte=260)


def _puntenwolk(blok: Blok) -> dict[str, Any]:
    assert blok.punten is not None, blok.id
    p = blok.punten
    titels = {maat.kolom: maat.naam for maat in blok.maten}
    richtingen = [p.boven, p.onder, "gelijk"]
    basis = alt.Chart(_RIJEN).encode(
        x=alt.X("x:Q")
        .title(titels[p.x].lower())
        .scale(zero=False, nice=True, padding=24)
        .axis(tickCount=8, tickMinStep=0.5, format=",.1f"),
        y=alt.Y("y:Q").title(titels[p.y].lower()).scale(nice=True, padding=18).axis(tickMinStep=0.1, format="+,.1f"),
    )
    punten = basis.mark_point(filled=True, strokeWidth=2).encode(
        color=alt.Color("richting:N").title(None).scale(domain=richtingen, range=["#D55E00", "#0072B2", "#555555"]),
        shape=alt.Shape("richting:N")
        .title(None)
        .scale(domain=richtingen, range=["triangle-up", "triangle-down", "circle"]),
        size=alt.Size("n:Q")
        .title(titels[p.grootte].lower())
        .scale(range=[60, 700], zero=True)
        .legend(values=[5, 20, 50]),
        opacity=alt.condition("datum.uitgelicht", alt.value(0.85), alt.value(0.2)),
        tooltip=[_tekst("reeks", blok.rijkop.lower()), *(_tekst(m.kolom, m.naam.lower()) for m in blok.maten)],
    )
    # Names right of their mark, but left of it in the right half, where they would fall off the chart.
    links = "datum.naam_kant == 'links'"
    namen = basis.mark_text(
        align=alt.ExprRef(f"{links} ? 'right' : 'left'"),
        dx=alt.ExprRef(f"{links} ? -13 : 13"),
        fontSize=11,
        color="#333333",
        aria=False,
    ).encode(text="naam:N")
    nul = alt.Chart(_RIJEN).mark_rule(aria=False, color="#555555", strokeDash=[4, 3]).encode(y=alt.datum(0))
    return _spec([nul, punten, namen], hoogte=400)


def _waterval(blok: Blok) -> dict[str, Any]:
    """From the first maat to the last, top to bottom; both stand on zero, those between are steps (`van`, `tot`)."""
    richtingen = ["begin en eind", "erbij", "eraf"]
    basis = alt.Chart(_RIJEN).encode(
        y=_RIJ,
        tooltip=[_tekst("lang", "stap"), _tekst("tekst", "bedrag"), _tekst("richting", "richting")],
    )
    staven = basis.mark_bar().encode(
        x=alt.X("van:Q").title(blok.y_titel).axis(format=",.0f", tickCount=5),
        x2="tot:Q",
        color=alt.Color("richting:N").title(None).scale(domain=richtingen, range=["#555555", "#D55E00", "#0072B2"]),
    )
    return _spec([staven, _achter(basis)], hoogte=alt.Step(24))


def _balken(blok: Blok) -> dict[str, Any]:
    assert blok.balken is not None, blok.id
    b = blok.balken
    titels = {maat.kolom: maat.naam for maat in blok.maten}
    kleur: Any = alt.value(KLEUREN[0])
    if b.boven:
        schaal = alt.Scale(domain=[b.onder, b.boven], range=[KLEUREN[0], KLEUREN[1]])
        # The legend would take the lighter bars for the colour.
        kleur = alt.Color("richting:N").title(None).scale(schaal).legend(symbolOpacity=1)
    tips = [kolom for kolom in (b.van, b.waarde, b.verwacht, b.streep) if kolom]
    basis = alt.Chart(_RIJEN).encode(
        y=_RIJ,
        tooltip=[_tekst("lang", blok.rijkop.lower()), *(_tekst(kolom, titels[kolom].lower()) for kolom in tips)],
    )
    balken = basis.mark_bar(height=alt.RelativeBandSize(0.62)).encode(
        x=alt.X("van:Q").title(blok.y_titel).axis(format=",.0f", tickCount=6), x2="waarde:Q", color=kleur
    )
    lichter = basis.mark_bar(height=alt.RelativeBandSize(0.62), opacity=0.35).encode(
        x="waarde:Q", x2="verwacht:Q", color=kleur
    )
    # Data of its own: the page leaves the layer out when no row has a stripe.
    strepen = (
        basis.properties(data=alt.NamedData("strepen"))
        .mark_tick(thickness=3, height=alt.RelativeBandSize(0.9), color="#000000")
        .encode(x="streep:Q")
    )
    lagen = [balken, *([lichter] if b.verwacht else []), strepen, _achter(basis)]
    return _spec(lagen, hoogte=alt.Step(28))


def _achter(basis: alt.Chart) -> alt.Chart:
    """The figure as it is written, in a column right of the bars."""
    tekst = basis.mark_text(align="left", x="width", dx=8, fontSize=12, color="#333333", aria=False)
    gevuld: alt.Chart = tekst.encode(text="tekst:N")
    return gevuld


@cache
def _spreiding() -> dict[str, Any]:
    """Per figure a line of its own scale: lowest to highest of others, the middle half as a bar, the median as a tick,
    and the chosen one as a mark. Others have no name and no mark of their own. The names stand above the lines, so
    that they fit on a phone; the height follows from the number of lines, which the page knows."""
    basis = alt.Chart(_RIJEN).encode(
        y=alt.Y("reeks:N").sort(None).axis(None),
        tooltip=[
            _tekst("reeks", "maat"),
            _tekst("t_waarde", "deze aanbieder"),
            _tekst("t_laagste", "laagste"),
            _tekst("t_mediaan", "mediaan"),
            _tekst("t_hoogste", "hoogste"),
            _tekst("vergeleken_met", "vergeleken met"),
        ],
    )

    def plek(naam: str) -> alt.X:
        return alt.X(f"{naam}:Q").scale(domain=[0, 1], padding=12).axis(None)

    def tekst(veld: str, align: Literal["left", "center", "right"], dy: int, x: Any, **stijl: Any) -> Any:
        opmaak: dict[str, Any] = {"fontSize": 12, "color": "#333333"} | stijl
        return basis.mark_text(align=align, dy=dy, aria=False, **opmaak).encode(x=x, text=f"{veld}:N")

    links, rechts = alt.value(0), alt.value("width")
    lagen = [
        basis.mark_rule(color="#7b8794", strokeWidth=2, aria=False).encode(x=plek("laagste"), x2="hoogste:Q"),
        basis.mark_bar(color="#c3d5e2", height=14, aria=False).encode(x=plek("kwart"), x2="driekwart:Q"),
        basis.mark_tick(color="#0b4f79", thickness=3, height=20, aria=False).encode(x=plek("mediaan")),
        basis.mark_point(
            shape="diamond", filled=True, size=170, color="#D55E00", opacity=1, stroke="white", strokeWidth=1
        ).encode(x=plek("waarde")),
        tekst("reeks", "left", -31, links),
        tekst("onder", "left", 17, links, fontSize=11, color="#55616d"),
        tekst("boven", "right", 17, rechts, fontSize=11, color="#55616d"),
        # Towards the middle, so that it does not run off the chart.
        tekst("t_waarde", "center", -15, plek("waarde"), fontWeight="bold").transform_filter("datum.kant == 'midden'"),
        tekst("t_waarde", "left", -15, plek("waarde"), fontWeight="bold").transform_filter("datum.kant == 'links'"),
        tekst("t_waarde", "right", -15, plek("waarde"), fontWeight="bold").transform_filter("datum.kant == 'rechts'"),
    ]
    return _spec(lagen, hoogte=0)


def _norm() -> list[alt.Chart]:
    """A broken line over the months of a norm (`van`, `tot`: 0 to 1 of the width), its label right of the chart, where
    no line of figures can cross it (`plek` keeps labels apart)."""
    norm = alt.Chart(alt.NamedData("normen"))
    lijn = norm.mark_rule(
        aria=False,
        color="#555555",
        strokeDash=[5, 4],
        x=alt.ExprRef("width * datum.van"),
        x2=alt.ExprRef("width * datum.tot"),
    ).encode(y=alt.Y("norm:Q"))
    tekst = (
        norm.mark_text(align="left", baseline="middle", x="width", dx=5, fontSize=11, color="#333333", aria=False)
        .encode(y=alt.Y("plek:Q"), text="tekst:N")
        .transform_filter("datum.tot == 1")
    )
    return [lijn, tekst]


def _titel(maat: Maat) -> str:
    naam = maat.naam.lower()
    return f"{naam} ({maat.eenheid})" if maat.eenheid and maat.eenheid not in naam else naam


def _spec(lagen: list[alt.Chart], hoogte: int | alt.Step) -> dict[str, Any]:
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
    # Judging a chart against the schema takes as long as making it; a test judges them all (test_grafieken).
    spec: dict[str, Any] = opgemaakt.to_dict(validate=False)
    spec.pop("$schema", None)
    spec["params"] = [{"name": "reeksen", "value": []}]
    return spec
