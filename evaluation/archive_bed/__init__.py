"""A test bed for archives: invented reports of which it is known what rests on what.

    bed = make_bed(seed=1, stories=300)
    bed.reports     BedReport: id, title, text, outlet, published, dateline, credits,
                    kind, stories (ids), told (one `Told` an incident)
    bed.stories     Story: id, incident, outlet, report
    bed.incidents   Incident: id, type, mode, actor, recipient, town, country, day, numbers,
                    reports (ids), origins, denied_by, disagreements

The happenings are invented, the countries and towns are real, people and outlets are not. The
same seed gives the same bed. Kinds of reports:

    original   an outlet's own story: an agency's, an independent one about the same happening
               (other sources, other wording, sometimes one quotation in common), a denial by a
               party, or a look-alike (same type and country, another town and day)
    copy       the same text under another outlet's headline, dateline and furniture
    trim       the first paragraphs of it
    rewrite    the same facts and quotations in another order, in other words, with another lead
    merge      two stories of one day in one report
    update     the same agency some hours later, with another toll

A report's `told` is what this report says, so planted disagreements (killed, actor, day) show as
different values in the `told` of reports on one incident; `Incident.disagreements` lists them.
Later tolls of the same origin are an update, and stand in `disagreements` all the same.
`Incident.origins` counts outlets whose own stories are told: copies, trims, rewrites, merges and
updates add none, whether or not they credit anybody.
"""

from evaluation.archive_bed.generate import make_bed
from evaluation.archive_bed.truth import Bed, BedReport, Incident, Story, Told

__all__ = ["Bed", "BedReport", "Incident", "Story", "Told", "make_bed"]
