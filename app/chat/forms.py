"""The forms of the chat: where a question is written, and where files are handed in. Every value is escaped."""

from collections.abc import Sequence
from itertools import islice

from markupsafe import Markup

from app.chat.html import joined
from app.llm import Recipient
from app.model_notes import recipient_note
from app.request import MAX_QUESTION
from index.store import Catalogued, QuotedSpeaker
from ingest.corpus import SpeakerKind

SPEAKERS = 300  # to choose from; others can be named in the question
HEADER = Markup('<header class="masthead"><h1>Hearsay</h1><p>Who says what, in their own words</p></header>')


def composer(
    articles: Sequence[Catalogued], speakers: Sequence[QuotedSpeaker] = (), model: Recipient | None = None
) -> Markup:
    """Return the question box with its filter row; outlets, authors and speakers are those of the library. Of speakers,
    most quoted first, those that are quoted most and have a name.

    With a language model it says what is sent to whom.
    """
    outlets = sorted({a.metadata.outlet for a in articles if a.metadata.outlet}, key=str.casefold)
    authors = sorted({a.metadata.author for a in articles if a.metadata.author}, key=str.casefold)
    named = (speaker.name for speaker in speakers if speaker.kind is not SpeakerKind.UNNAMED)
    quoted = sorted(islice(named, SPEAKERS), key=str.casefold)
    return Markup(
        '<form class="composer" aria-label="Ask a question">'
        '<details class="narrow"><summary>Narrow by outlet, author, speaker or date<span class="on">: set</span>'
        "</summary>"
        '<div class="fields">{}{}{}{}{}</div>'
        '</details><div class="box"><label class="unseen" for="question">Question</label>'
        '<textarea id="question" name="question" rows="1" data-longest="{}" required aria-describedby="question-wrong"'
        ' placeholder="Ask about the articles"></textarea>'
        '<button type="submit" class="act">Ask</button>'
        '<button type="button" class="act stop" data-stop>Stop</button></div>'
        '<p class="wrong" id="question-wrong" role="alert" hidden></p>{}'
        '<div class="row"><button type="button" class="quiet" data-fresh>New conversation</button>'
        '<a class="quiet" href="/conversation.md" download>Download conversation</a></div></form>'
    ).format(
        _choice("outlet", "Outlet", "Any outlet", outlets),
        _choice("author", "Author", "Any author", authors),
        _choice("speaker", "Speaker", "Any speaker", quoted),
        _day("after", "Published from"),
        _day("before", "Published until"),
        MAX_QUESTION,
        Markup('<p class="sent">{}</p>').format(recipient_note(model)) if model else Markup(""),
    )


def _choice(name: str, label: str, anything: str, options: Sequence[str]) -> Markup:
    return Markup('<label>{}<select name="{}"><option value="">{}</option>{}</select></label>').format(
        label, name, anything, joined(Markup('<option value="{0}">{0}</option>').format(option) for option in options)
    )


def _day(name: str, label: str) -> Markup:
    return Markup('<label>{}<input type="date" name="{}"></label>').format(label, name)
