"""`make bench`: every benchmark, as tables of ratios. CLIENTEN scales the region."""

import argparse

from bench import laden

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clienten", type=int, default=2000)
    laden.meet(parser.parse_args().clienten)
