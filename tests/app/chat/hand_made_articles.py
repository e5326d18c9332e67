"""Articles made by hand, and libraries of them."""

from dataclasses import replace
from datetime import date

from ingest.corpus import (
    ArticleWarning,
    Attribution,
    Force,
    SpeakerKind,
)
from tests.app.chat.hand_made import HandMadeLibrary, made
from tests.attributions import attribution

HOSTILE = (
    "<script>alert('article')</script> said the mayor. <img src=http://evil.example/x.png onerror=alert(1)> was seen. "
    "[click](javascript:alert(2)) {{7*7}} ${alert(3)} <style>body{display:none}</style> stood in the report."
)


FILLER = "\n\n".join(
    f"Paragraph {n} tells of the valley, its farms and the long road along the river, and of little else."
    for n in range(30)
)


def dam_library() -> HandMadeLibrary:
    """Four articles about a dam: two outlets that differ, one with nothing known, one that is hostile. Nobody is known
    to speak in them.
    """
    return HandMadeLibrary(
        made(
            "courier.txt",
            f"Dam fails at Nether Oake\n\n{FILLER}\n\nThe gate of the dam was closed by order of the ministry, the "
            "engineer wrote in March. Two inspectors had warned of cracks in the dam a year before."
            "\n\nSubscribe to our letter.",
            title="Dam fails at Nether Oake",
            outlet="Vale Courier",
            author="Ilse Marrow",
            published=date(2031, 3, 4),
        ),
        made(
            "hammer.html",
            "Ministry denies order\n\nThe ministry never ordered the gate closed, said the Hammer’s own source.\n\n"
            f"{FILLER}\n\nNobody saw cracks in the dam.",
            title="Ministry denies order",
            outlet="The Hammer",
            author="Jory Pell",
            published=date(2031, 3, 9),
        ),
        made(
            "unknown.txt",
            "Water came at night. The dam was old, and the gate was older.",
            (ArticleWarning("no-outlet", "Neither outlet nor author nor date are known."),),
        ),
        made(
            "hostile.html",
            HOSTILE,
            title="<b>Mayor</b> {{7*7}}",
            outlet="<i>Evil</i> ${1+1}",
            author="<script>x</script>",
        ),
    )


INQUIRY = (
    "Inquiry hears of cracks\n\n"
    "“The gate was sound,” the engineer Aldo Wray said. He denied that anybody had warned him. The Vale Courier wrote "
    "that two inspectors had told it the wall was cracked.\n\n"
    f"{FILLER}\n\nWhy was nobody told, asked Berta Quill. The ministry suggested that the letter was lost."
)
TOLD, WALL, LOST = (
    "that two inspectors had told it the wall was cracked",
    "the wall was cracked",
    "that the letter was lost",
)
LATER = "Wray looks back\n\nAldo Wray said that he would close the gate again. Rain fell."
HOSTILE_NAME = '<img src=x onerror=alert(9)> "${alert(8)}'


def inquiry_library() -> HandMadeLibrary:
    """The library of the dam with two articles in which people speak; in the hostile one, one of a hostile name."""
    library = dam_library()
    inquiry, _ = made("inquiry.txt", INQUIRY, title="Inquiry", outlet="The Hammer", published=date(2031, 5, 2))
    later, _ = made("later.txt", LATER, title="Wray", outlet="Vale Courier", author="Ilse Marrow")
    hostile = next(entry for entry in library.store.entries.values() if entry.file == "hostile.html")
    library.store.entries |= {inquiry.id: inquiry, later.id: later}
    library.store.texts |= {inquiry.id: INQUIRY, later.id: LATER}
    library.store.said = {
        inquiry.id: (
            attribution(INQUIRY, "the engineer Aldo Wray", "said", "“The gate was sound,”", speaker="Aldo Wray"),
            attribution(
                INQUIRY, "He", "denied", "that anybody had warned him", speaker="Aldo Wray", force=Force.DENIES
            ),
            _of_a(SpeakerKind.BODY, attribution(INQUIRY, "The Vale", "wrote", TOLD, speaker="Vale Courier")),
            _of_a(
                SpeakerKind.UNNAMED,
                attribution(INQUIRY, "two inspectors", "had told", WALL, speaker="two inspectors", within=2),
            ),
            attribution(
                INQUIRY, "Berta Quill", "asked", "Why was nobody told", speaker="Berta Quill", force=Force.ASKS
            ),
            attribution(INQUIRY, "The ministry", "suggested", LOST, speaker=None, force=Force.HEDGES),
        ),
        later.id: (attribution(LATER, "Aldo Wray", "said", "that he would close the gate again", speaker="Aldo Wray"),),
        hostile.id: (
            attribution(HOSTILE, "the mayor", "said", "<script>alert('article')</script>", speaker=HOSTILE_NAME),
        ),
    }
    return library


def _of_a(kind: SpeakerKind, said: Attribution) -> Attribution:
    return replace(said, speaker=said.speaker and replace(said.speaker, kind=kind))
