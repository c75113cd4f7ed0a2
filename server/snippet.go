package server

import (
	"html"
	"strconv"
)

// The size of an embed in CSS pixels unless asked for another.
const (
	embedWidth  = 700
	embedHeight = 480
)

// iframe is the HTML that sets the embed into another page. Its height is
// reserved before it loads. In its sandbox it can run and open tabs, and has no
// origin of its own: it reaches nothing of the page that it is in.
func iframe(address, title string, width, height int) string {
	w, h := strconv.Itoa(width), strconv.Itoa(height)
	return `<iframe src="` + html.EscapeString(address) + `" title="` + html.EscapeString(title) +
		`" width="` + w + `" height="` + h + `" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"` +
		` style="width:100%;max-width:` + w + `px;border:0"></iframe>`
}

// snippet is the iframe as the page offers it. Where the script at an address
// may run, it fits the frame's height to what is in it; without it all works.
func snippet(address, title, script string) string {
	return "<dateline-map>" + iframe(address, title, embedWidth, embedHeight) + "</dateline-map>\n" +
		`<script async src="` + html.EscapeString(script) + `"></script>`
}
