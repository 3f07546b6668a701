"""The rules of an introduction once more, said plainly and step by step, for tests to hold the table against."""

from dataclasses import dataclass, field

FORWARD = ["introduced", "met", "follow_up", "test", "pilot"]
REACHES = {"meet": "met", "follow_up": "follow_up", "test": "test", "pilot": "pilot"}
RESULTS = ["contract", "investment"]
ENDED = ["declined", "withdrawn", "lapsed", "stopped"]


@dataclass
class Told:
    """An introduction as somebody who only reads the rules keeps it."""

    sides: set[str]
    yes: set[str]
    state: str = "asked"
    over: bool = False
    results: list[str] = field(default_factory=list)

    def lets(self, side: str, what: str) -> bool:
        if side not in self.sides or self.state in ENDED:
            return False
        if self.state == "asked":
            if self.over:
                return False
            if what in ("accept", "decline"):
                return side not in self.yes
            return what == "withdraw" and side in self.yes
        if what == "stop":
            return True
        if what in RESULTS:
            return side != "company" and what not in self.results
        if what in REACHES and self.state in FORWARD:
            return FORWARD.index(REACHES[what]) > FORWARD.index(self.state)
        return False

    def take(self, side: str, what: str) -> None:
        if what == "accept":
            self.yes.add(side)
            if self.yes == self.sides:
                self.state = "introduced"
        elif what in RESULTS:
            self.results.append(what)
            self.state = what
        else:
            self.state = {"decline": "declined", "withdraw": "withdrawn", "stop": "stopped", **REACHES}[what]
