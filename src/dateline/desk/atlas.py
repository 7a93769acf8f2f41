"""The map of the world for the map page, and which of its countries is which.

The outlines go into the page as a block of data, 105 KB: the same for a page that is served and
for a file that stands alone, which can't load anything.
"""

import json
from functools import cache
from typing import Final

from markupsafe import Markup

from dateline.desk.assets import content
from dateline.desk.rendering import data_block

NUMBERS: Final = {
    pair[:3]: pair[3:]
    for pair in (
        "AFG004 AGO024 ALB008 ARE784 ARG032 ARM051 ATA010 ATF260 AUS036 AUT040 AZE031 BDI108 "
        "BEL056 BEN204 BFA854 BGD050 BGR100 BHS044 BIH070 BLR112 BLZ084 BOL068 BRA076 BRN096 "
        "BTN064 BWA072 CAF140 CAN124 CHE756 CHL152 CHN156 CIV384 CMR120 COD180 COG178 COL170 "
        "CRI188 CUB192 CYP196 CZE203 DEU276 DJI262 DNK208 DOM214 DZA012 ECU218 EGY818 ERI232 "
        "ESH732 ESP724 EST233 ETH231 FIN246 FJI242 FLK238 FRA250 GAB266 GBR826 GEO268 GHA288 "
        "GIN324 GMB270 GNB624 GNQ226 GRC300 GRL304 GTM320 GUY328 HND340 HRV191 HTI332 HUN348 "
        "IDN360 IND356 IRL372 IRN364 IRQ368 ISL352 ISR376 ITA380 JAM388 JOR400 JPN392 KAZ398 "
        "KEN404 KGZ417 KHM116 KOR410 KWT414 LAO418 LBN422 LBR430 LBY434 LKA144 LSO426 LTU440 "
        "LUX442 LVA428 MAR504 MDA498 MDG450 MEX484 MKD807 MLI466 MMR104 MNE499 MNG496 MOZ508 "
        "MRT478 MWI454 MYS458 NAM516 NCL540 NER562 NGA566 NIC558 NLD528 NOR578 NPL524 NZL554 "
        "OMN512 PAK586 PAN591 PER604 PHL608 PNG598 POL616 PRI630 PRK408 PRT620 PRY600 PSE275 "
        "QAT634 ROU642 RUS643 RWA646 SAU682 SDN729 SEN686 SLB090 SLE694 SLV222 SOM706 SRB688 "
        "SSD728 SUR740 SVK703 SVN705 SWE752 SWZ748 SYR760 TCD148 TGO768 THA764 TJK762 TKM795 "
        "TLS626 TTO780 TUN788 TUR792 TWN158 TZA834 UGA800 UKR804 URY858 USA840 UZB860 VEN862 "
        "VNM704 VUT548 YEM887 ZAF710 ZMB894 ZWE716 "
    ).split()
}
"""The ISO 3166 numbers, by which the outlines go, of the alpha-3 codes that have outlines."""

UNNUMBERED: Final = {"XKX": "Kosovo"}
"""Outlines without a number go by name."""


def outline(code: str) -> str | None:
    """What the outlines of a country with this alpha-3 code go by, if there are any."""
    return NUMBERS.get(code) or UNNUMBERED.get(code)


@cache
def world() -> Markup:
    """The outlines of all countries as a block of data named `world`."""
    atlas = json.loads(content("vendor/countries-110m.json"))
    del atlas["objects"]["land"], atlas["bbox"]
    return data_block(atlas, "world")
