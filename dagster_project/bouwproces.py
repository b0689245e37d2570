"""dbt in a process of its own (inside the night's it would keep the warehouse open), on the manifest that make parsed:
`python -m dagster_project.bouwproces <fd> build ..`. On the file descriptor comes one line per node that ended, with
its unique_id. Exit status 0 (built), 1 (failed, see run_results.json) or 3 (another program has the warehouse open)."""

import os
import sys

from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest
from dbt.parser.manifest import extended_mashumuro_decoder
from dbt_common.events.base_types import EventMsg

from dagster_project.plaatsen import GECOMPILEERD, OPEN_ELDERS, VERGRENDELD


def main(fd: int, argumenten: list[str]) -> int:
    """Run dbt with these arguments."""
    inhoud = (GECOMPILEERD / "partial_parse.msgpack").read_bytes()
    manifest: Manifest = Manifest.from_msgpack(inhoud, decoder=extended_mashumuro_decoder)
    # what dbt does itself after parsing, and a manifest from a file does not have
    manifest.build_flat_graph()  # type: ignore[no-untyped-call]

    def meld(gebeurtenis: EventMsg) -> None:
        if gebeurtenis.info.name == "NodeFinished":
            os.write(fd, f"{gebeurtenis.data.node_info.unique_id}\n".encode())

    uitkomst = dbtRunner(manifest=manifest, callbacks=[meld]).invoke(argumenten)
    if uitkomst.success:
        return 0
    resultaten = getattr(uitkomst.result, "results", None) or ()
    teksten = [str(uitkomst.exception or ""), *(str(resultaat.message or "") for resultaat in resultaten)]
    return OPEN_ELDERS if any(VERGRENDELD in tekst for tekst in teksten) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
