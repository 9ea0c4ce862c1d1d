"""How large the table of the filter is, and how it compares with the usual way of filtering.

The peer: for each value of each facet walk through all cases.
"""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.explorer import write_explorer
from benchmarks.goals import Figure
from benchmarks.hosting import open_browser, serve
from benchmarks.projects import Bench
from casebook.book import link_book
from casebook.check import check_project
from casebook.find import FACETS, TABLE_ADDRESS

__all__ = ["measure"]

_SLOWER = 4

_COMPARE = """async (times) => {
  const {loadTable, filter, valuesOf} = await import(new URL('../assets/find/table.js', location))
  const table = await loadTable()
  const cases = table.ids.map((id, n) => ({id, values: new Map(table.facets.map(facet =>
    [facet.id, [...valuesOf(facet, n)].map(k => facet.terms[k].id)]))}))
  const fits = (one, chosen, but) => [...chosen].every(([facet, wanted]) =>
    facet === but || one.values.get(facet).some(id => wanted.includes(id)))
  const chosen = new Map([['topic', [0, 1]], ['crisis', [0]], ['status', [0, 1, 2]]])
  const asked = new Map([...chosen].map(([id, all]) => [id, all.map(k => table.columns.get(id).terms[k].id)]))
  const ways = {
    ours: () => filter(table, new Map([...asked].map(([id, all]) => [id, new Set(all)]))).cases.length,
    peer: () => {
      const counts = table.facets.map(facet => facet.terms.map(term =>
        cases.filter(one => one.values.get(facet.id).includes(term.id) && fits(one, asked, facet.id)).length))
      return cases.filter(one => fits(one, asked)).length + 0 * counts.length
    },
  }
  const found = {}
  for (const [name, run] of Object.entries(ways)) {
    run()
    const start = performance.now()
    for (let n = 0; n < times; n++) found[name + 'Cases'] = run()
    found[name] = (performance.now() - start) / times
  }
  return found
}"""


def measure(bench: Bench) -> Iterator[Figure]:
    """The figures of the table, at the largest size."""
    number = bench.sizes[-1]
    reading = check_project(bench.project("ours", number))
    assert reading.schemas
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        write_explorer(site, link_book(reading), reading.schemas)
        packed = len(gzip.compress((site / TABLE_ADDRESS).read_bytes(), 6))
        label = "bytes of the table, gzipped, by case and facet"
        yield Figure("table", number, [packed / number / len(FACETS)], label=label, unit="bytes")
        with serve(site) as address, open_browser() as browser:
            page = browser.new_page(viewport={"width": 390, "height": 844})
            page.goto(address + "explore/", wait_until="networkidle")
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
            found = [page.evaluate(_COMPARE, 5) for _ in range(bench.runs)]
    assert all(one["oursCases"] == one["peerCases"] for one in found)
    label = "filtering alone, on a processor four times slower"
    ours, peer = ([one[name] for one in found] for name in ("ours", "peer"))
    yield Figure("filter", number, ours, peer, label, "ms")
