# SPDX-License-Identifier: Apache-2.0
"""Checks of a part of the model, one line each: measured beside expected."""


class Checks:
    """Call with a check; tolerance is absolute, in the unit of the value."""

    def __init__(self):
        self.results = []

    def __call__(self, what, measured, expected, tolerance):
        good = abs(measured - expected) <= tolerance
        self.results.append(good)
        print(f"{'ok  ' if good else 'FAIL'}  {what:<112} {measured:>12.6g}   expected {expected:g} +- {tolerance:g}", flush=True)

    def report(self):
        """Says how many hold. Returns the exit code: 1 if one fails."""
        print(f"{sum(self.results)} of {len(self.results)} checks hold")
        return 0 if all(self.results) else 1


def report(run):
    """Runs one part by itself; returns the exit code."""
    check = Checks()
    run(check)
    return check.report()
