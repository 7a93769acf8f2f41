"""Phrases that may mention something: their extent after the tree, and what their words tell.

A phrase holds all that depends on its head, relative clauses and possessive endings included, but
not its appositions, which are phrases of their own, nor further conjuncts; coordinated phrases are
one more phrase together, whose head is the conjunction.
"""

from dataclasses import dataclass
from typing import Final

from dateline.gazetteer import countries
from dateline.reading.chain_tree import Tree
from dateline.reading.chain_words import (
    ADDRESSEE,
    COLLECTIVE,
    FEMALE,
    FEMALE_NAMES,
    FEMALE_NOUNS,
    MALE,
    MALE_NAMES,
    MALE_NOUNS,
    NEUTER,
    PLURAL,
    POINTING,
    PRONOUNS,
    RELATIVE,
    SPEAKER,
)
from dateline.reading.document import Document, Mention, WordRange
from dateline.reading.noun_phrases import is_plural, singular

_NO_HEAD: Final = frozenset("flat flat:name fixed goeswith expl nmod:desc".split())
_CONTENT: Final = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
NAMED_BESIDE: Final = frozenset("flat flat:name appos nmod:desc nmod dep".split())
"""Relations of a person's name to the noun that it stands beside ("farmer X", "a farmer, X")."""
_DETERMINERS: Final = {
    "the": "the", "this": "this", "that": "this", "these": "this", "those": "this", "such": "this",
    "both": "the", "a": "a", "an": "a", "another": "a", "some": "a", "any": "a", "no": "a",
    "many": "a", "several": "a", "every": "a", "each": "a", "all": "a", "few": "a",
}  # fmt: skip
_PRONOUN_CLASSES: Final[tuple[tuple[frozenset[str], str], ...]] = (
    (MALE | FEMALE, "he"),
    (NEUTER, "it"),
    (PLURAL, "they"),
    (SPEAKER, "i"),
    (ADDRESSEE, "you"),
    (POINTING, "this"),
)
_CLASS_OF: Final = {word: kind for words, kind in _PRONOUN_CLASSES for word in words}
MIN_TYPE_MARGIN: Final = -1.0
"""How far below "none" the score of a type may lie for a noun to be taken for a mention."""


@dataclass(slots=True)
class Phrase:
    """One possible mention."""

    mention: Mention
    form: str
    """`name`, `noun`, or a pronoun's class: `he`, `it`, `they`, `i`, `you`, `this`."""
    determiner: str
    """`the`, `this`, `a`, `my` for a possessor, or empty."""
    noun: str
    """The head in lower case, singular."""
    text: str
    """In lower case, without a determiner before and a possessive ending after."""
    content: frozenset[str]
    """Nouns, adjectives and numbers up to the head and its name, in lower case, singular."""
    capital: frozenset[str]
    """Those of `content` beside the head that are written with a capital."""
    name: tuple[str, ...]
    sentence: int
    relation: str
    governor: int
    """The head's head."""
    owner: int | None
    """The head of a possessor."""
    subjects: tuple[int, ...]
    """The heads of its subjects, where it is a predicate."""
    plural: bool | None
    male: bool | None
    country: str | None
    cased: bool
    """Whether a preposition stands before it."""
    clause: bool
    """Whether a relative or other clause follows its head."""
    number: int = 0
    """Its place among the phrases of the report."""
    speaks: bool = False
    """Whether it is the source of a statement."""

    @property
    def head(self) -> int:
        return self.mention.head

    @property
    def words(self) -> WordRange:
        return self.mention.words


def find_phrases(document: Document, extra: dict[int, WordRange]) -> list[Phrase]:
    """All phrases in the order of their heads; `extra` gives heads that have to be among them."""
    return _Finder(document).phrases(extra)


