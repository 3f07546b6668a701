"""What the example challenges ask, and the responses of example companies."""

from uuid import uuid4

from challenges.demo.files import Table, read_questions, read_responses
from challenges.posting.models import Challenge
from challenges.posting.question_models import USUAL_WORDS, Question
from challenges.responses.drafts import AnswerChange, save_answers
from challenges.responses.questions import get_or_create_questions
from challenges.responses.submissions import submit_response
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.database_clock import database_now


def load_demo_questions(challenges: list[Challenge]) -> None:
    """Of the challenges that were created just now."""
    asked = read_questions()
    Question.objects.bulk_create(
        Question(challenge=challenge, position=position, **_build_question_fields(table))
        for challenge in challenges
        for position, table in enumerate(asked.get(challenge.slug, []), 1)
    )


def load_demo_responses(challenges: list[Challenge]) -> None:
    """To the challenges that were created just now, by people who are still members; they get receipts like anyone."""
    by_slug = {challenge.slug: challenge for challenge in challenges if challenge.is_open_at(database_now())}
    for table in read_responses():
        if challenge := by_slug.get(table["challenge"]):
            _add_demo_response(challenge, table)


def _add_demo_response(challenge: Challenge, table: Table) -> None:
    company = Company.objects.filter(slug=table["company"]).first()
    person = User.objects.filter(email=table["by"], memberships__company=company).first()
    if not company or not person:
        return
    questions = get_or_create_questions(challenge)
    changes = [AnswerChange(question.pk, text, 0) for question, text in zip(questions, table["texts"], strict=False)]
    saved = save_answers(person, challenge, company, changes)
    if table.get("submitted"):
        submit_response(
            person, challenge, company, key=uuid4(), language=person.language, version=saved.response.version
        )


def _build_question_fields(table: Table) -> Table:
    return {
        "text_nl": table["nl"],
        "text_en": table["en"],
        "help_nl": table.get("help_nl", ""),
        "help_en": table.get("help_en", ""),
        "word_limit": table.get("words", USUAL_WORDS),
        "is_required": not table.get("optional", False),
    }
