// <dateline-map> stands round the <iframe> of a map and makes the frame as high
// as what is in it. Without this script the frame keeps the height that it has.
// A change waits until it moves nothing that the reader can see.
if (!customElements.get('dateline-map')) customElements.define('dateline-map', class extends HTMLElement {
  /** what the frame is to be as soon as that can be; 0 if it is */
  wanted = 0
  width = 0

  connectedCallback() {
    addEventListener('message', this)
    addEventListener('scroll', this, { passive: true })
    // What it has said before is lost.
    this.querySelector('iframe')?.contentWindow?.postMessage({ type: 'dateline-height-wanted' }, '*')
  }

  disconnectedCallback() {
    removeEventListener('message', this)
    removeEventListener('scroll', this)
  }

  /** @param {Event} event */
  handleEvent(event) {
    const frame = this.querySelector('iframe')
    if (!frame) return
    if (event instanceof MessageEvent) {
      // Only this very frame, and only the server that it is from; in a sandbox
      // that has no origin.
      const { source, origin, data } = event
      if (source !== frame.contentWindow || !data || data.type !== 'dateline-height') return
      const own = frame.sandbox.length && !frame.sandbox.contains('allow-same-origin') ? 'null' : new URL(frame.src).origin
      if (origin !== own || !(data.height >= 150 && data.height <= 1500)) return
      this.wanted = Math.ceil(data.height)
    }
    if (!this.wanted) return
    const { bottom, height, width } = frame.getBoundingClientRect()
    // When the width is new, everything moves anyway.
    if (this.width && this.width !== width || Math.min(bottom, bottom - height + this.wanted) >= innerHeight) {
      frame.style.height = this.wanted + 'px'
      this.wanted = 0
    }
    this.width = width
  }
})
