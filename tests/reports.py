"""Texts for tests that read: whole made-up reports, and odd ones."""

from typing import Final

PLAIN: Final = """Rebels free 12 hostages in northern Mali

BAMAKO, May 3 (Sahel Wire) - Rebels in northern Mali released 12 hostages on Sunday after talks
in Algiers, the government said.

"They are tired but alive," Defence Minister Oumar Konaté told Sahel Wire. He denied that a ransom
had been paid.

A security official, who asked not to be named because he was not authorised to speak, said three
of the captives had been beaten. Two aid workers and a nurse said they would return to Gao.
"""

CURLY: Final = """Strike shuts port

“We will not move a single crate,” union leader Ana Haddad said. “Not one.

“The ministry knows what we want,” she added.

The ministry said on Tuesday that police may clear the docks if the strike goes on.
"""

CARELESS: Final = """GOVT TROOPS SHELL VILLAGE ,SAY RESIDENTS

Goverment troops shelled the village of Kasese on monday morning , killing 4 people residents
said.The army has not comented... "we heared six explosions said one woman who fled with her
childrens

the local MP Mr.Okot asked the UN to investigate
"""

SHORT: Final = "Police arrested two men in Lima."

ODD: Final = (
    "",
    " \n\t\n",
    "?",
    "…",
    "\u202eoffset\u202c said the min\u0131ster",
    '\U0001f600 said \U0001f468\u200d\U0001f469\u200d\U0001f467, "no" \U0001f600.',
    "e\u0301\u0301\u0301 said that a\u0300 fled.",
    "word " * 900,
    "A" * 5000,
    '"' * 300,
    "“" * 200 + "said" + "”" * 200,
    "He said. " * 300,
    "\x00\x01 the army said \x7f",
    "(((((((((((((((((((( said ))))))))))))))))))))",
    "The army said\u2028the rebels said\u2029the police said\x85.",
)
"""Texts that no newspaper prints but that a reader must survive."""

ALL: Final = (PLAIN, CURLY, CARELESS, SHORT, *ODD)
