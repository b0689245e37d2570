"""Measuring and printing: CPU seconds of this process, and a table that says what they mean."""

from __future__ import annotations

import resource
from collections.abc import Callable, Sequence


def cpu() -> float:
    """CPU seconds of this process so far, user and system."""
    gebruik = resource.getrusage(resource.RUSAGE_SELF)
    return gebruik.ru_utime + gebruik.ru_stime


def beste(werk: Callable[[], object], keer: int = 3) -> float:
    """Least CPU seconds of some runs: noise of other work only ever adds."""
    uitkomsten = []
    for _ in range(keer):
        begin = cpu()
        werk()
        uitkomsten.append(cpu() - begin)
    return min(uitkomsten)


def tabel(titel: str, kop: Sequence[str], rijen: Sequence[Sequence[object]]) -> None:
    """Print rows as aligned columns under a title."""
    cellen = [[str(cel) for cel in rij] for rij in (kop, *rijen)]
    breedten = [max(len(rij[k]) for rij in cellen) for k in range(len(kop))]
    print(f"\n{titel}")
    for nr, rij in enumerate(cellen):
        print("  " + "  ".join(cel.ljust(b) for cel, b in zip(rij, breedten, strict=True)).rstrip())
        if nr == 0:
            print("  " + "  ".join("-" * b for b in breedten))
