"""Values that go from one process to another are what they were."""

from __future__ import annotations

import pytest

from .boundary import Boundary
from .value_cases import ValueCase, value_cases

PLAIN = [case for group in ("functions", "classes", "containers") for case in value_cases(group)]
LIBRARIES = value_cases("libraries")


def name_of(case: ValueCase) -> str:
    return case.name


@pytest.mark.parametrize("case", PLAIN, ids=name_of)
def test_values_are_what_they_were(case: ValueCase, boundary: Boundary) -> None:
    check(case, boundary)


@pytest.mark.parametrize("case", LIBRARIES, ids=name_of)
def test_values_of_libraries_are_what_they_were(
    case: ValueCase, library_boundary: Boundary
) -> None:
    check(case, library_boundary)


def check(case: ValueCase, boundary: Boundary) -> None:
    expected = boundary.run(case.definitions + case.store + case.load)
    assert expected.strip(), "a case that prints nothing shows nothing"
    stored = boundary.store(case.store, before=case.definitions)
    assert stored.failures == {}
    loaded = boundary.load(case.load, before=case.definitions)
    assert loaded.printed == expected


@pytest.mark.parametrize("case", PLAIN, ids=name_of)
def test_values_that_nobody_changes_keep_their_digest(case: ValueCase, boundary: Boundary) -> None:
    if case.name in ("instances that decide themselves how they are stored",):
        pytest.skip("they say that they are other ones")
    stored = boundary.store(case.store, before=case.definitions)
    elsewhere = boundary.store(case.store, before=case.definitions, server=1, keep=False)
    assert elsewhere.groups == stored.groups, "in a process that has the same values"
    again = boundary.load("", before=case.definitions, store=True)
    assert again.groups == stored.groups, "in a process that has restored them"


# A restored figure is not written as the one that was drawn: it costs a run of its readers.
REPEATABLE = [case for case in LIBRARIES if case.name != "figures and axes"]


@pytest.mark.parametrize("case", REPEATABLE, ids=name_of)
def test_values_of_libraries_keep_their_digest(case: ValueCase, library_boundary: Boundary) -> None:
    stored = library_boundary.store(case.store)
    elsewhere = library_boundary.store(case.store, server=1, keep=False)
    assert elsewhere.groups == stored.groups
    again = library_boundary.load("", store=True)
    assert again.groups == stored.groups
