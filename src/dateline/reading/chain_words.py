"""Words that tell who can be meant: pronouns by person, number and gender, nouns and given names
of men and of women."""

from typing import Final

MALE: Final = frozenset("he him his himself".split())
FEMALE: Final = frozenset("she her hers herself".split())
NEUTER: Final = frozenset("it its itself".split())
PLURAL: Final = frozenset("they them their theirs themselves".split())
SPEAKER: Final = frozenset("i me my mine myself we us our ours ourselves".split())
PRONOUNS: Final = MALE | FEMALE | NEUTER | PLURAL | SPEAKER
ADDRESSEE: Final = frozenset("you your yours yourself yourselves".split())
POINTING: Final = frozenset("this that these those".split())
RELATIVE: Final = frozenset("who whom whose which that".split())

MALE_NOUNS: Final = frozenset(
    "mr sir king prince spokesman chairman father brother son husband monk sheikh imam emperor "
    "congressman businessman policeman gunman man boy lord duke grandfather uncle nephew widower "
    "actor salesman fisherman alderman nobleman fireman sportsman cameraman ombudsman".split()
)
FEMALE_NOUNS: Final = frozenset(
    "mrs ms miss queen princess spokeswoman chairwoman mother sister daughter wife nun madame "
    "congresswoman businesswoman policewoman woman girl lady duchess widow mom grandmother aunt "
    "niece actress waitress heroine goddess noblewoman sportswoman".split()
)

COLLECTIVE: Final = frozenset(
    "group organization organisation party company bloc agency body union movement coalition "
    "alliance force army ministry government council committee court charity outfit firm militia "
    "faction association federation commission regime junta administration network".split()
)
ANY_BODY: Final = frozenset("group organization organisation body bloc outfit".split())
"""Nouns that may take up any named body; "the union" or "the ministry" may only take up its own."""

MALE_NAMES: Final = frozenset(
    "aaron abdel abdul abdullah abraham adam adrian ahmad ahmed alan albert alejandro alexander "
    "alexei alfonso alfred ali allan alvaro amir anatoly anders andrei andrew andy angus anthony "
    "antonio arthur arturo asif barack barry ben benedict benjamin bernard bernie bill billy bob "
    "bobby boris brad brandon brendan brian bruce bruno carl carlos cesar charles charlie chris "
    "christopher claude colin craig cyril dan daniel dave david dean denis dennis derek dick "
    "diego dmitry don donald doug douglas dwight ed eddie edgar eduardo edward edwin elijah "
    "emmanuel enrique eric erik ernest ethan eugene evo felipe felix ferdinand fernando fidel "
    "francis francisco frank franklin fred frederick gabriel gary gavin geoffrey george gerald "
    "gerard gerhard glenn gordon graham greg gregory guillermo gustavo guy hamid hans harold "
    "harry hassan hector henri henry herbert hosni howard hugh hugo hussein ian ibrahim igor "
    "ilham imran isaac ismail ivan jack jacob jacques jaime jake jamal james jared jason javier "
    "jay jeb jeff jeffrey jens jeremy jerry jesse jesus jim jimmy joe joel johan john johnny jon "
    "jonathan jorge jose joseph joshua juan julian julio justin karim karl keith ken kenneth "
    "kevin khalid klaus kofi kurt kyle larry lars laurent lawrence lech lee leon leonard leonid "
    "leopoldo lewis liam louis lucas luis luiz luke mahmoud malcolm manuel marc marcel marco "
    "marcus mario mark marshall martin marvin matt matteo matthew maurice max mehmet michael "
    "michel miguel mike mikhail mitch mitt mohamed mohammad mohammed muammar muhammad mustafa "
    "narendra nathan neil nelson nicholas nick nicolas nigel nikolai noah norman olaf oleg oliver "
    "omar osama oscar pablo patrick paul pavel pedro pervez pete peter petro phil philip philippe "
    "pierre rafael rahul raj ralph ramon randy raul ray raymond recep reuben ricardo richard rick "
    "robert roberto rodrigo roger roland ron ronald roy rudolf rudy rupert russell ryan saddam "
    "salman salvador sam samuel scott sean sebastian sergei sergey sergio seth shane silvio simon "
    "stanley stefan stephen steve steven stuart suleiman syed ted theodore thomas tim timothy "
    "toby todd tom tomas tony tyler umar vaclav victor vijay viktor vincent vitaly vladimir "
    "volodymyr walter warren wayne werner william willy winston wolfgang xavier yasser yuri yusuf "
    "zachary".split()
)
"""Given names mostly borne by men, from general knowledge."""

FEMALE_NAMES: Final = frozenset(
    "abigail adriana agnes aisha alessandra alexandra alice alicia alison amanda amina amy ana "
    "angela angelina anita ann anna anne annette annie aparna barbara beatrice benazir bernadette "
    "beth betty beverly brenda bridget camilla carla carmen carol carolina caroline catherine "
    "cecilia charlotte cheryl chloe christina christine cindy claire clara claudia condoleezza "
    "cristina cynthia dalia daniela deborah debra denise diana diane dilma dolores donna dorothy "
    "eileen elaine eleanor elena elise elizabeth ella ellen emily emma erica erin esther eva "
    "evelyn fatima fatma federica fiona florence frances francesca gabriela gail georgia gertrude "
    "gina giorgia gloria grace greta hannah harriet heather heidi helen helena hilary hillary ida "
    "indira ingrid irene irina isabel isabella ivanka jacinda jacqueline jane janet janice "
    "jasmine jeanne jennifer jenny jessica jill joanna joanne josephine joyce judith judy julia "
    "julie june kamala karen karin kate katharine katherine kathleen kathryn kathy katie kirsten "
    "kristin laura lauren laurie leila leticia lillian lily linda lisa liz loretta lori louise "
    "lucia lucy lydia lynn madeleine malala mara margaret margarita maria mariam marie marilyn "
    "marina marine marjorie martha mary maureen megan melania melanie melissa mercedes meryl mia "
    "michelle miriam molly monica nadia nancy naomi natalia natalie natasha nicole nina nora olga "
    "olivia oprah pamela patricia paula pauline peggy penelope penny phyllis priscilla priyanka "
    "rachel raquel rebecca regina renee rita roberta rosa rosemary roxana ruth sabrina samantha "
    "sandra sara sarah sharon sheila shirley simone sofia sonia sophia sophie stacey stella "
    "stephanie susan susana susanne suzanne svetlana sylvia tamara tanya tatiana teresa theresa "
    "tiffany tina tulsi ursula valentina valerie vanessa vera veronica victoria virginia vivian "
    "wendy winnie xiomara yasmin yolanda yulia yvette yvonne zainab zoe".split()
)
"""Given names mostly borne by women, from general knowledge."""
