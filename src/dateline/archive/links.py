"""Reports as links see them, and what the resemblance of two of them amounts to."""

from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf, isfinite
from typing import TYPE_CHECKING, Final

from dateline.archive.resemblance import Resemblance
from dateline.sources.credits import agency, dateline_credits

if TYPE_CHECKING:
    from dateline.archive.resemblance import Mask

OUTLET: Final = "outlet:"
"""Starts the ids of origins that are outlets or agencies."""
STORY_KINDS: Final = frozenset({"copy", "trim", "rewrite"})
"""Links between reports of one story."""

# Set on seed 1 of the test bed (`python -m evaluation.duplicates`), where different stories share
# less than a fifth of their shingles in 99 of 100 pairs.
COPY: Final = 0.65
"""Share of either report's shingles that the other has."""
TRIM: Final = 0.65
"""Share of the shorter report's shingles that the longer has, ..."""
TRIM_LENGTH: Final = 0.75
"""... which is at most so long, as a share of the longer."""
REWRITE: Final = 0.65
"""Least score of a rewrite."""
_QUOTATION: Final = 0.45
_ONE_OF_MORE: Final = 0.25
"""What a shared quotation adds to the score, less where there are more that aren't shared, ..."""
_ANY_VOCABULARY: Final = 0.25
_SAME_VOCABULARY: Final = 0.65
"""... what the words outside quotations add, from what any two reports on one matter share to
what leaves no doubt; what a common credit adds, ..."""
_CREDIT: Final = 0.4
_SAME_DETAILS: Final = 0.2
"""... and that neither has other names or figures."""
_MOST_QUOTATIONS: Final = 0.6
DETAILS: Final = 0.6
"""A rewrite tells no other names and figures: so much of the fewer is in the other report, ..."""
_FEW_DETAILS: Final = 4
"""... if there are so many."""
PASSAGE: Final = 0.18
"""What takes over so much outside quotations rests on it, whatever else it tells, ..."""
PASSAGE_SENTENCES: Final = 3
"""... unless it is a note that an outlet puts under all that it publishes."""
STRONG: Final = 0.85
"""Least score of a link that needs no support."""
_DAY: Final = 86_400.0
_DAYS: Final = 4
"""A rewrite appears within so many days; a copy may appear at any time."""
_TITLE: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """What finding links needs to know of a report."""

    report_id: str
    text: str
    title: str | None = None
    published: str | None = None
    """ISO 8601."""
    outlet: str | None = None
    dateline: str | None = None
    credits: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()
    """The words of each quotation, as `wording.quotations` finds them."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Link:
    """One report rests on another, or on an outlet.

    copy, trim, rewrite: on an earlier report of the same story; merge: on one of several stories
    that it puts together; shared_quotation: the two quote the same words, and may still be
    independent; credit: on an outlet that it names; own: on its own outlet, as it names none.
    """

    report_id: str
    origin_id: str
    """A report, or "outlet:NAME"."""
    kind: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link between two reports, as it is weighed against others."""

    link: Link
    mask: "Mask | None"
    """What of the later report is shared, if the link says that they tell one story."""
    strong: bool = False
    """It needs no support by links of other reports of the same story."""
    instead: Link | None = None
    """The weaker link that holds where support is missing."""


def outlet_id(name: str) -> str:
    """The id of an outlet or agency as an origin, the same for all forms of a known name."""
    name = " ".join(name.split())
    short = agency(name)
    if short:
        return OUTLET + short
    return OUTLET + (name[4:] if name.lower().startswith("the ") else name)


def moment(report: ReportText) -> float:
    """When a report was published, in seconds; infinite if that is unknown."""
    try:
        found = datetime.fromisoformat(report.published or "")
    except ValueError:
        return inf
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def origin_credits(report: ReportText) -> list[Link]:
    """The links to the outlets that a report credits, or else to its own."""

    def link(name: str, kind: str, reason: str) -> Link:
        origin = outlet_id(name)
        return Link(
            report_id=report.report_id, origin_id=origin, kind=kind, score=1.0, reason=reason
        )

    credited = credits_of(report)
    if credited:
        by_outlet = {outlet_id(name): name for name in reversed(credited)}
        return [link(name, "credit", f"credits {name}") for name in by_outlet.values()]
    if report.outlet:
        reason = f"published by {report.outlet}, and credits nobody else"
        return [link(report.outlet, "own", reason)]
    return []


