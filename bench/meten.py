"""Measuring and printing: CPU seconds of this process, and a table that says what they mean."""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable, Mapping, Sequence
from statistics import median


def cpu() -> float:
    """CPU seconds of this process so far, user and system."""
    gebruik = resource.getrusage(resource.RUSAGE_SELF)
    return gebruik.ru_utime + gebruik.ru_stime


def kosten(werk: Callable[[], object]) -> float:
    """CPU seconds of one run, begun with a clean slate."""
    gc.collect()
    begin = cpu()
    werk()
    return cpu() - begin


def om_en_om(
    bodem: Callable[[], object], kandidaten: Mapping[str, Callable[[], object]], rondes: int
) -> tuple[float, dict[str, tuple[float, float]]]:
    """(median CPU seconds of the floor, per candidate the median of its seconds and of its ratio to the floor).

    Floor, candidate, floor, candidate, .. so that a slow minute of the machine hits both sides of each ratio: a
    candidate is divided by the mean of the floors just before and just after it. One round before is not counted.
    """
    bodem()
    for werk in kandidaten.values():
        werk()
    bodems = [kosten(bodem)]
    tijden: dict[str, list[float]] = {naam: [] for naam in kandidaten}
    verhoudingen: dict[str, list[float]] = {naam: [] for naam in kandidaten}
    for _ in range(rondes):
        for naam, werk in kandidaten.items():
            tijd = kosten(werk)
            bodems.append(kosten(bodem))
            tijden[naam].append(tijd)
            verhoudingen[naam].append(tijd / ((bodems[-1] + bodems[-2]) / 2))
    return median(bodems), {naam: (median(tijden[naam]), median(verhoudingen[naam])) for naam in kandidaten}


def tabel(titel: str, kop: Sequence[str], rijen: Sequence[Sequence[object]]) -> None:
    """Print rows as aligned columns under a title."""
    cellen = [[str(cel) for cel in rij] for rij in (kop, *rijen)]
    breedten = [max(len(rij[k]) for rij in cellen) for k in range(len(kop))]
    print(f"\n{titel}")
    for nr, rij in enumerate(cellen):
        print("  " + "  ".join(cel.ljust(b) for cel, b in zip(rij, breedten, strict=True)).rstrip())
        if nr == 0:
            print("  " + "  ".join("-" * b for b in breedten))
