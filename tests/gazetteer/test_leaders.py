"""Heads of state and government on a day."""

from dateline.gazetteer import leaders


def test_the_holder_depends_on_the_day() -> None:
    names = []
    for day in ("2016-05-01", "2018-05-01", "2022-05-01T08:00:00+02:00"):
        holder = leaders.holder("USA", "state", day)
        names.append(holder.surname if holder else None)
    assert names == ["Obama", "Trump", "Biden"]


def test_outside_the_table_nobody_is_named() -> None:
    assert leaders.holder("ZMB", "state", "1950-01-01") is None
    assert leaders.holder("XXX", "state", "2020-01-01") is None


def test_deputies_hold_no_office() -> None:
    holder = leaders.holder("ZWE", "government", "2022-01-01")
    assert holder is None or "Vice" not in holder.title


def test_a_surname_alone_counts_only_in_office() -> None:
    in_office = leaders.in_office("Erdogan", "2019-01-01")
    assert in_office is not None
    assert in_office.country == "TUR"
    assert leaders.in_office("Erdogan", "1980-01-01") is None


def test_a_full_name_finds_its_offices() -> None:
    assert leaders.named("Emmanuel Macron")[0].country == "FRA"
    assert leaders.named("Macron") == ()


def test_officials_have_the_sectors_of_their_term() -> None:
    kerry = leaders.official("John Kerry")
    assert kerry is not None
    assert kerry.country == "USA"
    assert kerry.sectors("2005-01-01") == ("LEG",)
    assert kerry.sectors("2014-06-01") == ("GOV",)
    assert kerry.sectors("2018-06-01") == ("ELI",)
    assert kerry.sectors("1970-01-01") == ()


def test_a_surname_tells_the_country_that_is_led() -> None:
    assert leaders.country_of_surname("Biden", None) == "USA"
    assert leaders.country_of_surname("Biden", "1980-01-01") is None
    assert leaders.country_of_surname("Qwxyz", None) is None
