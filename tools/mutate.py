"""Mutation testing of ``trucewatch.compliance``: ``python tools/mutate.py [--number 200] [--seed 4] [MODULE …]``.

Each mutant is one small change in one module's syntax tree, compiled in a forked child that then runs the tests: the
module's own first, then those that judge whole agreements, up to the first failure.  Nothing is written to disk.

Of all mutants a sample is taken (seeded).  The survivors are listed with line and change; a test is missing for each of
them, unless the change makes no difference.

mutmut was tried first.  Its bookkeeping on every call makes the property tests slower by a factor that a laptop with
two cores does not bear, and it has no sample.
"""

# ruff: noqa: D102 -- the methods are ast.NodeTransformer's

from __future__ import annotations

import argparse
import ast
import contextlib
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "src" / "trucewatch" / "compliance"
PACKAGE = "trucewatch.compliance"
TESTS = ROOT / "tests" / "compliance"
BROAD = ("test_assess.py", "test_cases.py", "test_weighing.py", "test_oracle.py")
TIMEOUT = 120
"""CPU seconds after which a mutant counts as one that loops, and as killed."""

OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutator(ast.NodeTransformer):
    """Changes the ``wanted``-th place that can be changed; -1 changes none and only counts (``seen``)."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted, self.seen, self.change = wanted, 0, ""

    def _hit(self, node: ast.AST, to: str) -> bool:
        self.seen += 1
        if self.seen - 1 != self.wanted:
            return False
        self.change = f"{getattr(node, 'lineno', 0)}: {ast.unparse(node)[:70]}  →  {to}"
        return True

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        # Decorators are left alone: that a dataclass is frozen is for mypy to see.
        node.body = [self.visit(part) for part in node.body]
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        other = OPPOSITES[type(node.ops[0])]
        if self._hit(node, other.__name__):
            node.ops[0] = other()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        other: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        if self._hit(node, type(other).__name__):
            node.op = other
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        return node.operand if isinstance(node.op, ast.Not) and self._hit(node, "without not") else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Add | ast.Sub) and self._hit(node, "the other sign"):
            node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool):
            return ast.Constant(not node.value) if self._hit(node, str(not node.value)) else node
        if isinstance(node.value, int) and self._hit(node, str(node.value + 1)):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in NAMES and self._hit(node, NAMES[node.id]):
            return ast.copy_location(ast.Name(NAMES[node.id], node.ctx), node)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        if self._hit(node, "branches swapped"):
            node.body, node.orelse = node.orelse, node.body
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        self.generic_visit(node)
        gives = node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None)
        if gives and self._hit(node, "return None"):
            node.value = ast.copy_location(ast.Constant(None), node)
        return node


def count_mutants(module: str) -> int:
    """How many places of a module can be changed."""
    mutator = Mutator()
    mutator.visit(ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8")))
    return mutator.seen


class Changed(Loader):
    """Loads one module from a changed tree; a finder for the import system as well."""

    def __init__(self, module: str, wanted: int) -> None:
        self.path, self.name = FOLDER / f"{module}.py", f"{PACKAGE}.{module}"
        mutator = Mutator(wanted)
        tree = mutator.visit(ast.parse(self.path.read_text(encoding="utf-8")))
        self.code, self.change = compile(ast.fix_missing_locations(tree), str(self.path), "exec"), mutator.change

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """The module that is changed; None for all others."""
        return ModuleSpec(name, self, origin=str(self.path)) if name == self.name else None

    def create_module(self, spec: ModuleSpec) -> None:
        """The default module object."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code."""
        exec(self.code, module.__dict__)


def is_killed(module: str, wanted: int) -> bool:
    """Whether a test fails with the change, or does not end."""
    child = os.fork()
    if child == 0:
        os._exit(_run_tests(Changed(module, wanted), module))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def _run_tests(changed: Changed, module: str) -> int:
    signal.setitimer(signal.ITIMER_PROF, TIMEOUT)
    sys.meta_path.insert(0, changed)  # type: ignore[arg-type]
    import pytest

    own = [TESTS / f"test_{module}.py"] if (TESTS / f"test_{module}.py").exists() else []
    files = dict.fromkeys(str(p) for p in (*own, *(TESTS / name for name in BROAD)))
    with (
        Path(os.devnull).open("w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *files]))


def preload() -> None:
    """Load what no mutant changes, so that each child finds it there."""
    import hypothesis.strategies  # noqa: F401
    import pytest  # noqa: F401

    from trucewatch.packs.actors import load_actors
    from trucewatch.packs.gazetteer import load_gazetteer

    load_actors()
    load_gazetteer()
    assert not any(name.startswith(PACKAGE) for name in sys.modules), "a module under test is loaded already"


def choose(modules: list[str], number: int, seed: int) -> Iterator[tuple[str, int]]:
    """A sample of all mutants, by module."""
    every = [(m, k) for m in modules for k in range(count_mutants(m))]
    yield from sorted(random.Random(seed).sample(every, min(number, len(every))))


def main() -> int:
    """Print survivors and a table.  Exit status: 1 when too few are killed (``--bar``), 2 when tests fail anyway."""
    known = sorted(p.stem for p in FOLDER.glob("*.py") if p.stem != "__init__")
    parser = argparse.ArgumentParser(description="Mutation testing of the compliance package.")
    parser.add_argument("modules", nargs="*", default=known)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--bar", type=float, default=85.0)
    asked = parser.parse_args()
    assert PathFinder.find_spec("trucewatch") is not None, "install the project first"
    preload()
    if is_killed("logic", -1):
        print("The tests fail without any change: run pytest tests/compliance first.", file=sys.stderr)
        return 2
    killed, total = Counter[str](), Counter[str]()
    for module, wanted in choose(asked.modules, asked.number, asked.seed):
        total[module] += 1
        if is_killed(module, wanted):
            killed[module] += 1
        else:
            print(f"survives  {module}.py:{Changed(module, wanted).change}", flush=True)
    for module in total:
        print(f"{module:14} {killed[module]:4} of {total[module]:4} killed")
    share = 100 * killed.total() / max(total.total(), 1)
    print(f"{'all':14} {killed.total():4} of {total.total():4} killed, {share:.1f} %")
    return int(share < asked.bar)


if __name__ == "__main__":
    sys.exit(main())
