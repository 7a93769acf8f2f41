"""The command line as a user runs it."""

import csv
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests import reports

COMMAND = (sys.executable, "-c", "from dateline.cli import main; main()")


def run(
    *arguments: str, stdin: str | bytes = "", timeout: float = 60
) -> "subprocess.CompletedProcess[str]":
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run([*COMMAND, *arguments], input=data, capture_output=True, timeout=timeout)
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(reports.PLAIN, encoding="utf-8")
    return path


def test_help_is_quick() -> None:
    def seconds() -> float:
        began = time.perf_counter()
        assert "relation" in run("--help").stdout
        return time.perf_counter() - began

    assert any(seconds() < 0.3 for _ in range(20))


def test_json_is_the_default_away_from_a_terminal(report: Path) -> None:
    done = run("read", str(report))
    assert done.returncode == 0
    assert done.stderr == ""
    (line,) = done.stdout.splitlines()
    record = json.loads(line)
    assert next(iter(record)) == "report"
    assert record["statements"]


def test_text(report: Path) -> None:
    done = run("read", str(report), "--format", "text")
    assert "STATEMENTS" in done.stdout
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_html_to_standard_output_and_to_a_folder(report: Path, tmp_path: Path) -> None:
    assert run("read", str(report), "--format", "html").stdout.startswith("<!doctype html>")
    folder = tmp_path / "pages"
    done = run("read", str(report), "--format", "html", "-o", str(folder))
    assert done.stdout == ""
    (page,) = folder.iterdir()
    assert page.name.startswith("rebels-free-12-hostages")
    assert "Konaté" in page.read_text(encoding="utf-8")


def test_csv(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    assert run("read", str(report), "--format", "csv", "-o", str(out)).returncode == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows
    assert all(len(row) == len(rows[0]) for row in rows)


def test_standard_input_and_overrides(report: Path) -> None:
    done = run(
        "read", "-", "--outlet", "A", "--published", "2020-05-03", "--url", "https://a.example/x",
        stdin=reports.PLAIN,
    )  # fmt: skip
    loaded = json.loads(done.stdout)["report"]
    assert (loaded["outlet"], loaded["published"], loaded["url"]) == (
        "A", "2020-05-03", "https://a.example/x",
    )  # fmt: skip


def test_a_batch_goes_on_past_bad_items(report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (tmp_path / "french.txt").write_text(
        "Le gouvernement a annoncé mardi que les soldats avaient quitté la ville, selon des "
        "témoins. Les habitants sont rentrés chez eux dans la soirée, a dit le maire.",
        encoding="utf-8",
    )
    done = run("read", str(tmp_path), "--workers", "1")
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    for name in ("empty.txt", "picture.html", "french.txt"):
        assert name in done.stderr
    assert done.stderr.count("hint:") == 3
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "/no/such/file.txt"), ("read", "file:///etc/passwd"), ("read", "ftp://a.example/b"),
        ("read", "http://127.0.0.1:9/"), ("read", "http://[::1]/"), ("read", "http://10.0.0.1/"),
        ("read", "http://169.254.169.254/latest"), ("read", "http://localhost/"),
        ("read", "/dev/zero"), ("read", "-", "--published", "last week"), ("parse", "/no/file"),
    ],
)  # fmt: skip
def test_bad_sources(arguments: tuple[str, ...]) -> None:
    done = run(*arguments, stdin="The army said so.", timeout=30)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "error:" in done.stderr
    assert "hint:" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_use_exits_with_2() -> None:
    for arguments in (("read",), ("read", "x", "--format", "pdf"), ("unknown",)):
        done = run(*arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_unwritable_output(report: Path) -> None:
    done = run("read", str(report), "-o", "/no/such/folder/out.json")
    assert done.returncode == 2
    assert "can't be written" in done.stderr


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text(json.dumps({"text": reports.PLAIN}) + "\n")
    many.write_text(many.read_text() * 5)
    command = subprocess.Popen(
        [*COMMAND, "read", str(many), "--workers", "1"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert command.stdout
    assert command.stderr
    command.stdout.readline()
    command.stdout.close()
    assert b"Traceback" not in command.stderr.read()
    command.stderr.close()
    command.wait(30)


def test_relation_lines() -> None:
    good = json.dumps({"text": "Police arrested him.", "actor": [0, 6], "recipient": [16, 19]})
    one_sided = json.dumps({"text": "Police fled.", "actor": [0, 6], "recipient": None})
    done = run("relation", stdin=f"{good}\n{one_sided}\n")
    assert done.returncode == 0
    for line in done.stdout.splitlines():
        assert len(json.loads(line)["types"]) == 16
    bad = run("relation", stdin=f"nonsense\n{good}\n{{}}\n")
    assert bad.returncode == 2
    kinds = [list(json.loads(line)) for line in bad.stdout.splitlines()]
    assert kinds == [["error"], ["types"], ["error"]]


def test_parse_and_schema(report: Path) -> None:
    assert "\troot\t" in run("parse", str(report)).stdout
    verbatim = run("parse", "-", "--verbatim", stdin="  He left.\r\n")
    assert "start=2|end=4" in verbatim.stdout
    assert json.loads(run("schema").stdout)["type"] == "object"


PARAGRAPHS = "".join(f"<p>{p}</p>" for p in reports.PLAIN.split("\n\n")[1:])
PAGE = f"""<!doctype html><html lang="en">
<head><meta charset="utf-8"><title>Rebels free hostages</title></head>
<body><nav><a href="/">Home</a></nav>
<article><h1>Rebels free hostages</h1>{PARAGRAPHS}</article></body></html>"""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}/story"
    httpd.shutdown()
    httpd.server_close()


def test_a_page_from_a_server(server: str) -> None:
    assert run("read", server).returncode == 2
    done = run("read", server, "--allow-private")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert "Konaté" in record["report"]["text"]
    assert record["report"]["url"] == server


def test_a_terminal_gets_text_and_colour(report: Path) -> None:
    pty = pytest.importorskip("pty")
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    environment.pop("NO_COLOR", None)
    master, slave = pty.openpty()
    subprocess.run([*COMMAND, "read", str(report)], stdout=slave, env=environment, check=True)
    os.close(slave)
    output = b""
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        output += chunk
    os.close(master)
    assert b"\x1b[" in output
    assert b"STATEMENTS" in output


def test_a_terminal_shows_a_progress_bar(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(reports.SHORT + f" {number}", encoding="utf-8")
    master, slave = pty.openpty()
    command = [*COMMAND, "read", str(tmp_path), "--workers", "1"]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=slave, check=True)
    os.close(slave)
    shown = os.read(master, 65536).decode()
    os.close(master)
    assert "[##########--------------------] 1 of 3 read" in shown
    assert "3 of 3 read" in shown


def test_a_run_that_reads_nothing_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("what was there", encoding="utf-8")
    assert run("read", str(tmp_path / "missing.txt"), "-o", str(out)).returncode == 2
    assert out.read_text(encoding="utf-8") == "what was there"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_source_may_be_written_over(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"text": reports.PLAIN}) + "\n", encoding="utf-8")
    assert run("read", str(path), "-o", str(path)).returncode == 0
    assert json.loads(path.read_text(encoding="utf-8"))["events"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, "schema"], stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert b"error: " in done.stderr
    assert b"Traceback" not in done.stderr
