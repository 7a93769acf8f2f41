"""The test bed of archives: the same seed gives the same bed, and its truth holds together."""

from functools import cache

import pytest

from evaluation.archive_bed import Bed, make_bed
from evaluation.archive_bed.grammar import blocks, parse
from evaluation.archive_bed.happenings import countries


@cache
def bed() -> Bed:
    return make_bed(seed=5, stories=60)


def test_a_seed_gives_one_bed() -> None:
    assert make_bed(seed=3, stories=8) == make_bed(seed=3, stories=8)
    assert make_bed(seed=3, stories=8) != make_bed(seed=4, stories=8)


def test_all_kinds_of_reports_are_there() -> None:
    kinds = {report.kind for report in bed().reports}
    assert kinds == {"original", "copy", "trim", "rewrite", "merge", "update"}
    assert any(incident.denied_by for incident in bed().incidents)
    assert any(incident.disagreements for incident in bed().incidents)
    assert {1, 2} <= {incident.origins for incident in bed().incidents}


def test_reports_tell_the_incidents_of_their_stories() -> None:
    incidents = {story.id: story.incident for story in bed().stories}
    for report in bed().reports:
        assert {told.incident for told in report.told} == {incidents[s] for s in report.stories}
        assert len(report.stories) == (2 if report.kind == "merge" else 1)
        assert report.text.startswith(report.title + "\n\n")
        assert not {"<", ">", "{", "}", "|"} & set(report.text)


def test_reports_name_the_towns_they_tell_of() -> None:
    for report in bed().reports:
        assert all(told.town in report.text for told in report.told)


def test_counts_told_are_in_the_text() -> None:
    for report in bed().reports:
        for told in report.told:
            for number in told.numbers.values():
                if number > 12:
                    assert f"{number:,}" in report.text


def test_incidents_list_their_reports_in_order() -> None:
    by_id = bed().by_id
    listed = set()
    for incident in bed().incidents:
        times = [by_id[one].published for one in incident.reports]
        assert times == sorted(times)
        listed |= set(incident.reports)
    assert listed == set(by_id)


def test_look_alikes_are_other_happenings() -> None:
    incidents = {incident.id: incident for incident in bed().incidents}
    alike = [one for one in incidents.values() if one.id.endswith("b")]
    assert alike
    for one in alike:
        other = incidents[one.id[:-1]]
        assert (one.type, one.mode, one.country) == (other.type, other.mode, other.country)
        assert one.town != other.town
        assert one.day != other.day


@pytest.mark.parametrize("name", ["violence", "state", "politics", "common"])
def test_every_template_can_be_parsed(name: str) -> None:
    for heading, lines in blocks(name).items():
        for line in lines:
            assert len(parse(line)) == (2 if heading.endswith(".quote") else 1), line


def test_there_are_enough_skeletons_and_countries() -> None:
    assert len(blocks("plans")) >= 12
    assert len(countries()) >= 12
