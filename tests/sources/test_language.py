"""English is told from other languages."""

import pytest

from dateline.errors import SourceError
from dateline.sources.language import other_language, refuse_other_languages

ENGLISH = [
    "Abiy Ahmed meets Isaias Afwerki in Asmara",
    "Gunmen kill 3",
    "Mnangagwa, Chamisa trade barbs",
    "President Luiz Inácio Lula da Silva and Nicolás Maduro de la Cruz spoke.",
    "Police in Ouagadougou arrested Yacouba Isaac Zida, Blaise Compaoré and Gilbert Diendéré on "
    "Friday, a lawyer for the men said.",
    "teh army sayd it wil not leav the town befor the elction, a solder told a reporter",
    "Zelenskyy: „Ми не здамося“. The president spoke to the nation from Kyiv on Monday night.",
    "He told Le Monde that “la situation est grave et nous ne pouvons pas attendre”, and that the "
    "government was not going to wait for the results of the inquiry.",
    "LUSAKA, March 3 - Hakainde Hichilema sworn in.",
]
OTHERS = {
    "French": "La police a arrêté quatre hommes après des affrontements avec les commerçants.",
    "Spanish": "La policía detuvo a cuatro hombres tras los enfrentamientos con los vendedores.",
    "German": "Die Polizei hat am Montag vier Männer nach einem Streit auf dem Markt verhaftet.",
    "Portuguese": "A polícia prendeu quatro homens depois dos confrontos com os vendedores no "
    "mercado.",
    "Italian": "La polizia ha arrestato quattro uomini dopo gli scontri con i venditori del "
    "mercato.",
    "Dutch": "De politie heeft vier mannen opgepakt na het geweld op de markt van de hoofdstad.",
    "Indonesian": "Polisi menangkap empat orang yang diduga terlibat dalam bentrokan di pasar itu.",
    "Turkish": "Polis, pazar yerinde çıkan bir kavga sonrası dört kişi için gözaltı kararı ve bu "
    "olay ile ilgili soruşturma olduğu bilgisini verdi.",
    "Russian": "Полиция задержала четырёх человек после столкновений на рынке.",
    "Arabic": "اعتقلت الشرطة أربعة رجال بعد اشتباكات في السوق.",
    "Chinese": "警方在市场冲突后逮捕了四名男子。",
    "Japanese": "警察は市場での衝突の後、四人の男を逮捕した。",
    "Korean": "경찰은 시장에서 충돌이 일어난 뒤 남성 네 명을 체포했다.",
    "Hindi": "पुलिस ने बाज़ार में झड़प के बाद चार लोगों को गिरफ़्तार किया।",
    "Greek": "Η αστυνομία συνέλαβε τέσσερις άνδρες μετά από συγκρούσεις.",
    "another": "Rendőrök négy férfit vettek őrizetbe hétfőn, miután árusok összecsaptak városi "
    "közterület-felügyelőkkel, közölte ügyvédjük, Kovács János, Budapest belvárosában, "
    "csütörtökön délután, újságíróknak nyilatkozva.",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_let_through(text: str) -> None:
    refuse_other_languages(text)


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_refused_by_name(language: str) -> None:
    with pytest.raises(SourceError, match=language) as raised:
        refuse_other_languages(OTHERS[language])
    assert "English" in (raised.value.hint or "")


def test_numbers_and_nothing_are_no_language() -> None:
    assert other_language("") is None
    assert other_language("12 34 -- 56") is None


def test_addresses_say_nothing_of_the_language() -> None:
    links = " ".join(f"http://pictures.example/2005/{n}_big.html" for n in range(40))
    assert other_language(f"Look at all of these pictures, they are pretty good. {links}") is None
    assert other_language("Groups: " + "alt.pets.birds, alt.pets.cats.care, " * 20 + "Bye.") is None
