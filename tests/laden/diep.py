"""Folders within folders, far deeper than anyone means."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def diepe_mappen(map_: Path, aantal: int = 1800) -> Iterator[None]:
    """`map_/d/d/d/..` within the block, made from within: the path as a whole may be too long to use.

    Removed by a program: pytest clears its folders with recursion, and would stumble on them.
    """
    hier = os.open(map_, os.O_RDONLY)
    for _ in range(aantal):
        with suppress(FileExistsError):
            os.mkdir("d", dir_fd=hier)
        hier, eerder = os.open("d", os.O_RDONLY, dir_fd=hier), hier
        os.close(eerder)
    os.close(hier)
    try:
        yield
    finally:
        subprocess.run(["rm", "-rf", str(map_ / "d")], check=True)
