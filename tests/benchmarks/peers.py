"""Peers in Python: each prints `task name nanoseconds`, or says what is not installed."""

import time
from datetime import date


def measure(task, name, work, least=5):
    work()
    best = float("inf")
    for _ in range(least):
        count, start = 0, time.perf_counter_ns()
        while time.perf_counter_ns() - start < 100_000_000:
            work()
            count += 1
        best = min(best, (time.perf_counter_ns() - start) / count)
    print(task, name, best)


FLOWS = [1_000_000.0] + [-5_307.26720622811] * 360
DATES = [date(2026 + (month // 12), month % 12 + 1, 15) for month in range(361)]


def level(npf):
    import numpy as np

    periods = np.arange(1, 361)
    return npf.ipmt(0.049 / 12, periods, 360, 1_000_000), npf.ppmt(0.049 / 12, periods, 360, 1_000_000)


try:
    import numpy_financial as npf

    measure("level_360", "numpy_financial", lambda: level(npf))
    measure("irr_361", "numpy_financial", lambda: npf.irr(FLOWS), least=1)
except ImportError:
    print("numpy-financial is not installed: it takes no part")

try:
    import pyxirr

    measure("irr_361", "pyxirr", lambda: pyxirr.irr(FLOWS))
    measure("xirr_361", "pyxirr", lambda: pyxirr.xirr(DATES, FLOWS))
except ImportError:
    print("pyxirr is not installed: it takes no part")

try:
    import QuantLib as ql

    def bond():
        schedule = ql.sinkingSchedule(
            ql.Date(15, 1, 2026), ql.Period(30, ql.Years), ql.Monthly, ql.NullCalendar()
        )
        notionals = ql.sinkingNotionals(ql.Period(30, ql.Years), ql.Monthly, 0.049, 1_000_000)
        loan = ql.AmortizingFixedRateBond(0, notionals, schedule, [0.049], ql.Thirty360(ql.Thirty360.BondBasis))
        return [flow.amount() for flow in loan.cashflows()]

    measure("level_360", "quantlib", bond)
except ImportError:
    print("QuantLib is not installed: it takes no part")
