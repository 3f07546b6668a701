"""The timetable of a matchmaking session: who meets whom, in which slot, at which table. Plain Python over arrays.

    session = programme(value, people=..., places=..., slots=..., must=..., ...)
    clash(session)                     -> Clash of rules that cannot go together, or None
    solve(session, seconds=..., report=..., stop=...)
                                       -> Plan(meetings, value, bound, gap, optimal, kept, missed, ...)
    reason(session, plan, pair)        -> Reason why a must-meet is missed; price(...) what it would cost the others
    floors(session)                    -> what it costs to promise everybody 0, 1, 2 ... meetings
    repair(changed, plan.meetings)     -> Repaired(plan, kept, moved, dropped, added): the fewest moves
    edited(session, plan.meetings, add=..., remove=...)
                                       -> Edited(broken, value, ...): what an edit by hand breaks
    seated(session, plan.meetings, tables) -> the table of each meeting

Companies, hosts, rooms and slots are numbers: their place in the arrays. What is told is told in these numbers and in
the names of rules (`Rule`), never in sentences. docs/adr/0024-timetables-in-two-steps-with-highs.md says how and why.
"""

from challenges.matching.timetable.checking import Broken, Edited, broken, edited
from challenges.matching.timetable.clashes import Clash, clash
from challenges.matching.timetable.floors import Floor, floors
from challenges.matching.timetable.plan import Plan, plan_of
from challenges.matching.timetable.programme import MOST_SLOTS, Meeting, Pair, Programme, programme
from challenges.matching.timetable.reasons import Price, Reason, price, reason
from challenges.matching.timetable.repairing import Repaired, repair
from challenges.matching.timetable.rows import Ground, Rule
from challenges.matching.timetable.seating import Tables, seated
from challenges.matching.timetable.solver import Impossible
from challenges.matching.timetable.solving import solve

__all__ = [
    "MOST_SLOTS",
    "Broken",
    "Clash",
    "Edited",
    "Floor",
    "Ground",
    "Impossible",
    "Meeting",
    "Pair",
    "Plan",
    "Price",
    "Programme",
    "Reason",
    "Repaired",
    "Rule",
    "Tables",
    "broken",
    "clash",
    "edited",
    "floors",
    "plan_of",
    "price",
    "programme",
    "reason",
    "repair",
    "seated",
    "solve",
]
