"""The scripts of others are those that the list says, with their licences."""

import hashlib
import json

from dateline.desk.assets import FOLDER

VENDOR = FOLDER / "vendor"
LISTED = json.loads((VENDOR / "vendored.json").read_text(encoding="utf-8"))


def test_files_are_as_they_came() -> None:
    found = {row["file"]: hashlib.sha256((VENDOR / row["file"]).read_bytes()).hexdigest()
             for row in LISTED}  # fmt: skip
    assert found == {row["file"]: row["sha256"] for row in LISTED}


def test_every_file_is_listed_with_its_licence() -> None:
    ours = {"vendored.json", "LICENSES.txt", "README.md"}
    assert {path.name for path in VENDOR.iterdir()} - ours == {row["file"] for row in LISTED}
    licences = (VENDOR / "LICENSES.txt").read_text(encoding="utf-8")
    for row in LISTED:
        assert f"{row['package']} {row['version']}\n" in licences
