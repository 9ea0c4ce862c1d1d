"""The core stands alone: it never imports the generator."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

CORE = Path(__file__).parents[2] / "hooks" / "casebook"


def test_importing_the_core_loads_no_mkdocs() -> None:
    modules = sorted(
        "casebook." + ".".join(file.relative_to(CORE).with_suffix("").parts).removesuffix(".__init__")
        for file in CORE.rglob("*.py")
        if file.name != "__main__.py"
    )
    script = (
        f"import importlib, sys\nsys.path.insert(0, {str(CORE.parent)!r})\nimport casebook\n"
        f"for name in {modules!r}: importlib.import_module(name.replace('casebook.__init__', 'casebook'))\n"
        "loaded = [name for name in sys.modules if name.split('.')[0] in {'mkdocs', 'material', 'mkdocs_hooks'}]\n"
        "print(len(sys.modules)); sys.exit(str(loaded) if loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_no_module_of_the_core_names_the_generator_in_an_import() -> None:
    for file in CORE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] in {"mkdocs", "material"}], file
