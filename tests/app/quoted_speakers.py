"""The invented catalogue with people and bodies whom its articles quote, and what is read of a question asked of it."""

from datetime import date

from app.interpret import interpret
from app.request import Constraints
from app.understanding import Interpretation
from index.store import QuotedSpeaker
from ingest.corpus import SpeakerKind
from tests.app.libraries import KARST, Library, article

TODAY = date(2031, 5, 20)
COURIER, POST, MONITOR = "The Veldan Courier", "Harbour Post", "Global Monitor"
REUEL, FERRANT, VASKOVA, PIKE = "Tomas Reuel", "Aldo Ferrant", "Nadia Vašková", "Anthony Halloran-Pike"
MOLLS = ("Jurgen Moll", "Petra Moll")
AUTHORITY, WORKS, TRUST = "Karst Water Authority", "Ministry of Works", "Veldan Rivers Trust"
STONEGATE, CAMPAIGN = "Stonegate", "Ferrant campaign"


def speaker(name: str, articles: int, *spellings: str, kind: SpeakerKind = SpeakerKind.PERSON) -> QuotedSpeaker:
    return QuotedSpeaker(name, kind, spellings or (name,), articles, 2 * articles)


def body(name: str, articles: int = 2) -> QuotedSpeaker:
    return speaker(name, articles, kind=SpeakerKind.BODY)


QUOTED = Library(
    (
        *KARST.articles,
        article("Northgate Times", "Rolf Adder", "2030-08-02", text="Ewa Strand left the valley. Jo Castle stayed."),
        article("Northgate Times", "Rolf Adder", "2030-08-03", text="Stonegate said Petra Moll and Ada Bell knew."),
    ),
    key="quoted",
    speakers=(
        speaker("Ada Bell", 20, "Ada Bell", "Bell"),
        speaker(REUEL, 6, "Mayor Reuel", "Reuel", REUEL),
        speaker(FERRANT, 4, "Ferrant", FERRANT),
        speaker(VASKOVA, 2),
        speaker(PIKE, 1),
        speaker("Petra Moll", 2),
        speaker("Jurgen Moll", 2),
        speaker("Olaf Bell", 1),
        speaker("Hassan al-Dari", 1),
        speaker("Khouly", 1),
        speaker("Oren Castellane", 1),
        speaker("Mira Solberg", 3),
        body(AUTHORITY, 3),
        body(WORKS),
        body(TRUST),
        body(STONEGATE),
        body(CAMPAIGN),
        body("Corda Wire", 3),
        body(MONITOR, 1),
        body("police", 5),
        speaker("a Ministry engineer", 1, kind=SpeakerKind.UNNAMED),
    ),
)


def read(question: str, *history: str, **by_hand: object) -> Interpretation:
    return interpret(question, history, Constraints(**by_hand), QUOTED, TODAY)


def sided(understood: Interpretation) -> list[tuple[str, ...]]:
    return [side.speakers for side in understood.sides]
