"""What a challenge asks. One without questions of its own asks three that fit every challenge."""

from django.db import transaction

from challenges.models import Challenge, Question
from challenges.services.challenges import locked

# For who asks nothing special: (Dutch, English), and the help below it.
USUAL = [
    (
        ("Wat bied je aan, en hoe lost het deze vraag op?", "What do you offer, and how does it solve this need?"),
        (
            "Noem je product, wat het doet en waarom het hier past.",
            "Name your product, what it does, and why it fits here.",
        ),
    ),
    (
        ("Hoe ver is het, en waaruit blijkt dat?", "How far is it, and what shows that?"),
        (
            "Bijvoorbeeld een proef, een prototype of een klant die het gebruikt.",
            "For example a trial, a prototype or a customer who uses it.",
        ),
    ),
    (
        ("Wat heb je nodig voor de volgende stap?", "What do you need for the next step?"),
        (
            "Denk aan tijd, geld, gegevens, een testplek of een partner.",
            "Think of time, money, data, a place to test or a partner.",
        ),
    ),
]


def questions_of(challenge: Challenge) -> list[Question]:
    """In order. A challenge that has none yet gets the usual three now, once: two who ask at the same time queue."""
    return list(challenge.questions.order_by("position")) or _with_usual_questions(challenge)


@transaction.atomic
def _with_usual_questions(challenge: Challenge) -> list[Question]:
    challenge = locked(challenge)
    if not challenge.questions.exists():
        Question.objects.bulk_create(
            Question(
                challenge=challenge,
                position=position,
                text_nl=text[0],
                text_en=text[1],
                help_nl=hint[0],
                help_en=hint[1],
            )
            for position, (text, hint) in enumerate(USUAL, 1)
        )
    return list(challenge.questions.order_by("position"))
