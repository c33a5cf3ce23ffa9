// On every page of the live site: shows it anew when it changed, with its place and its open answers, and shows on the
// page why an edit was refused, until it is fixed.
(() => {
  if (window.liveSite) return
  window.liveSite = true
  const KEY = "live-site"

  const listOpen = () =>
    [...document.querySelectorAll("article details")].flatMap((block, place) => (block.open ? [place] : []))

  const reload = () => {
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, y: scrollY, open: listOpen() }))
    location.reload()
  }

  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(KEY) || "null")
    sessionStorage.removeItem(KEY)
    if (!kept || kept.path !== location.pathname) return
    const blocks = [...document.querySelectorAll("article details")]
    kept.open.forEach(place => { if (blocks[place]) blocks[place].open = true })
    const scroll = () => scrollTo({ top: kept.y, behavior: "instant" })
    scroll()
    requestAnimationFrame(() => requestAnimationFrame(scroll))
  }

  const showProblems = lines => {
    document.getElementById("live-problems")?.remove()
    if (!lines.length) return
    const box = document.createElement("div")
    box.id = "live-problems"
    box.setAttribute("role", "alert")
    box.style.cssText = "position:fixed;inset:auto 0 0 0;z-index:1000;max-height:40vh;overflow:auto;padding:12px 16px;" +
      "background:#7f1d1d;color:#fff;font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap"
    box.textContent = ["This edit is not shown until this is fixed:", ...lines].join("\n")
    document.body.append(box)
  }

  const stream = new EventSource(`/__live/events?since=${document.currentScript.dataset.version}`)
  stream.onmessage = event => {
    const news = JSON.parse(event.data)
    if (news.restarted || news.changed.includes("*") || news.changed.includes(location.pathname)) return reload()
    showProblems(news.problems)
  }
  addEventListener("pagehide", () => stream.close())
  addEventListener("pageshow", event => { if (event.persisted) location.reload() })
  addEventListener("load", restore)
})()
