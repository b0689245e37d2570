"""What a night needs is part of what is tested: the same versions with the same hashes, and no tool of development."""

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def _gelockt(naam: str) -> dict[str, tuple[str, ...]]:
    """Package -> its version and hashes; the platforms it is for may differ, by who asks for it."""
    tekst = re.sub(r"^\s*#.*\n", "", (PROJECT / naam).read_text(encoding="utf-8"), flags=re.MULTILINE)
    delen = re.split(r"^(?=\S)", tekst, flags=re.MULTILINE)
    return {
        re.split(r"[=\[ ;]", deel, maxsplit=1)[0]: tuple(re.findall(r"^\S+==\S+|sha256:\w+", deel))
        for deel in delen
        if deel.strip()
    }


def _gevraagd(naam: str) -> set[str]:
    regels = (PROJECT / naam).read_text(encoding="utf-8").splitlines()
    return {re.split(r"[=<>\[ ;]", regel, maxsplit=1)[0] for regel in regels if re.match(r"[a-z]", regel)}


def test_de_nacht_draait_op_wat_is_getest() -> None:
    alles, nacht = _gelockt("requirements.lock"), _gelockt("requirements-nacht.lock")
    kern = {naam: regel for naam, regel in nacht.items() if alles.get(naam) != regel}
    assert kern == {}
    assert len(nacht) > 100


def test_het_portaal_draait_op_wat_is_getest() -> None:
    alles, portaal = _gelockt("requirements.lock"), _gelockt("requirements-portaal.lock")
    assert {naam: regel for naam, regel in portaal.items() if alles.get(naam) != regel} == {}
    assert _gevraagd("requirements-portaal.in") <= portaal.keys()
    assert not {"dagster", "dbt-core", "great-expectations"} & portaal.keys()


def test_op_de_machine_van_de_nacht_staat_geen_gereedschap() -> None:
    nacht, alles = _gelockt("requirements-nacht.lock"), _gelockt("requirements.lock")
    gereedschap = _gevraagd("requirements-dev.in")
    assert {"playwright", "pytest", "ruff", "aiosmtpd"} <= gereedschap <= alles.keys()
    # cryptography came with great-expectations already
    assert gereedschap & nacht.keys() <= {"cryptography"}
    assert _gevraagd("requirements.in") <= nacht.keys()


def test_een_lock_noemt_geen_adres() -> None:
    for naam in ("", "-nacht", "-portaal", "-fuzz", "-beheer"):
        assert not re.search(
            r"https?://|--(extra-)?index-url|--find-links",
            (PROJECT / f"requirements{naam}.lock").read_text(encoding="utf-8"),
        )
