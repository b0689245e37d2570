"""The assets of the night, one module per room: raw, dbt, quality, publication."""
