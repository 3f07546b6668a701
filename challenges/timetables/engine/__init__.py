"""Compute the timetable of a matchmaking session: who meets whom, in which time slot, at which table.

The engine is plain Python over arrays and imports neither Django nor a database.

    programme = build_programme(value, people=..., places=..., slots=..., must=..., ...)
    find_conflict_core(programme)       -> ConflictCore: rules that cannot hold together, or None
    solve_timetable(programme, seconds=..., report=..., stop=...) -> TimetablePlan with its bound and gap
    explain_missed_pair(programme, plan, pair) -> MissedReason: why a priority meeting is missed
    price_missed_pair(...)              -> what keeping that meeting would cost the others
    solve_minimums(programme)           -> the cost of promising every company 0, 1, 2 ... meetings
    repair_plan(changed, plan.meetings) -> RepairedPlan(plan, kept, moved, dropped, added), with the fewest moves
    check_edit(programme, plan.meetings, add=..., remove=...) -> EditResult: the rules that a manual edit breaks

Companies, hosts, rooms and slots are numbers: their position in the arrays. Results use these numbers and the names of
rules (`TimetableRule`), never sentences. docs/adr/0024-timetables-in-two-steps-with-highs.md explains the method.
"""
