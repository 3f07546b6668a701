"""Small sessions of every kind, drawn by hypothesis."""

import numpy as np
from hypothesis import strategies as st

from challenges.timetables.engine.programme import SessionProgramme, build_programme

SIZES = [(4, 3, 1), (3, 2, 3), (2, 3, 3), (3, 2, 2), (2, 2, 3), (2, 3, 2), (4, 1, 3), (1, 3, 3), (4, 2, 1)]
SMALL = [size for size in SIZES if (size[2] + 1) ** (size[0] * size[1]) <= 800]


@st.composite
def programmes(draw, sizes=SIZES, locks=2) -> SessionProgramme:
    n, m, times = draw(st.sampled_from(sizes))
    rooms = draw(st.sampled_from([1, 2, 2]))

    def table(numbers, *shape):
        size = int(np.prod(shape))
        return np.array(draw(st.lists(numbers, min_size=size, max_size=size))).reshape(shape)

    lengths, gaps = table(st.integers(1, 9), times), table(st.sampled_from([0, 0, 4, 9]), times)
    ends = np.cumsum(lengths + gaps)
    way = draw(st.sampled_from([0, 3, 8, 8, 20]))
    meetings = st.tuples(st.integers(0, n - 1), st.integers(0, m - 1), st.integers(0, times - 1))
    rarely = st.sampled_from([False, False, False, True])
    return build_programme(
        table(st.integers(0, 9), n, m),
        must=table(rarely | st.booleans(), n, m),
        never=table(rarely, n, m),
        people=table(st.sampled_from([0, 1, 1, 1, 2]), n, times),
        places=table(st.sampled_from([0, 1, 1, 1, 2]), m, times),
        slots=np.stack([ends - lengths, ends], axis=1),
        tables=table(st.integers(1, 3), rooms, times),
        room=table(st.integers(0, rooms - 1), m),
        walk=np.full((rooms, rooms), way),
        least=table(st.sampled_from([0, 0, 0, 1, 2]), n),
        most=table(st.integers(1, 3), n),
        host_least=table(st.sampled_from([0, 0, 0, 1]), m),
        host_most=table(st.integers(1, 4), m),
        locked=draw(st.lists(meetings, max_size=locks)),
    )
