"""One night at a time, also against another process."""

import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from peilstok.slot import SlotBezet, houder, nachtslot

HOUD_VAST = """
import sys, time
from pathlib import Path
from peilstok.slot import nachtslot
with nachtslot(Path(sys.argv[1])):
    print("vast", flush=True)
    time.sleep(60)
"""


def test_second_holder_in_this_process_is_refused(tmp_path: Path) -> None:
    pad = tmp_path / "map" / "nacht.slot"
    with nachtslot(pad, datetime(2026, 9, 30, 1, 30)):
        with pytest.raises(SlotBezet, match=rf"proces {os.getpid()}, sinds 30-09-2026 01:30:00"), nachtslot(pad):
            pass
        assert "al een nacht" in (houder(pad) or "")
    assert houder(pad) is None


def test_second_process_is_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    pad = tmp_path / "nacht.slot"
    with subprocess.Popen([sys.executable, "-c", HOUD_VAST, str(pad)], stdout=subprocess.PIPE, text=True) as proces:
        try:
            assert proces.stdout is not None
            assert proces.stdout.readline() == "vast\n"
            with pytest.raises(SlotBezet, match=f"proces {proces.pid}"), nachtslot(pad):
                pass
        finally:
            # killed, not asked: the operating system lets go of the lock
            proces.send_signal(signal.SIGKILL)
    with nachtslot(pad):
        pass


def test_free_after_an_error(tmp_path: Path) -> None:
    pad = tmp_path / "nacht.slot"
    with pytest.raises(ZeroDivisionError), nachtslot(pad):
        raise ZeroDivisionError
    assert houder(pad) is None


def test_unknown_place_is_free(tmp_path: Path) -> None:
    assert houder(tmp_path / "nergens") is None
