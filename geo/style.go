package geo

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"dateline/geo/paint"
	"dateline/geo/report"
)

// setStyle takes the style that map.yaml gives a layer; field is where it
// stands there. A style with findings is left out whole.
func (l *Layer) setStyle(value any, field string) []report.Finding {
	style, findings := paint.ParseLayerStyle(value)
	for i, f := range findings {
		if f.Field == "" {
			findings[i].Field = field
		} else {
			findings[i].Field = field + "." + f.Field
		}
	}
	if style != nil {
		l.Style = style
		// Other tiles, so another version. Maps are printed in the order of their keys.
		sum := sha256.Sum256(fmt.Appendf(nil, "%#v", value))
		l.Version += "s" + hex.EncodeToString(sum[:4])
	}
	return findings
}

// reported reports whether any feature of the layer has sources, and so what
// only marks show: movements, corrections, who says so.
func (l *Layer) reported() bool {
	for i := range l.Data.Len() {
		if l.Data.Feature(i).Sourced() != nil {
			return true
		}
	}
	return false
}
