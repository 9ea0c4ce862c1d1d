// What can be wrong with a page that its reader sees. Each function looks at the page as it is now and gives
// a sentence for each fault; the tests call them by name. Nothing here changes what a page shows, but for `focus`.
window.faults = (() => {
  "use strict"
  const SLACK = 2 // pixels: what rounding may do
  const TARGET = 24 // WCAG 2.2, 2.5.8

  const squeeze = (text) => text.replace(/\s+/g, " ").trim()

  const name = (one) => {
    const id = one.id ? `#${one.id}` : ""
    const classes = [...one.classList].map((each) => `.${each}`).join("")
    const text = squeeze(one.textContent).slice(0, 50)
    return `<${one.localName}${id}${classes}> “${text}”`
  }

  const ancestors = function* (one) {
    for (let each = one; each instanceof Element; each = each.parentElement) yield each
  }

  // What only a screen reader meets, by the means that the style sheets use.
  const unseen = (one) => {
    for (const each of ancestors(one)) {
      const style = getComputedStyle(each)
      if (style.clipPath === "inset(50%)" || Number(style.opacity) === 0) return true
    }
    return false
  }

  const shown = (one) => {
    if (!one.checkVisibility({ visibilityProperty: true })) return false
    const { width, height } = one.getBoundingClientRect()
    return width > 0 && height > 0 && !unseen(one)
  }

  const skipped = (one) => one.closest(".skip") !== null // it waits above the page until it has the focus

  // Behind an open dialog nothing can be reached.
  const scope = () => document.querySelector("dialog[open]") ?? document.body

  /* Every text that is seen, with the lines it stands on. */
  const texts = () => {
    const found = []
    const known = new Map()
    const sees = (one) => {
      if (!known.has(one)) known.set(one, !skipped(one) && shown(one))
      return known.get(one)
    }
    const walker = document.createTreeWalker(scope(), NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.trim() || !sees(node.parentElement)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const lines = [...range.getClientRects()].filter((line) => line.width > 1 && line.height > 1)
      if (lines.length) found.push({ node, one: node.parentElement, lines })
    }
    return found
  }

  const scrolls = (style, axis) => ["auto", "scroll"].includes(style[`overflow${axis}`])
  const clips = (style, axis) => ["hidden", "clip"].includes(style[`overflow${axis}`])

  /* The page, or a part of it, is wider than the screen. */
  const wide = () => {
    const root = document.documentElement
    const width = root.clientWidth
    if (root.scrollWidth <= width) return []
    const out = [...document.body.querySelectorAll("*")].filter((one) => {
      if (one.getBoundingClientRect().right <= width + 1 || !shown(one)) return false
      return ![...ancestors(one.parentElement)].some((each) => scrolls(getComputedStyle(each), "X"))
    })
    const deepest = out.filter((one) => !out.some((other) => other !== one && one.contains(other)))
    return [`the page is ${root.scrollWidth} pixels wide`, ...deepest.slice(0, 5).map((one) => `sticks out: ${name(one)}`)]
  }

  /* Text that a box cuts off, or that stands left of the page. */
  const cut = () => {
    const boxes = new Map()
    const boxesOf = (one) => {
      if (!boxes.has(one)) {
        const found = []
        for (const each of ancestors(one)) {
          const style = getComputedStyle(each)
          if (scrolls(style, "X") || scrolls(style, "Y")) break
          if (clips(style, "X") || clips(style, "Y")) found.push([each, clips(style, "X"), clips(style, "Y")])
          if (style.position === "fixed") break
        }
        boxes.set(one, found)
      }
      return boxes.get(one)
    }
    const found = []
    for (const { one, lines } of texts()) {
      const inside = (line) =>
        boxesOf(one).every(([box, across, along]) => {
          const edge = box.getBoundingClientRect()
          return (
            (!across || (line.left >= edge.left - SLACK && line.right <= edge.right + SLACK)) &&
            (!along || (line.top >= edge.top - SLACK && line.bottom <= edge.bottom + SLACK))
          )
        })
      if (!lines.every(inside)) found.push(`is cut off: ${name(one)}`)
      // in a bar that one can push to and fro, what is left of the page can be pushed back
      const pushed = [...ancestors(one)].some((each) => scrolls(getComputedStyle(each), "X"))
      if (!pushed && lines.some((line) => line.left + scrollX < -SLACK)) found.push(`stands left of the page: ${name(one)}`)
    }
    return found
  }

  /* Text that runs into other text. Lines of one text may touch: their boxes are higher than their letters. */
  const overlapping = () => {
    const floats = (each) => each !== scope() && ["sticky", "fixed"].includes(getComputedStyle(each).position)
    const lies = (one) => ![...ancestors(one)].some(floats)
    const lines = texts().flatMap(({ node, one, lines: all }) => (lies(one) ? all.map((box) => ({ node, one, box })) : []))
    lines.sort((a, b) => a.box.top - b.box.top)
    const found = []
    let open = []
    for (const line of lines) {
      open = open.filter((other) => other.box.bottom > line.box.top)
      for (const other of open) {
        if (other.node === line.node) continue
        const across = Math.min(line.box.right, other.box.right) - Math.max(line.box.left, other.box.left)
        const along = Math.min(line.box.bottom, other.box.bottom) - line.box.top
        if (across > SLACK && along > 0.5 * Math.min(line.box.height, other.box.height)) {
          found.push(`${name(other.one)} runs into ${name(line.one)}`)
        }
      }
      open.push(line)
    }
    return found
  }

  const channels = (colour) => {
    const numbers = colour.match(/-?[\d.]+(e-?\d+)?/g)?.map(Number) ?? [0, 0, 0, 0]
    const scale = colour.startsWith("color(") ? 255 : 1
    return [...numbers.slice(0, 3).map((one) => one * scale), numbers[3] ?? 1]
  }
  const over = ([r, g, b, a], [r2, g2, b2]) => [r * a + r2 * (1 - a), g * a + g2 * (1 - a), b * a + b2 * (1 - a), 1]
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((one) => (one <= 10.31475 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * x + 0.7152 * y + 0.0722 * z
  }

  /* Text that is too faint on its ground. Quick, and for every state; axe asks the same, slowly and more closely. */
  const faint = () => {
    const grounds = new Map()
    const groundOf = (one) => {
      if (!(one instanceof Element)) return [255, 255, 255, 1]
      if (!grounds.has(one)) {
        const style = getComputedStyle(one)
        grounds.set(one, style.backgroundImage === "none" ? over(channels(style.backgroundColor), groundOf(one.parentElement)) : null)
        if (grounds.get(one)?.some(Number.isNaN)) grounds.set(one, null)
      }
      return grounds.get(one)
    }
    const found = new Set()
    const asked = new Set()
    for (const { one } of texts()) {
      if (asked.has(one) || one.closest("svg, :disabled")) continue
      asked.add(one)
      const ground = groundOf(one)
      if (!ground) continue
      const style = getComputedStyle(one)
      const opacity = [...ancestors(one)].reduce((product, each) => product * Number(getComputedStyle(each).opacity), 1)
      const [r, g, b, a] = channels(style.color)
      const pair = [light(over([r, g, b, a * opacity], ground)), light(ground)].sort((x, y) => y - x)
      const ratio = (pair[0] + 0.05) / (pair[1] + 0.05)
      const size = parseFloat(style.fontSize)
      const enough = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5
      if (ratio < enough - 0.005) found.add(`is too faint, ${ratio.toFixed(2)}: ${name(one)}`)
    }
    return [...found]
  }

  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
  // These are no part of a sentence wherever they stand.
  const ALONE = ".site-nav a, .brand, .tool, .contents a, .terms a, .ref, .case .evidence li > a:first-child, button, select, summary"

  const controls = () => [...scope().querySelectorAll(CONTROLS)].filter((one) => !skipped(one) && !one.disabled)

  const target = (one) => {
    const label = one.matches("input") ? one.closest("label") : null
    return [one.querySelector(".map__box"), label, one].find(Boolean)
  }

  const inSentence = (one) => {
    let block = one.parentElement
    while (block && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement
    const around = squeeze(block?.innerText ?? "").replace(squeeze(one.innerText ?? ""), "")
    return /[\p{L}\p{N}]/u.test(around)
  }

  /* What is too small for a finger: under 24 by 24 pixels, outside a sentence, with another target too near. */
  const small = () => {
    const all = controls().filter((one) => one.matches("input") ? one.closest("label")?.checkVisibility() : shown(one))
    const boxes = all.map((one) => target(one).getBoundingClientRect())
    const low = all.map((_, n) => boxes[n].width < TARGET - 0.5 || boxes[n].height < TARGET - 0.5)
    const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2]
    const crowded = (n) => {
      const [x, y] = middle(boxes[n])
      return boxes.some((box, other) => {
        if (other === n || all[n].contains(all[other]) || all[other].contains(all[n])) return false
        if (target(all[other]) === target(all[n])) return false
        const [x2, y2] = low[other] ? middle(box) : [0, 0]
        if (low[other]) return Math.hypot(x - x2, y - y2) < TARGET
        const across = Math.max(box.left - x, 0, x - box.right)
        const along = Math.max(box.top - y, 0, y - box.bottom)
        return Math.hypot(across, along) < TARGET / 2
      })
    }
    return all
      .filter((one, n) => low[n] && (one.matches(ALONE) || (!inSentence(one) && crowded(n))))
      .map((one) => `is too small for a finger: ${name(one)}`)
  }

  /* Headings: one of the first level, none empty, none skipped. */
  const headings = () => {
    const all = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((one) => one.checkVisibility())
    const found = all.filter((one) => !squeeze(one.textContent)).map((one) => `is an empty heading: ${name(one)}`)
    const first = all.filter((one) => one.localName === "h1").length
    if (first !== 1) found.push(`there are ${first} headings of the first level`)
    const level = (one) => Number(one.localName[1])
    for (const [n, one] of all.entries()) {
      if (n && level(one) > level(all[n - 1]) + 1) found.push(`skips a level: ${name(one)}`)
    }
    return found
  }

  /* Ids that stand twice, and what points to an id that is not there. */
  const ids = () => {
    const found = []
    const all = new Set()
    for (const one of document.querySelectorAll("[id]")) {
      if (all.has(one.id)) found.push(`stands twice: #${one.id}`)
      all.add(one.id)
    }
    const here = location.href.split("#")[0]
    for (const one of document.querySelectorAll("a[href*='#']")) {
      const [page, anchor] = one.href.split("#")
      // with a "=" it is a state of the page
      if (page === here && anchor && !anchor.includes("=") && !all.has(decodeURIComponent(anchor))) found.push(`leads to no anchor: ${name(one)} #${anchor}`)
    }
    for (const key of ["for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list"]) {
      for (const one of document.querySelectorAll(`[${key}]`)) {
        for (const id of one.getAttribute(key).split(/\s+/).filter(Boolean)) {
          if (!all.has(id)) found.push(`${key} names no id: ${name(one)} ${id}`)
        }
      }
    }
    return found
  }

  /* The order of Tab against what the eye sees: down or to the right, never back. */
  const order = () => {
    const all = controls().filter(shown)
    const found = all.filter((one) => one.tabIndex > 0).map((one) => `has a tabindex of its own: ${name(one)}`)
    const firstLine = (one) => target(one).getClientRects()[0] ?? target(one).getBoundingClientRect()
    for (const [n, one] of all.entries()) {
      if (!n || one.closest("svg") || all[n - 1].closest("svg")) continue
      const [before, now] = [firstLine(all[n - 1]), firstLine(one)]
      const up = now.bottom <= before.top + 1 && now.left < before.right - 1
      const shared = Math.min(now.bottom, before.bottom) - Math.max(now.top, before.top)
      const back = shared > 0.5 * Math.min(now.height, before.height) && now.right <= before.left + 1
      if (up || back) found.push(`Tab goes back from ${name(all[n - 1])} to ${name(one)}`)
    }
    return found
  }

  const look = (one) => {
    const near = [one, one.nextElementSibling, one.closest("label"), ...one.querySelectorAll("*")].filter(Boolean).slice(0, 20)
    return near.map((each) => {
      const { outlineStyle, outlineWidth, strokeWidth, stroke } = getComputedStyle(each)
      return { ring: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2, stroke: `${stroke} ${strokeWidth}` }
    })
  }

  /* Focus that cannot be seen, or that something covers: one of each kind of control. Tab must have been pressed once. */
  const focus = () => {
    const found = []
    const met = new Set()
    for (const one of controls()) {
      const kind = `${one.localName}.${one.className?.baseVal ?? one.className} ${one.parentElement.className}`
      if (met.has(kind) || !one.checkVisibility({ visibilityProperty: true })) continue
      met.add(kind)
      const before = look(one)
      one.focus()
      if (document.activeElement !== one) {
        found.push(`takes no focus: ${name(one)}`)
        continue
      }
      const after = look(one)
      if (!after.some((each, n) => each.ring || each.stroke !== before[n].stroke)) found.push(`shows no focus: ${name(one)}`)
      if (!shown(one) || one.closest("svg")) continue
      const box = one.getClientRects()[0]
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
      const top = document.elementFromPoint(x, y)
      const own = top && (one.contains(top) || top.contains(one) || one.closest("label")?.contains(top))
      if (!own) found.push(`is covered or off the screen when it has the focus: ${name(one)}`)
      one.blur()
    }
    scrollTo(0, 0)
    return found
  }

  let onScreen = []
  /* Keep in mind what is read now, for `lost`. */
  const remember = () => {
    onScreen = texts().filter(({ one }) => one.closest("main"))
    return []
  }

  const ONLY_ON_SCREEN = "nav, form, button, label, select, summary, .crumbs, .contents, .anchor, .wrong, .case__print, .jump, .pager, " +
    // ways on, and what the head of the column says on each sheet
    "a.more, .strip-marks__key, .compare__all, .compare__table td > p:first-child, .on-screen, .item__ways"

  /* What was read when `remember` was called, is no control, and is not read now. */
  const lost = () => {
    const now = new Set(texts().map(({ node }) => node))
    return onScreen
      .filter(({ node, one }) => !now.has(node) && !one.closest(ONLY_ON_SCREEN))
      .map(({ one }) => `is lost: ${name(one)}`)
  }

  /* On paper: no chrome, a white ground. */
  const paper = () => {
    const chrome = ".site-nav, .site-footer nav, .site-header__tools, .site-header__notice, .skip, .crumbs, dialog"
    const found = [...document.querySelectorAll(chrome)].filter((one) => one.checkVisibility()).map((one) => `is printed: ${name(one)}`)
    const ground = getComputedStyle(document.body).backgroundColor
    if (ground !== "rgb(255, 255, 255)") found.push(`the paper is ${ground}`)
    return found
  }

  /* Text of a known language that does not say so. */
  const languages = (known) =>
    [...document.querySelectorAll("cite, h1, h2, h3, q, p, li")].flatMap((one) => {
      const languages = known[squeeze(one.textContent)]
      const said = one.closest("[lang]")?.lang
      return languages && !languages.includes(said) ? [`is ${languages} and says ${said}: ${name(one)}`] : []
    })

  /* How much the page has jumped since it was opened; 0.1 is what readers notice. */
  const jumps = () =>
    new Promise((done) => {
      const tell = (entries) => {
        const sum = entries.reduce((total, one) => total + (one.hadRecentInput ? 0 : one.value), 0)
        done(sum > 0.1 ? [`the page has jumped by ${sum.toFixed(2)}`] : [])
      }
      new PerformanceObserver((list) => tell(list.getEntries())).observe({ type: "layout-shift", buffered: true })
      setTimeout(() => tell([]), 50)
    })

  /* Something that moves, though the reader asked for rest. */
  const motion = () =>
    document
      .getAnimations()
      .filter((one) => one.effect.getComputedTiming().duration > 0)
      .map((one) => `moves: ${name(one.effect.target)}`)

  return { wide, cut, overlapping, faint, small, headings, ids, order, focus, remember, lost, paper, languages, jumps, motion }
})()
