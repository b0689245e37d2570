"""`make bench`: every benchmark, as tables of ratios. BERICHTEN is how many messages, ARCHIEF how many in archives."""

import argparse

from bench import laden

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--berichten", type=int, default=20_000)
    parser.add_argument("--rondes", type=int, default=5)
    parser.add_argument("--archief", type=int, default=0, help="also measure memory over so many messages in archives")
    args = parser.parse_args()
    laden.meet(args.berichten, args.rondes)
    if args.archief:
        laden.meet_archieven(args.archief)
