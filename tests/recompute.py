#!/usr/bin/env python3
"""Recomputes a whole loan from its exported interest book, to the fen.

    python3 tests/recompute.py interest-book.json ...

Written from the export's description alone and with nothing but Python's own arithmetic: exact fractions,
rounded half up where interest is settled. It trusts the dates and amounts of what happened (drawn, fell due,
paid) and works out everything else: each night's interest, what was settled, penalty, how every payment was
applied, and what settles the loan on the last day. Any difference ends it with status 1.
"""

import json
import sys
from datetime import date, timedelta
from fractions import Fraction

FEN = 100


def fen(yuan):
    return int(Fraction(yuan) * FEN)


def half_up(exact):
    return int(exact + Fraction(1, 2))


def yuan(amount):
    return f"{amount // FEN}.{amount % FEN:02d}"


def expect(what, found, told, line):
    if found != told:
        sys.exit(f"{what}: {yuan(found)} here, {yuan(told)} in the export: {line}")


class Loan:
    def __init__(self, export):
        self.servicing = export["agreed"]["servicing"]
        self.balance = 0  # principal not yet due
        self.accrued = Fraction(0)  # fen earned since interest was settled
        self.ahead = 0  # part of it that was paid
        self.arrears = []
        self.grace = timedelta(days=self.servicing["grace_days"])
        self.today = date.min

    def drawn(self, line):
        self.balance = fen(line["amount"])

    def night(self, line):
        expect("balance", self.balance, fen(line["balance"]), line)
        earned = self.balance * Fraction(line["annual_rate"]) * Fraction(line["part_of_year"])
        expect("interest shown", half_up(earned * 10**8), int(Fraction(line["interest"]) * 10**10), line)
        self.accrued += earned

    def penalty(self, line):
        arrear = next(a for a in self.arrears if a["on"] == line["due_date"])
        base = arrear["principal"]
        if self.servicing["compound_overdue_interest"]:
            base += arrear["interest"]
        # What was paid within the days of grace bears nothing, not even for the days before it was.
        told = fen(line["base"])
        if told > base:
            sys.exit(f"{yuan(told)} bears penalty, {yuan(base)} is overdue: {line}")
        arrear["counted"] += told * Fraction(line["penalty_rate"]) / 360

    def due(self, line):
        if line["number"] is not None:
            expect("interest due", half_up(self.accrued), fen(line["interest"]), line)
            ahead = self.ahead
        else:
            # Beside the plan: what is left to pay of the interest of the days so far, if any.
            ahead = 0
            if fen(line["interest"]):
                expect("interest due", self.running(), fen(line["interest"]), line)
        if line["number"] is not None or fen(line["interest"]):
            self.accrued, self.ahead = Fraction(0), 0
        principal = fen(line["principal"])
        self.balance -= principal
        self.arrears.append(
            {
                "on": line["on"],
                "principal": principal,
                "interest": fen(line["interest"]) - ahead,
                "fee": fen(line["fee"]),
                "counted": Fraction(0),
                "penalty_paid": 0,
                "grace_until": date.fromisoformat(line["on"]) + self.grace,
            }
        )

    def owed(self, arrear, part):
        if part == "penalty" and self.today <= arrear["grace_until"]:
            return 0
        if part == "penalty":
            return half_up(arrear["counted"]) - arrear["penalty_paid"]
        return arrear[part]

    def running(self):
        return half_up(self.accrued) - self.ahead

    def renewed(self, line):
        """A new loan settles the principal; interest to the day has fallen due just before."""
        expect("principal renewed", self.balance, fen(line["amount"]), line)
        expect("principal paid", self.balance, fen(line["principal"]), line)
        expect("principal after", 0, fen(line["principal_after"]), line)
        self.balance = 0

    def paid(self, line):
        if line["by"] == "renewal":
            return self.renewed(line)
        left = fen(line["amount"])
        met = dict.fromkeys(["fee", "penalty", "interest", "principal"], 0)
        for part in self.servicing["allocation"]:
            for arrear in self.arrears:
                pays = min(left, self.owed(arrear, part))
                key, sign = ("penalty_paid", 1) if part == "penalty" else (part, -1)
                arrear[key] += sign * pays
                met[part] += pays
                left -= pays
        is_more = left > 0
        pays = min(left, self.running())
        met["interest"] += pays
        self.ahead += pays
        left -= pays
        if is_more and self.running() == 0 and self.balance:
            early = min(left, self.balance)
            self.accrued, self.ahead = Fraction(0), 0
            self.balance -= early
            met["principal"] += early
            left -= early
        for part, amount in met.items():
            expect(part + " paid", amount, fen(line[part]), line)
        expect("surplus", left, fen(line["surplus"]), line)
        after = self.balance + sum(arrear["principal"] for arrear in self.arrears)
        expect("principal after", after, fen(line["principal_after"]), line)

    def payoff(self):
        parts = ["fee", "penalty", "interest", "principal"]
        due = sum(self.owed(arrear, part) for arrear in self.arrears for part in parts)
        return due + self.running() + self.balance


def recompute(path):
    with open(path, encoding="utf-8") as file:
        export = json.load(file)
    loan = Loan(export)
    for entry in export["lines"]:
        ((kind, line),) = entry.items()
        loan.today = date.fromisoformat(line["on"])
        if kind != "changed":
            getattr(loan, kind)(line)
    loan.today = date.fromisoformat(export["as_of"])
    expect("payoff", loan.payoff(), fen(export["payoff"]["total"]), export["as_of"])
    print(f"{path}: {len(export['lines'])} lines recomputed, payoff {yuan(loan.payoff())}")


if __name__ == "__main__":
    for export_file in sys.argv[1:]:
        recompute(export_file)
