"""Counts that belong to events."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.magnitude import find_magnitudes, parse_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("12", 12), ("1,200", 1200), ("two dozen", 24), ("twenty-three", 23),
        ("three hundred and twenty", 320), ("3.5 million", 3_500_000), ("no", 0),
        ("a hundred", 100), ("two thousand five hundred", 2500), ("several", None), ("", None),
        ("4bn", 4_000_000_000), ("half a dozen", 6), ("two and a half million", 2_500_000),
        ("14 000", 14_000), ("3 crore", 30_000_000), ("2 lakh crore", 2 * 10**12),
        ("40-million", 40_000_000), ("12x", None),
    ],
)  # fmt: skip
def test_numbers(words: str, number: float | None) -> None:
    assert parse_number(words) == number


@pytest.mark.parametrize(
    ("text", "event_type", "expected"),
    [
        ("The blast killed at least 12 people and wounded 30 others.", "ASSAULT",
         {"killed": 12, "injured": 30}),
        ("Nine soldiers were shot dead and two dozen were injured.", "ASSAULT",
         {"killed": 9, "injured": 24}),
        ("The death of four guards was confirmed.", "ASSAULT", {"killed": 4}),
        ("Police arrested 45 protesters.", "COERCE", {"arrested": 45}),
        ("Some 120 people were detained overnight.", "COERCE", {"arrested": 120}),
        ("About 4,000 workers marched on Monday.", "PROTEST", {"participants": 4000}),
        ("Fighting displaced 30,000 families.", "ASSAULT", {"displaced": 30_000}),
        ("Japan pledged $3.5 million.", "AID", {"amount": 3_500_000}),
        ("The strike left 2 people wounded.", "ASSAULT", {"injured": 2}),
        ("They spoke for 12 minutes.", "CONSULT", {}),
        ("Kenya sends 1,200 more soldiers to the border.", "MOBILIZE", {"participants": 1200}),
        ("About 300 army troops took up positions.", "MOBILIZE", {"participants": 300}),
        ("Rebels killed at least 12 soldiers before 400 marines landed.", "MOBILIZE",
         {"participants": 400}),
        ("Nine policemen were killed as reinforcements came.", "MOBILIZE", {}),
        ("The union called out 5,000 dock workers.", "PROTEST", {"participants": 5000}),
        ("The strike began with 900 nurses taking part.", "PROTEST", {"participants": 900}),
        ("Some 2,000 people held a rally.", "PROTEST", {}),
        ("Patrols held 50 young men.", "COERCE", {"arrested": 50}),
        ("By night 69 marchers were in custody.", "COERCE", {"arrested": 69}),
        ("The patrol lost five men.", "ASSAULT", {"killed": 5}),
        ("The club lost five matches.", "ASSAULT", {}),
        ("A blast wounds 30 in the market.", "ASSAULT", {"injured": 30}),
        ("The bodies of 31 people lay in the school.", "ASSAULT", {"killed": 31}),
        ("The death toll rose to 33 in the raid.", "ASSAULT", {"killed": 33}),
        ("The death toll rose to 33% of last year's.", "ASSAULT", {}),
        ("9,000 protesters take to the streets.", "PROTEST", {"participants": 9000}),
        ("The union led 1,900 marchers downtown.", "PROTEST", {"participants": 1900}),
    ],
)  # fmt: skip
def test_magnitudes(text: str, event_type: str, expected: dict[str, float]) -> None:
    found = find_magnitudes(text, (0, len(text)), event_type)
    assert {name: count.number for name, count in found.items()} == expected
    for count in found.values():
        assert text[count.span[0] : count.span[1]].strip() == text[count.span[0] : count.span[1]]


@pytest.mark.parametrize(
    ("text", "event_type", "expected"),
    [
        # a verb with an object counts its object, not its subject
        ("Four raiders killed nine herders at dawn.", "ASSAULT", {"killed": 9}),
        ("Two men shot dead a grocer in Gao.", "ASSAULT", {}),
        ("Six masked men killed his uncle.", "ASSAULT", {}),
        ("Eight bombers wounded around 60 shoppers.", "ASSAULT", {"injured": 60}),
        ("Thirty constables arrested four poachers.", "COERCE", {"arrested": 4}),
        ("Four raiders killed by herders were buried.", "ASSAULT", {"killed": 4}),
        ("16 killed as bus burns", "ASSAULT", {"killed": 16}),
        ("Five raiders had been shot dead.", "ASSAULT", {"killed": 5}),
        # dates, ages and measures count nobody
        ("The April 9 bombing killed almost 70 pilgrims.", "ASSAULT", {"killed": 70}),
        ("On 9 April rebels were killed near Bria.", "ASSAULT", {}),
        ("On June 3, 1997 miners were shot dead.", "ASSAULT", {}),
        ("In 1997 miners were shot dead there.", "ASSAULT", {}),
        ("In May 14 miners were shot dead.", "ASSAULT", {"killed": 14}),
        ("Three weeks after Sane was killed, talks began.", "ASSAULT", {}),
        ("Three weeks after nine miners were killed, talks began.", "ASSAULT", {"killed": 9}),
        ("Awa Sane, 31, was killed.", "ASSAULT", {}),
        ("Awa Sane, aged 31 was killed.", "ASSAULT", {}),
        ("Ten miles north a courier was killed.", "ASSAULT", {}),
        ("The raid killed 12 hours of hope.", "ASSAULT", {}),
        ("Several hundred people were killed.", "ASSAULT", {}),
        # the end of a clause or a headline
        ("Mine blast near Kidal kills 18", "ASSAULT", {"killed": 18}),
        ("The shelling killed eleven.", "ASSAULT", {"killed": 11}),
        ("Guards detained 17, a lawyer said.", "COERCE", {"arrested": 17}),
        ("The attack killed three-year-old twins.", "ASSAULT", {}),
        # words before a number
        ("It killed no fewer than 21 miners.", "ASSAULT", {"killed": 21}),
        ("No fewer than 21 miners were killed.", "ASSAULT", {"killed": 21}),
        ("It killed not less than 21 miners.", "ASSAULT", {"killed": 21}),
        ("It killed roughly 21 miners and injured close to 50.", "ASSAULT",
         {"killed": 21, "injured": 50}),
        ("It killed all 33 aboard.", "ASSAULT", {"killed": 33}),
        ("It killed a further six.", "ASSAULT", {"killed": 6}),
        ("Half a dozen miners were killed.", "ASSAULT", {"killed": 6}),
        ("Seventeen miners were killed.", "ASSAULT", {"killed": 17}),
        # other words for the same
        ("1.5m villagers have been displaced.", "ASSAULT", {"displaced": 1_500_000}),
        ("Seven riders sustained minor injuries.", "ASSAULT", {"injured": 7}),
        ("Seven riders were hospitalised.", "ASSAULT", {"injured": 7}),
        ("The flood of fire left 80 households homeless.", "ASSAULT", {"displaced": 80}),
        ("The arrest of six editors drew protests.", "COERCE", {"arrested": 6}),
    ],
)  # fmt: skip
def test_who_is_counted(text: str, event_type: str, expected: dict[str, float]) -> None:
    found = find_magnitudes(text, (0, len(text)), event_type)
    assert {name: count.number for name, count in found.items()} == expected


def test_a_span_ends_with_its_number() -> None:
    text = "The mine killed 14, then the rain came."
    start, end = find_magnitudes(text, (0, len(text)), "ASSAULT")["killed"].span
    assert text[start:end] == "14"


@pytest.mark.parametrize(
    ("words", "number", "currency"),
    [
        ("a $30-million grant", 30_000_000, "USD"), ("A$7 million", 7_000_000, "AUD"),
        ("C$7 million", 7_000_000, "CAD"), ("HK$7 million", 7_000_000, "HKD"),
        ("US$ 2.5 million", 2_500_000, "USD"), ("70 million U.S. dollars", 70_000_000, "USD"),
        ("seventy million dollars", 70_000_000, "USD"), ("45,000 CFA francs", 45_000, None),
        ("8 million Kenyan shillings", 8_000_000, "KES"), ("R35 000", 35_000, "ZAR"),
        ("N60 million", 60_000_000, "NGN"), ("Rs 7 crore", 70_000_000, None),
        ("9 million Fiji dollars", 9_000_000, None), ("a 6-million-euro loan", 6_000_000, "EUR"),
        ("half a million pounds", 500_000, "GBP"), ("EUR 3m", 3_000_000, "EUR"),
    ],
)  # fmt: skip
def test_amounts(words: str, number: float, currency: str | None) -> None:
    text = f"It gave {words} for wells."
    amount = find_magnitudes(text, (0, len(text)), "AID")["amount"]
    assert (amount.number, amount.currency) == (number, currency)


@pytest.mark.parametrize(
    "words", ["the N5 highway", "the R21 road", "ten trucks", "50-dollar bills"]
)
def test_no_amounts(words: str) -> None:
    text = f"It gave {words} away."
    assert find_magnitudes(text, (0, len(text)), "AID") == {}


def test_currency() -> None:
    text = "It gave €40 million in relief."
    assert find_magnitudes(text, (0, len(text)), "AID")["amount"].currency == "EUR"


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    for count in find_magnitudes(text, (0, len(text)), "ASSAULT").values():
        assert 0 <= count.span[0] < count.span[1] <= len(text)


def test_hostile_text_takes_linear_time() -> None:
    texts = (
        "killed " * 20_000, "1 " * 50_000, "111 " * 30_000, "1" * 100_000, "1," * 50_000,
        "one hundred " * 20_000, "a-" * 50_000, "May 1 " * 20_000, "two years " * 20_000,
        "1" + " " * 100_000, "$1 " * 30_000, "1 million A. " * 10_000,
    )  # fmt: skip
    for text in texts:
        for event_type in ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "AID"):
            find_magnitudes(text, (0, len(text)), event_type)
