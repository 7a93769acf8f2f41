"""The furniture of news pages is told from the news."""

import pytest

from dateline.sources.boilerplate import bare_headline, is_boilerplate
from tests.timing import takes_under

FURNITURE = [
    "Advertisement",
    "ADVERTISEMENT - SCROLL TO CONTINUE READING",
    "Subscribe to our newsletter",
    "Sign up for our morning briefing and get the news in your inbox.",
    "Follow us on Twitter and Facebook.",
    "Follow @exampleherald",
    "Do you have a story for us? Email newsroom@herald.example",
    "Write to us at letters@herald.example",
    "CONTACT US",
    "This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.",
    "We use cookies to improve your experience.",
    "By signing up, you agree to our terms.",
    "More stories like this",
    "Read more: Ten things to know about the vote",
    "READ MORE",
    "Related",
    "Related articles",
    "You may also like",
    "Share Tweet WhatsApp Email",
    "Share this article",
    "© 2012 Example Media. All rights reserved.",
    "Copyright 2012 Example Media",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "World > Africa",
    "News | World",
    "Image caption: Fishermen at the port",
    "3 min read",
    "Updated 2 hours ago",
    "Skip to main content",
    "* * *",
    "0 comments",
]
NEWS = [
    "The army left the town on Monday.",
    "Read more than one report before you judge, the minister told pupils.",
    "Contact with US forces was lost on Monday, the ministry said.",
    "Email exchanges between US officials show that the plan was dropped.",
    "Support for independent journalism fell, a survey found.",
    "Fund managers are reporting losses.",
    "The law says that the names of minors may not be published, the court ruled.",
    "Back to school for the children of Goma",
    "Video, released on Tuesday by the army, shows smoke over the port.",
    "Related charges against two officers were dropped.",
    "Most read the verdict as a warning to the press.",
    "Share prices fell after the attack.",
    "Analysis: What the vote means",
    "Advertisements for the ruling party were torn down.",
    "Cookies and blankets were handed out to the displaced.",
    "Subscribers to the phone network lost service for six hours.",
    "Follow-up talks are to start on Friday.",
    "Sign language interpreters went on strike.",
    "“Follow us,” the soldiers told the villagers.",
    "Kenya votes",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_recognised(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", NEWS)
def test_news_is_kept(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    ("title", "bare", "outlet"),
    [
        ("Rebels seize border town | World News", "Rebels seize border town", None),
        ("Rebels seize border town - BBC News", "Rebels seize border town", "BBC News"),
        (
            "Rebels seize town | Africa | The Example Herald",
            "Rebels seize town",
            "The Example Herald",
        ),
        ("World > Africa > Rebels seize border town", "Rebels seize border town", None),
        ("Coup in Niger - what we know", "Coup in Niger - what we know", None),
        ("Russia set to withdraw - UK", "Russia set to withdraw - UK", None),
        ("Kenya votes | Africa", "Kenya votes | Africa", None),
    ],
)
def test_headlines_lose_sections_and_outlets(title: str, bare: str, outlet: str | None) -> None:
    assert bare_headline(title) == (bare, outlet)


def test_the_pages_own_outlet_is_cut_off() -> None:
    assert bare_headline("Rebels seize border town - Okwa", "Okwa") == (
        "Rebels seize border town",
        "Okwa",
    )


def test_many_dashes_take_no_long_time() -> None:
    title = "Army shells the border town" + " - AFP" * 20_000
    assert takes_under(2, lambda: bare_headline(title))
    assert bare_headline(title) == ("Army shells the border town", "AFP")
