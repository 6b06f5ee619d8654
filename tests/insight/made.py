"""A made-up class: results of any number of students, some strong and some weak, with everything that goes wrong."""

from __future__ import annotations

import random
from pathlib import Path

from autograder.course import Lab
from autograder.outcomes import CellEvent, CellRun, Outcome, QuestionResult, Result, TestResult
from autograder.people import HandIn, Person, Roster
from autograder.report import GradedClass, Scheme

LAB = Lab("m01", "A made-up lab", 21.0, Path("."))
QUESTIONS = {f"q{number}": tuple(f"test_part_{part}" for part in range(1, 8)) for number in range(1, 7)}
GIVEN = ("Ada", "Björn", "Chiara", "Dmitri", "Esi", "Fatma", "Guo", "Hana", "Iván", "Jun")
FAMILY = ("Ek", "Kovač", "Nkosi", "O'Hara", "Peña", "Sato", "Šimek", "Tan", "Vega", "Yıldız")
MESSAGES = (
    "Look at part {part}. `loss` is {figure}, but should be below 0.2.",
    "Look at part {part}. `logits` has shape (32, {many}), but should be (32, 10): one score per class.",
    "Look at part {part}. The output changes between two calls: is dropout off in evaluation mode?",
)
ENDINGS = (Outcome.RAISED, Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY, Outcome.KILLED)


def made_class(size: int, *, absent: int = 5, seed: int = 0) -> GradedClass:
    """`size` submissions, of which a few ended early, one was unreadable and one is our fault; `absent` people more
    are on the roster."""
    luck = random.Random(seed)
    results = tuple(made_result(f"s{number:04}", luck, number) for number in range(size))
    hand_ins = {
        result.submission: HandIn(result.submission, (person(number),), late=number % 11 == 0)
        for number, result in enumerate(results)
    }
    roster = Roster(tuple(person(number) for number in range(size + absent)))
    return GradedClass(LAB, Scheme.of(LAB, QUESTIONS, results), results, hand_ins, roster)


def person(number: int) -> Person:
    return Person(f"s{number:04}", f"{GIVEN[number % 10]} {FAMILY[number // 10 % 10]}")


def made_result(name: str, luck: random.Random, number: int) -> Result:
    if number == 3:
        return Result(name, LAB.name, Outcome.OUR_FAULT, detail="no kernel")
    if number == 4:
        return Result(name, LAB.name, Outcome.UNREADABLE, detail="it is a PDF")
    skill = luck.gauss(0.75, 0.2)
    questions = tuple(_question(question, skill, luck) for question in QUESTIONS)
    early = number % 13 == 0
    events = (
        (CellEvent(luck.randint(3, 9), "NameError", f"name 'x{number}' is not defined"),) if early else ()
    )
    cells = tuple(CellRun(cell, round(luck.expovariate(2.0), 3)) for cell in range(1, 26))
    times = {"start": 0.2, "cells": sum(run.seconds for run in cells), "tests": luck.uniform(1, 4)}
    times["total"] = sum(times.values())
    outcome = ENDINGS[number // 13 % 4] if early else Outcome.GRADED
    return Result(name, LAB.name, outcome, questions, events=events, seconds=times, cells=cells)


def _question(name: str, skill: float, luck: random.Random) -> QuestionResult:
    tests = []
    for part, test in enumerate(QUESTIONS[name], start=1):
        passed = luck.random() < skill + 0.1 - 0.05 * part
        message = MESSAGES[(part + len(name)) % 3].format(
            part=part, figure=round(luck.random(), 3), many=luck.choice((2, 5, 9))
        )
        tests.append(TestResult(name, test, part > 1, passed, 0.5, "" if passed else message))
    return QuestionResult(name, sum(test.score for test in tests), 3.5, tuple(tests))
