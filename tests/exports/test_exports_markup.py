from hypothesis import given

from dateline.exports.markup import Html, element, fragment, web_link
from tests.strategies import texts


@given(texts())
def test_strings_never_become_markup(text: str) -> None:
    made = element("p", text, title=text)
    inner = made.removeprefix('<p title="').removesuffix("</p>").replace('">', "", 1)
    assert not set(inner) & set("<>\"'")


def test_markup_enters_as_it_is_and_none_is_left_out() -> None:
    made = element("p", Html("<b>x</b>"), None, "<", class_="a", aria_label=None, data_label="l")
    assert made == '<p class="a" data-label="l"><b>x</b>&lt;</p>'
    assert element("meta", charset="utf-8") == '<meta charset="utf-8">'
    assert fragment(element("b", "&"), "&") == "<b>&amp;</b>&amp;"


def test_web_link_says_nothing_to_the_other_side() -> None:
    link = web_link("https://a.example/?x=1&y=2", "here")
    assert link == (
        '<a href="https://a.example/?x=1&amp;y=2" rel="noopener noreferrer nofollow">'
        "<bdi>here</bdi></a>"
    )
    assert web_link("ftp://a.example/", "here") == "<bdi>here</bdi>"
