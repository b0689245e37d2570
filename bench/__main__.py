"""`make bench`: the benchmarks as tables, of loading, of the night after it, of the weight of the site, of a whole
night from landing to publication, of a year of messages of CLIENTEN, of what suppression leaves, or of the portal.

BERICHTEN is how many messages; for `laden` ARCHIEF is how many in archives, for the others GEHEUGEN is DuckDB's limit.
"""

import argparse

STANDAARD = ("laden", "nacht", "site")

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    onderdelen = (*STANDAARD, "heel", "jaar", "onderdrukking", "portaal")
    parser.add_argument("--onderdeel", choices=onderdelen, action="append", help="default: laden, nacht and site")
    parser.add_argument("--berichten", type=int, default=20_000)
    parser.add_argument("--rondes", type=int, default=5)
    parser.add_argument("--archief", type=int, default=0, help="also measure memory over so many messages in archives")
    parser.add_argument("--geheugen", default="6GB", help="memory limit of DuckDB in the measurements of the night")
    parser.add_argument("--clienten", type=int, default=300_000, help="clients of `jaar`")
    parser.add_argument("--tegen", help="a commit, to measure its demo night beside ours in `heel`")
    args = parser.parse_args()
    # Imported where it is used: in a worker process this file is read again.
    if "laden" in (args.onderdeel or STANDAARD):
        from bench import laden

        laden.meet(args.berichten, args.rondes)
        if args.archief:
            laden.meet_archieven(args.archief)
    if "nacht" in (args.onderdeel or STANDAARD):
        from bench import nacht

        nacht.meet(args.berichten, args.geheugen)
    if "heel" in (args.onderdeel or STANDAARD):
        from bench import heel

        heel.meet(args.berichten, args.geheugen, args.tegen)
    if "jaar" in (args.onderdeel or STANDAARD):
        from bench import nacht

        nacht.meet_jaar(args.clienten, args.geheugen)
    if "onderdrukking" in (args.onderdeel or STANDAARD):
        from bench import onderdrukking

        onderdrukking.meet()
    if "portaal" in (args.onderdeel or STANDAARD):
        from bench import portaal

        portaal.meet()
    if "site" in (args.onderdeel or STANDAARD):
        from bench import site

        site.meet()
