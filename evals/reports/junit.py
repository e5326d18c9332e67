"""A run as JUnit XML, for the viewers that continuous integration has: a suite a kind, and one for the gate.

The dialect is that of Apache Ant and Jenkins: ``testsuites``, ``testsuite``, ``testcase``, ``failure`` and ``error``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from evals.comparison import Breach, Comparison
from evals.gate import ALONE, Verdict
from evals.reports import wording
from evals.run import Result, Run

_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no XML 1.0 can hold these

Trouble = tuple[str, str, str]
"""The element's name, its message and its text."""


def junit(run: Run, verdict: Verdict = ALONE) -> str:
    """Return the XML. A case that fails a check is a failure, and a crashed evaluator an error.

    The suite "gate" has a test for each metric of a comparison, one for each breach of what must hold and each floor
    that is missed, and an error where nothing could be compared, or was measured of the language model.
    """
    suites = Element("testsuites", name="hearsay eval")
    for kind in sorted({result.case.kind for result in run.results}):
        _suite(suites, kind, run, [_tested(result) for result in run.results if result.case.kind is kind])
    if gate := [*_unfit(run, verdict), *_changes(verdict.comparison), *map(_breached, verdict.breaches)]:
        _suite(suites, "gate", run, gate)
    for count in ("tests", "failures", "errors"):
        suites.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


def _suite(suites: Element, name: str, run: Run, tests: Sequence[Element]) -> None:
    suite = SubElement(suites, "testsuite", name=name, tests=str(len(tests)), timestamp=f"{run.made:%Y-%m-%dT%H:%M:%S}")
    for count, tag in (("failures", "failure"), ("errors", "error")):
        suite.set(count, str(sum(test.find(tag) is not None for test in tests)))
    suite.set("time", f"{sum(float(test.get('time', '0')) for test in tests):.3f}")
    suite.extend(tests)


def _tested(result: Result) -> Element:
    seconds = result.timings.get("total", 0.0) / 1000
    name = f"{result.case.library}.{result.case.kind}"
    return _test(name, result.case.id, _trouble(result), seconds)


def _trouble(result: Result) -> Trouble | None:
    """Return what is wrong with a case; of one that fails and whose evaluators crashed, that they did."""
    failed = ", ".join(result.failed)
    if result.errors:
        crashes = "\n".join(f"{metric} crashed: {why}" for metric, why in result.errors.items())
        return (
            "error",
            f"{', '.join(result.errors)} crashed",
            _text(result, [crashes, f"failed checks: {failed or 'none'}"]),
        )
    if failed:
        return "failure", failed, _text(result, [f"failed checks: {failed}"])
    return None


def _text(result: Result, told: Iterable[str]) -> str:
    return "\n\n".join((*told, f"question: {result.case.question}", result.answer["text"]))


def _unfit(run: Run, verdict: Verdict) -> Iterator[Element]:
    if verdict.refused:
        yield _test("gate", "comparable", ("error", verdict.refused, verdict.refused))
    if told := wording.unworded_of(run):
        yield _test("gate", "language model", ("error", told, told) if run.is_silent else None)
    if verdict.missed:
        yield _test("gate", "floors", ("failure", verdict.missed[0], "\n".join(verdict.missed)))


def _changes(comparison: Comparison | None) -> list[Element]:
    changes = [(change, wording.change_of(change)) for change in (comparison.changes if comparison else ())]
    return [
        _test("gate", change.metric.name, ("failure", told, told) if change.regressed else None)
        for change, told in changes
    ]


def _breached(breach: Breach) -> Element:
    told = wording.breach_of(breach)
    return _test("gate", f"{breach.metric.name} in {breach.case}", ("failure", told, told) if breach.holds else None)


def _test(classname: str, name: str, trouble: Trouble | None, seconds: float = 0.0) -> Element:
    test = Element("testcase", classname=_speakable(classname), name=_speakable(name), time=f"{seconds:.3f}")
    if trouble:
        tag, message, text = trouble
        SubElement(test, tag, message=_speakable(message), type=tag).text = _speakable(text)
    return test


def _speakable(text: str) -> str:
    return _UNSPEAKABLE.sub("�", text)
