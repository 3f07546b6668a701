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