def credits_of(report: ReportText) -> tuple[str, ...]:
    """The outlets and agencies that a report credits, if only in its dateline."""
    return report.credits or tuple(dateline_credits(report.dateline or ""))


def judge(later: ReportText, earlier: ReportText, found: Resemblance) -> TextLink | None:
    """The link from the later to the earlier report that what they share amounts to, if any."""

    def link(kind: str, score: float) -> Link:
        return Link(
            report_id=later.report_id,
            origin_id=earlier.report_id,
            kind=kind,
            score=round(score, 3),
            reason=_reason(later, earlier, found, kind),
        )

    quoting = link("shared_quotation", found.quoted) if found.quotations else None
    kind, score = _story_kind(later, earlier, found)
    if kind:
        strong = kind == "copy" or score >= STRONG or _is_passage(found)
        return TextLink(link(kind, score), found.mask, strong, quoting)
    return TextLink(quoting, None) if quoting else None


def described(report: ReportText) -> str:
    """A report as reasons name it: its headline, outlet and day."""
    title = " ".join((report.title or report.text.strip().split("\n", 1)[0]).split())
    title = title if len(title) <= _TITLE else title[: _TITLE - 1].rstrip() + "…"
    where = ", ".join(filter(None, (report.outlet, (report.published or "")[:10])))
    return f"“{title}” ({where})" if where else f"“{title}”"


def _story_kind(
    later: ReportText, earlier: ReportText, found: Resemblance
) -> tuple[str | None, float]:
    shares = sorted((found.of_later, found.of_earlier))
    if shares[0] >= COPY:
        return "copy", found.jaccard
    other_details = found.fewest_details >= _FEW_DETAILS and found.details < DETAILS
    if shares[1] >= TRIM and shares[0] <= TRIM_LENGTH * shares[1] and not other_details:
        return "trim", shares[1]
    apart = abs(moment(later) - moment(earlier))  # nan where both are unknown
    near = apart <= _DAYS * _DAY or not isfinite(apart)
    if near:
        score = _rewrite_score(later, earlier, found)
        if _is_passage(found):
            return "rewrite", max(score, REWRITE)
        if score >= REWRITE and not other_details:
            return "rewrite", score
    return None, 0.0


def _is_passage(found: Resemblance) -> bool:
    return found.outside >= PASSAGE and found.sentences >= PASSAGE_SENTENCES


def _rewrite_score(later: ReportText, earlier: ReportText, found: Resemblance) -> float:
    """Each sign by itself leaves a doubt; the score is one less the product of all doubts."""
    most = found.quoted >= _MOST_QUOTATIONS
    here, there = _named(later), _named(earlier)
    if credits_of(later) and credits_of(earlier) and not here & there:
        most = False
    doubt = (1 - (_QUOTATION if most else _ONE_OF_MORE)) ** found.quotations
    own_words = (found.vocabulary - _ANY_VOCABULARY) / (_SAME_VOCABULARY - _ANY_VOCABULARY)
    doubt *= 1 - min(0.9, max(0.0, own_words))
    if found.fewest_details >= _FEW_DETAILS:
        doubt *= 1 - _SAME_DETAILS * max(0.0, found.details - DETAILS) / (1 - DETAILS)
    if common_credits(later, earlier):
        doubt *= 1 - _CREDIT
    return 1 - doubt


def common_credits(later: ReportText, earlier: ReportText) -> list[str]:
    """What the later report credits that the earlier one credits or was published by."""
    there = _named(earlier)
    return [name for name in credits_of(later) if outlet_id(name) in there]


def _named(report: ReportText) -> set[str]:
    return {outlet_id(name) for name in (*credits_of(report), *filter(None, [report.outlet]))}


def _reason(later: ReportText, earlier: ReportText, found: Resemblance, kind: str) -> str:
    shared = []
    if found.quotations and kind in ("rewrite", "shared_quotation"):
        plural = "s" * (found.quotations > 1)
        shared.append(f"{found.quotations} quotation{plural}")
    if kind != "shared_quotation" and (found.sentences or kind != "rewrite"):
        shared.append(f"{found.sentences} of its {found.all_sentences} sentences")
    if not shared:
        shared.append(f"{found.of_later:.0%} of its runs of words")
    credited = common_credits(later, earlier) if kind == "rewrite" else []
    opening = f"credits {' and '.join(credited)} and " if credited else ""
    return f"{opening}shares {' and '.join(shared)} with {described(earlier)}"
