"""The rows of a CSV file that anybody may have made: UTF-8, separated by ; or by commas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator


class CsvFout(ValueError):
    """The file is no CSV that is read here; the text is Dutch and quotes nothing of it."""


def lees_csv(inhoud: bytes) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of each row that is not empty, the header first; CsvFout when this is no CSV."""
    # only as much of a line as a header can be
    kop = inhoud[:65_536].split(b"\n", 1)[0].decode("utf-8-sig", "replace")
    if not inhoud.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise CsvFout("het bestand is leeg")
    if "\t" in kop and ";" not in kop and "," not in kop:
        raise CsvFout("de kolommen zijn gescheiden door tabs; gebruik ; of ,")
    if kop.lower().startswith("sep="):
        raise CsvFout("de eerste regel is sep=..; laat die weg, de eerste regel is de kop")
    # in parts: 100 MB of text would take 400 MB as one string
    tekst = io.TextIOWrapper(io.BytesIO(inhoud), encoding="utf-8-sig", newline="")
    lezer = csv.reader(tekst, delimiter=";" if ";" in kop else ",", strict=True)
    try:
        for cellen in lezer:
            if lezer.line_num == 1 or any(cel.strip() for cel in cellen):
                yield lezer.line_num, cellen
    except UnicodeDecodeError:
        raise CsvFout("het bestand is geen UTF-8; sla het op als 'CSV UTF-8'") from None
    except csv.Error:
        raise CsvFout(f"het bestand is vanaf regel {lezer.line_num} geen leesbare CSV") from None
