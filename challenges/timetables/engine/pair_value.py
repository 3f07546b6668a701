"""What a meeting is worth: how well the two match, and what each side says of it. Whole tenths of points."""

MUST, MEET, NO = "must", "meet", "no"
WISHED = {MUST: 300, MEET: 200}  # per side; a full match is 1000
MOST = 1000 + 2 * WISHED[MUST]


def compute_meeting_value(total: int, company: str = "", host: str = "") -> int:
    """total: of the match, 0 where the company fails a requirement or no match is kept. company, host: what each side
    says; empty where it says nothing, so that the match alone counts."""
    return total + WISHED.get(company, 0) + WISHED.get(host, 0)


def is_priority_meeting(company: str = "", host: str = "") -> bool:
    """Either side's word is enough, unless the other says no."""
    return MUST in (company, host)


def is_meeting_declined(company: str = "", host: str = "") -> bool:
    """One "no thanks" is enough, against a must-meet too."""
    return NO in (company, host)
