"""The notice that what stands published is not of the last night, put into pages that are finished already."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from peilstok.rapport.pagina import vul_sjabloon

_BEGIN, _EINDE = "<!-- niet vernieuwd -->", "<!-- /niet vernieuwd -->"
_MELDING = re.compile(f"{_BEGIN}.*?{_EINDE}\n?", re.DOTALL)
# A letter goes to somebody who has no use for it: its template says so.
_BODY = re.compile(r"<body\b(?![^>]*\bdata-zonder-melding\b)[^>]*>\n?")


@dataclass(frozen=True)
class Melding:
    """Why pages were not renewed. `cijfers_van`: the peildatum of the figures that stand (None when unknown);
    `nacht_van`: the peildatum of the night that failed; `reden`: one or two sentences of plain Dutch, about the night
    and never about a case."""

    cijfers_van: date | None
    nacht_van: date
    reden: str


def zet_melding(html: str, melding: Melding) -> str:
    """The page with the notice at the top of its body, in the place of an earlier one. Everything is escaped; it needs
    no style sheet or script, so it shows on every page. A page without body, or one whose body has the attribute
    `data-zonder-melding`, is left as it is."""
    blok = f"{_BEGIN}{vul_sjabloon('melding.html.j2', m=melding)}{_EINDE}\n"
    schoon = _MELDING.sub("", html, count=1)
    return _BODY.sub(lambda body: body.group(0).rstrip("\n") + "\n" + blok, schoon, count=1)
