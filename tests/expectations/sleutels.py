"""The keys of the marts as their yml declares them: what `lees_sleutels` reads in the manifest, without dbt."""

from __future__ import annotations

from pathlib import Path

import yaml

_MARTS = Path(__file__).parents[2] / "dbt" / "models" / "marts"
SLEUTELS = {
    f"marts.{model['name']}": tuple(model["config"]["meta"]["grain"])
    for pad in sorted(_MARTS.rglob("*.yml"))
    for model in yaml.load(pad.read_bytes(), Loader=yaml.CSafeLoader)["models"]
    if "unieke_sleutel" in model.get("data_tests", [])
}
