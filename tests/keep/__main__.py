"""Print the figures of the proof: python -m tests.keep."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed

from tests.keep.exits import PLACES, Exits, clean, invented, plant
from tests.keep.proof import PARTS, Tally

HEADS = (
    "part",
    "histories",
    "kills",
    "lost",
    "damaged",
    "doubled",
    "copies",
    "of them stray",
    "to level 1",
    "differing",
    "asked",
)


def run(name: str) -> tuple[str, Tally]:
    return name, PARTS[name]()


def _exits() -> tuple[str, bool]:
    """Plant the names, two places at a time."""
    names, total = invented(), Exits()
    with ProcessPoolExecutor(2) as pool:
        for found in [pool.submit(plant, names, (place,)) for place in PLACES]:
            part = found.result()
            total.planted += part.planted
            total.escaped += part.escaped
    untouched = clean(names)
    total.clean, total.held = untouched.clean, untouched.held
    total.pairs, total.pairs_held = untouched.pairs, untouched.pairs_held
    return str(total), total.is_good


def main() -> int:
    """Run all parts, two at a time; 1 when one of them is not as it should be."""
    began, total, bad = time.monotonic(), Tally(), []
    print(" | ".join(HEADS))  # noqa: T201
    with ProcessPoolExecutor(2) as pool:
        for future in as_completed([pool.submit(run, name) for name in PARTS]):
            name, tally = future.result()
            v = tally.verdict
            figures = (
                tally.histories,
                tally.kills,
                v.lost,
                v.damaged,
                v.doubled,
                v.copies,
                tally.stray_copies,
                v.differing,
            )
            print(" | ".join(map(str, (name, *figures, v.asked))), flush=True)  # noqa: T201
            bad += tally.unfinished
            total.histories, total.kills = total.histories + tally.histories, total.kills + tally.kills
            total.verdict += v
            total.stray_copies += tally.stray_copies
    print(f"{total.histories} histories, {total.kills} kills, {time.monotonic() - began:.0f} s: {total.verdict}")  # noqa: T201
    exits, good = _exits()
    print(exits)  # noqa: T201
    bad += [] if good else [f"exits: {exits}"]
    print("\n".join(bad) or "all as it should be")  # noqa: T201
    return 1 if bad or total.stray_copies else 0


if __name__ == "__main__":
    sys.exit(main())
