"""Pictures of every page for the documentation: `python -m tests.desk.screenshots`.

They show the invented reports of the demo, in docs/desk/.
"""

import sys
from pathlib import Path
from typing import Final

from dateline.archive.store import Archive
from dateline.desk.demo import demo_archive
from tests.desk.running import chromium, running_desk

FOLDER: Final = Path(__file__).parents[2] / "docs" / "desk"
WIDTH: Final = 1280
HEIGHT: Final = 760
SETTLE_MILLISECONDS: Final = 800
"""For pictures that are drawn by a script."""


def pages(archive: Path) -> dict[str, str]:
    """The address of each picture's page, by the picture's name."""
    with Archive.open(archive) as opened:
        (incident,) = opened.connection.execute(
            "SELECT incident_id FROM incidents "
            "ORDER BY len(denied_by) > 0 DESC, reports DESC, incident_id LIMIT 1"
        ).fetchone() or ("",)
        (report,) = opened.connection.execute(
            "SELECT report_id FROM statements "
            "GROUP BY report_id ORDER BY count(*) DESC, report_id LIMIT 1"
        ).fetchone() or ("",)
    return {
        "timeline": "/timeline",
        "map": "/map",
        "actors": "/actors",
        "incidents": "/incidents",
        "incident": f"/incidents/{incident}",
        "reports": "/reports",
        "report": f"/reports/{report}",
        "sources": "/sources",
        "search": "/search?q=port",
        "review": "/review",
        "add": "/add",
    }


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    archive = demo_archive()
    with running_desk(archive) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name, path in pages(archive).items():
            page.goto(address + path)
            page.wait_for_timeout(SETTLE_MILLISECONDS)
            page.screenshot(path=FOLDER / f"{name}.png")
            print(FOLDER / f"{name}.png", file=sys.stderr)


if __name__ == "__main__":
    main()