class _Finder:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.tree = Tree(document)
        self.lower = self.tree.lower
        self.children = self.tree.children
        self.names = {name.head: name for name in document.names}

    def phrases(self, extra: dict[int, WordRange]) -> list[Phrase]:
        types = self._types()
        found: dict[int, Phrase] = {}
        inner_names: set[int] = set()
        sentences = self._sentence_numbers()
        for index, type_ in enumerate(types):
            if index in inner_names or not self._may_head(index, type_, extra):
                continue
            name = self.names.get(index) or self._name_beside(index)
            if name is not None and name.head != index:
                inner_names.add(name.head)
                found.pop(name.head, None)
            phrase = self._phrase(index, name, type_ or "other", sentences[index], extra)
            found[phrase.head] = phrase
        for phrase in self._coordinations(found):
            found[phrase.head] = phrase
        result = [found[head] for head in sorted(found)]
        for number, phrase in enumerate(result):
            phrase.number = number
        return result

    def _types(self) -> list[str | None]:
        """For each word the type of the phrase that it heads, `None` if it heads none."""
        layers = self.document.layers
        assert layers is not None
        labels = self.document.model.labels["mentions"]
        scores = layers.logits["mentions"].copy()
        scores[:, labels.index("none")] += MIN_TYPE_MARGIN
        best = scores.argmax(1).tolist()
        found: list[str | None] = [None if labels[i] == "none" else labels[i] for i in best]
        return found

    def _sentence_numbers(self) -> list[int]:
        return [
            n for n, (start, end) in enumerate(self.document.sentences) for _ in range(start, end)
        ]

    def _may_head(self, index: int, type_: str | None, extra: dict[int, WordRange]) -> bool:
        if index in extra or index in self.names:
            return True
        tag, word = self.document.upos[index], self.lower[index]
        if self.document.relations[index] in _NO_HEAD:
            return False
        if tag in ("PRON", "DET"):
            if word in PRONOUNS or word in ADDRESSEE:
                return True
            return (
                type_ is not None
                and (tag == "PRON" or word in POINTING)
                and word not in (RELATIVE - POINTING)
            )
        return type_ is not None and tag not in ("VERB", "AUX", "ADP", "PUNCT", "CCONJ")

    def _name_beside(self, index: int) -> Mention | None:
        """The person named in one phrase with the noun at `index` ("farmer X")."""
        for child in self.children[index]:
            name = self.names.get(child)
            if (
                name is not None
                and name.type == "person"
                and self.document.relations[child] in NAMED_BESIDE
                and name.words[0] == index + 1
            ):
                return name
        return None

    def _phrase(
        self,
        head: int,
        name: Mention | None,
        type_: str,
        sentence: int,
        extra: dict[int, WordRange],
    ) -> Phrase:
        document = self.document
        words = self.tree.extent(head)
        nominal = document.upos[head] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM")
        if not nominal and head in extra:
            words = extra[head]
        noun = singular(self.lower[head])
        if name is not None:
            type_ = name.type if name.type in ("person", "organization", "place") else type_
            words = (min(words[0], name.words[0]), max(words[1], name.words[1]))
        elif noun in COLLECTIVE and document.upos[head] == "NOUN":
            type_ = "organization"
        form = self._form(head, name, type_)
        mention = Mention(
            words, name.head if name else head, type_, name is not None, name.score if name else 1.0
        )
        core = self._core(head, name, words)
        names = self._name_words(name, core, form)
        content, capital = self._content(head, core)
        if form == "name":
            capital = frozenset()  # the parts of a name set nothing apart
        below = [(document.relations[child], child) for child in self.children[head]]
        owner = next((child for kind, child in below if kind.startswith("nmod:poss")), None)
        return Phrase(
            mention=mention,
            form=form,
            determiner="my" if owner is not None else _DETERMINERS.get(self.lower[words[0]], ""),
            noun=noun,
            text=self._text(words),
            content=content,
            capital=capital,
            name=names,
            sentence=sentence,
            relation=document.relations[head],
            governor=document.heads[head],
            owner=owner,
            subjects=tuple(child for kind, child in below if kind.startswith("nsubj")),
            plural=self._plural(head, name, form, type_),
            male=self._male(core, names, form, type_),
            country=self._country(name, words, type_, form),
            cased=any(kind.startswith("case") for kind, _ in below),
            clause=any(kind.startswith("acl") for kind, _ in below),
        )

    def _core(self, head: int, name: Mention | None, words: WordRange) -> range:
        """The words of a phrase up to its head, or to the end of the name there."""
        end = max(head + 1, name.words[1] if name else 0)
        while end < words[1] and self.document.relations[end] in ("flat", "flat:name"):
            end += 1
        return range(words[0], min(end, words[1]))

    def _content(self, head: int, core: range) -> tuple[frozenset[str], frozenset[str]]:
        """The words that say what the phrase means, and those with a capital beside the head."""
        content, capital = set(), set()
        for index in core:
            tag = self.document.upos[index]
            if tag in _CONTENT:
                word = singular(self.lower[index])
                content.add(word)
                upper = self.document.text[self.document.words[index][0]].isupper()
                if upper and index != head and tag in ("PROPN", "ADJ"):
                    capital.add(word)
        return frozenset(content), frozenset(capital)

    def _form(self, head: int, name: Mention | None, type_: str) -> str:
        if name is not None:
            return "name"
        tag = self.document.upos[head]
        if tag in ("PRON", "DET") and (kind := _CLASS_OF.get(self.lower[head])):
            return kind
        # "The Premier" describes: a person's name would have been tagged, and has no article.
        title = type_ == "person" and bool(self.tree.dependents(head, "det"))
        return "name" if tag == "PROPN" and not title else "noun"

    def _text(self, words: WordRange) -> str:
        start, end = words
        if self.lower[start] in ("the", "a", "an") and end - start > 1:
            start += 1
        if self.lower[end - 1] in ("'s", "’s", "'", "’") and end - start > 1:
            end -= 1
        return " ".join(self.lower[start:end])

    def _name_words(self, name: Mention | None, core: range, form: str) -> tuple[str, ...]:
        if form != "name":
            return ()
        indices = (
            range(*name.words)
            if name
            else [i for i in core if self.document.upos[i] in ("PROPN", "NUM")]
        )
        words = (self.document.word(i).strip(".,'’\"“”") for i in indices)
        return tuple(w for w in words if w and w.lower() not in ("the", "s"))

    def _plural(self, head: int, name: Mention | None, form: str, type_: str) -> bool | None:
        if form in ("he", "it"):
            return False
        if form == "they":
            return True
        if form == "name":
            if name is not None and name.type == "group":
                return True
            if name is None and type_ == "person":
                return self.lower[head].endswith("s")  # "Europeans"; persons' names are tagged
            return False if type_ in ("person", "place", "organization") else None
        if self.document.upos[head] == "PROPN":
            return self.lower[head].endswith("s")
        return is_plural(self.document, head)

    def _male(self, core: range, name: tuple[str, ...], form: str, type_: str) -> bool | None:
        words = [self.lower[i].rstrip(".") for i in core]
        if form == "he":
            return words[-1] in MALE
        if type_ != "person":
            return None
        for word in reversed(words):
            if word in MALE_NOUNS:
                return True
            if word in FEMALE_NOUNS:
                return False
        given = name[0].lower() if name else ""
        if given in FEMALE_NAMES:
            return False
        # Alone, "Martin" or "Thomas" may well be the surname of a woman.
        return True if given in MALE_NAMES and len(name) > 1 else None

    def _country(self, name: Mention | None, words: WordRange, type_: str, form: str) -> str | None:
        if form != "name" or (type_ == "person" and (name is None or name.type != "group")):
            return None
        quoted = self.document.quote(name.words if name else words)
        found = countries.form(quoted)
        return f"{found.country} {found.kind in ('demonym', 'people')}" if found else None

    def _coordinations(self, found: dict[int, Phrase]) -> list[Phrase]:
        """Several phrases joined by a conjunction, as one."""
        document = self.document
        joined: dict[int, list[int]] = {}
        for index, relation in enumerate(document.relations):
            if relation == "conj" and index in found and document.heads[index] in found:
                joined.setdefault(document.heads[index], []).append(index)
        result = []
        for first, others in joined.items():
            conjunctions = [
                c for o in others for c in self.children[o] if document.relations[c] == "cc"
            ]
            if not conjunctions or document.upos[first] not in ("NOUN", "PROPN", "PRON"):
                continue
            base, last = found[first], found[others[-1]]
            words = (base.words[0], last.words[1])
            result.append(
                Phrase(
                    mention=Mention(words, conjunctions[-1], "other", proper=False),
                    form="noun",
                    determiner="and",
                    noun="and",
                    text=self._text(words),
                    content=frozenset().union(base.content, *(found[o].content for o in others)),
                    capital=frozenset(),
                    name=(),
                    sentence=base.sentence,
                    relation=base.relation,
                    governor=base.governor,
                    owner=None,
                    subjects=(),
                    plural=True,
                    male=None,
                    country=None,
                    cased=base.cased,
                    clause=False,
                )
            )
        return result
