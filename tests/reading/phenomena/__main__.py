"""`python -m tests.reading.phenomena`: of the texts of each phenomenon, the share read rightly."""

import argparse
import json
import sys

from tests.reading.phenomena.cases import FLOORS, PHENOMENA, load_floors, measure, raised


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.reading.phenomena", description=__doc__)
    parser.add_argument("--only", action="append", choices=PHENOMENA, help="some phenomena")
    parser.add_argument("--verbose", action="store_true", help="list the failing texts")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors")
    options = parser.parse_args()
    floors = load_floors()
    results = [measure(phenomenon) for phenomenon in options.only or PHENOMENA]
    if options.lift:
        floors = dict(sorted({**floors, **raised(floors, results)}.items()))
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    for result in results:
        floor = floors.get(result.phenomenon, 0.0)
        print(f"{result.phenomenon:32} {result.share:.3f} of {result.total:2}  floor {floor:.3f}")
        if options.verbose and result.failing:
            print(result.report())
    held = sum(result.total - len(result.failing) for result in results)
    print(f"{held} of {sum(result.total for result in results)} texts hold")
    under = [r for r in results if r.share < floors.get(r.phenomenon, 0.0)]
    for result in under:
        print(f"error: {result.phenomenon} is under its floor", file=sys.stderr)
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())
