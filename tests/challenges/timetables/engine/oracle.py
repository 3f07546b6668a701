"""Find all timetables of a small session by trying, with the rules written again and without a solver."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations, product

from challenges.timetables.engine.constraints import RuleGround, TimetableRule
from challenges.timetables.engine.programme import SessionProgramme, SlotMeeting

Timetable = tuple[SlotMeeting, ...]


def everything(p: SessionProgramme) -> Iterator[Timetable]:
    """Yield each assignment of pairs to a slot or to none, also those that break rules."""
    pairs = list(product(range(p.companies), range(p.hosts)))
    for slots in product([None, *range(p.times)], repeat=len(pairs)):
        yield tuple(SlotMeeting(*pair, slot) for pair, slot in zip(pairs, slots, strict=True) if slot is not None)


def too_much(p: SessionProgramme, meetings: Timetable) -> set[RuleGround]:
    """Return the rules that the meetings break, except those about walking."""
    broken = set()
    company, host, room, companies, hosts = Counter(), Counter(), Counter(), Counter(), Counter()
    for i, j, t in meetings:
        company[i, t] += 1
        host[j, t] += 1
        room[int(p.room[j]), t] += 1
        companies[i] += 1
        hosts[j] += 1
        if p.never[i, j]:
            broken.add(RuleGround(TimetableRule.NEVER, (i, j)))
    broken |= {RuleGround(TimetableRule.PEOPLE, (i,)) for (i, t), count in company.items() if count > p.people[i, t]}
    broken |= {RuleGround(TimetableRule.PLACES, (j,)) for (j, t), count in host.items() if count > p.places[j, t]}
    broken |= {RuleGround(TimetableRule.TABLES, (r,)) for (r, t), count in room.items() if count > p.tables[r, t]}
    broken |= {RuleGround(TimetableRule.MOST, (i,)) for i, count in companies.items() if count > p.most[i]}
    broken |= {RuleGround(TimetableRule.HOST_MOST, (j,)) for j, count in hosts.items() if count > p.host_most[j]}
    return broken


def too_little(p: SessionProgramme, meetings: Timetable) -> set[RuleGround]:
    companies, hosts = Counter(each.company for each in meetings), Counter(each.host for each in meetings)
    return {
        *(RuleGround(TimetableRule.LEAST, (i,)) for i in range(p.companies) if companies[i] < p.least[i]),
        *(RuleGround(TimetableRule.HOST_LEAST, (j,)) for j in range(p.hosts) if hosts[j] < p.host_least[j]),
        *(RuleGround(TimetableRule.LOCKED, tuple(each)) for each in p.locked if each not in meetings),
    }


def can_walk(p: SessionProgramme, company: int, meetings: Timetable) -> bool:
    """Return whether the people of a company can divide its meetings, tried person by person."""
    rooms = [[int(p.room[j]) for i, j, t in meetings if i == company and t == slot] for slot in range(p.times)]

    def from_(slot: int, persons: tuple) -> bool:
        if slot == p.times:
            return True
        here = int(p.people[company, slot])
        fresh = (None,) * max(here - len(persons), 0)
        return any(meet(slot, (*staying, *fresh)) for staying in set(combinations(persons, min(here, len(persons)))))

    def meet(slot: int, persons: tuple) -> bool:
        for order in permutations(range(len(persons)), len(rooms[slot])):
            if all(reaches(persons[who], room, slot) for who, room in zip(order, rooms[slot], strict=True)):
                went = list(persons)
                for who, room in zip(order, rooms[slot], strict=True):
                    went[who] = (room, slot)
                if from_(slot + 1, tuple(went)):
                    return True
        return False

    def reaches(was: tuple[int, int] | None, room: int, slot: int) -> bool:
        return was is None or p.slots[slot][0] - p.slots[was[1]][1] >= p.walk[was[0], room]

    return from_(0, ())


def stuck(p: SessionProgramme, meetings: Timetable) -> list[int]:
    return [i for i in range(p.companies) if not can_walk(p, i, meetings)]


def timetables(p: SessionProgramme) -> Iterator[Timetable]:
    """Yield all timetables that break no rule."""
    for each in everything(p):
        if not too_much(p, each) and not too_little(p, each) and not stuck(p, each):
            yield each


def score(p: SessionProgramme, meetings: Timetable) -> tuple[int, int]:
    musts = sum(bool(p.must[each.pair]) for each in meetings)
    return musts, sum(int(p.value[each.pair]) for each in meetings)


def best(p: SessionProgramme) -> tuple[int, int] | None:
    return max((score(p, each) for each in timetables(p)), default=None)


def best_repair(p: SessionProgramme, before: Sequence[SlotMeeting]) -> tuple[int, int, int] | None:
    return max(
        ((score(p, each)[0], len({*each} & {*before}), score(p, each)[1]) for each in timetables(p)), default=None
    )


class Together:
    """Which rules go together: those that some timetable keeps to, whatever else it breaks."""

    def __init__(self, p: SessionProgramme, musts: Sequence[tuple[int, int]] = ()) -> None:
        self.ways = {self._broken(p, each, musts) for each in everything(p)}

    def _broken(self, p: SessionProgramme, meetings: Timetable, musts: Sequence[tuple[int, int]]) -> tuple:
        met = {each.pair for each in meetings}
        broken = too_much(p, meetings) | too_little(p, meetings)
        broken |= {RuleGround(TimetableRule.MUST, tuple(pair)) for pair in musts if pair not in met}
        people = [i for i in range(p.companies) if RuleGround(TimetableRule.PEOPLE, (i,)) not in broken]
        return frozenset(broken), tuple(i for i in people if not can_walk(p, i, meetings))

    def __call__(self, grounds: Sequence[RuleGround]) -> bool:
        asked = set(grounds)
        return any(
            not broken & asked
            and not (
                RuleGround(TimetableRule.WALK) in asked
                and any(RuleGround(TimetableRule.PEOPLE, (i,)) in asked for i in stuck)
            )
            for broken, stuck in self.ways
        )

    def smallest_clash(self) -> int | None:
        """How many rules the smallest clash has."""
        grounds = sorted({each for broken, _stuck in self.ways for each in broken} | {RuleGround(TimetableRule.WALK)})
        if self(grounds):
            return None
        sizes = range(1, len(grounds) + 1)
        return next(size for size in sizes if not all(self(some) for some in combinations(grounds, size)))
