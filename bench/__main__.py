"""`make bench`: the benchmarks as tables of ratios, of loading or of the night after it.

BERICHTEN is how many messages; for `laden` ARCHIEF is how many in archives, for `nacht` GEHEUGEN is DuckDB's limit.
"""

import argparse

ONDERDELEN = ("laden", "nacht")

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--onderdeel", choices=ONDERDELEN, action="append", help="default: all of them")
    parser.add_argument("--berichten", type=int, default=20_000)
    parser.add_argument("--rondes", type=int, default=5)
    parser.add_argument("--archief", type=int, default=0, help="also measure memory over so many messages in archives")
    parser.add_argument("--geheugen", default="6GB", help="memory limit of DuckDB in the measurements of the night")
    args = parser.parse_args()
    # Imported where it is used: in a worker process this file is read again.
    if "laden" in (args.onderdeel or ONDERDELEN):
        from bench import laden

        laden.meet(args.berichten, args.rondes)
        if args.archief:
            laden.meet_archieven(args.archief)
    if "nacht" in (args.onderdeel or ONDERDELEN):
        from bench import nacht

        nacht.meet(args.berichten, args.geheugen)
