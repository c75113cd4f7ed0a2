package geo

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"dateline/geo/layer"
	"dateline/geo/report"
	"dateline/geo/tile"
)

// A Part is what an archive has of a layer: under what name, and at which zooms.
// Several layers may share a name if their zooms differ, such as a coarse and a
// fine outline of the same land.
type Part struct {
	As       string // the layer's name in the archive's tiles
	From, To int    // least and greatest zoom at which it is there
}

// clash tells which two layers would be in one tile under one name. A vector
// tile cannot hold that.
func clash(layers []*Layer) (a, b *Layer, zoom int, found bool) {
	for i, a := range layers {
		for _, b := range layers[:i] {
			if zoom := max(a.Archive.From, b.Archive.From); a.Archive.As == b.Archive.As && zoom <= min(a.Archive.To, b.Archive.To) {
				return b, a, zoom, true
			}
		}
	}
	return nil, nil, 0, false
}

// forArchive is the layers as the archive names them: [Layer.Name] is the name in
// its tiles.
func forArchive(layers []*Layer) []*Layer {
	var all []*Layer
	for _, l := range layers {
		named := *l
		if l.Archive.As != l.Name {
			named.Name, named.tiler = l.Archive.As, newTiler(l.Archive.As, l.Data)
		}
		all = append(all, &named)
	}
	return all
}

// at is the layers that the archive has at a zoom. Points are single where nothing
// deeper would show them: at the archive's last zoom, and at the last of a name.
func at(layers []*Layer, zoom, last int) []*Layer {
	var all []*Layer
	for _, l := range layers {
		if zoom < l.Archive.From || zoom > l.Archive.To {
			continue
		}
		deeper := slices.ContainsFunc(layers, func(other *Layer) bool { return other.Name == l.Name && other.Archive.To > zoom })
		if zoom == last || !deeper {
			single := *l
			single.Cluster = false
			l = &single
		}
		all = append(all, l)
	}
	return all
}

// below is the data that the archive has at zooms greater than zoom.
func below(layers []*Layer, zoom int) []*layer.Layer {
	var all []*layer.Layer
	for _, l := range layers {
		if l.Archive.To > zoom {
			all = append(all, l.Data)
		}
	}
	return all
}

// vectorLayers describes the layers of an archive whose zooms are given, each
// name once. A property that is not of one type in all files of a name is a String.
func vectorLayers(layers []*Layer, lang string, least, greatest int) []map[string]any {
	var all []map[string]any
	byName := map[string]map[string]any{}
	for _, l := range forArchive(layers) {
		from, to := max(l.Archive.From, least), min(l.Archive.To, greatest)
		if from > to {
			continue
		}
		one := byName[l.Name]
		if one == nil {
			one = map[string]any{"id": l.Name, "description": l.Title.In(lang), "minzoom": from, "maxzoom": to, "fields": maps.Clone(l.Fields())}
			byName[l.Name] = one
			all = append(all, one)
			continue
		}
		one["minzoom"], one["maxzoom"] = min(one["minzoom"].(int), from), max(one["maxzoom"].(int), to)
		fields := one["fields"].(map[string]string)
		for name, typ := range l.Fields() {
			if had, ok := fields[name]; ok && had != typ {
				typ = "String"
			}
			fields[name] = typ
		}
	}
	return all
}

// parseZooms reads the two zooms of a layer.
func parseZooms(zooms []int) (from, to int, err error) {
	switch {
	case len(zooms) != 2:
		return 0, tile.MaxZoom, fmt.Errorf("are two zooms, not %d", len(zooms))
	case zooms[0] < 0 || zooms[1] > tile.MaxZoom || zooms[0] > zooms[1]:
		return 0, tile.MaxZoom, fmt.Errorf("%d to %d is no range of zooms from 0 to %d", zooms[0], zooms[1], tile.MaxZoom)
	}
	return zooms[0], zooms[1], nil
}

// archiveName is the form of a name in the archive's tiles.
var archiveName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// setArchive sets what archives have of a layer, the i-th that map.yaml lists.
func (m *Map) setArchive(l *Layer, i int, as string, zooms []int) (findings []report.Finding) {
	if as != "" {
		if archiveName.MatchString(as) {
			l.Archive.As = as
		} else {
			findings = append(findings, m.unbuildable(fmt.Sprintf("layers[%d].as", i), fmt.Sprintf("%q is no name for a layer of a tile", short(as)),
				"take up to 64 letters a–z, digits, _ and -"))
		}
	}
	if zooms != nil {
		var err error
		if l.Archive.From, l.Archive.To, err = parseZooms(zooms); err != nil {
			findings = append(findings, m.unbuildable(fmt.Sprintf("layers[%d].zooms", i), err.Error(), "write the least and the greatest zoom, such as [0, 4]"))
		}
	}
	return findings
}

// unbuildable is a finding that keeps the map from being built into an archive.
func (m *Map) unbuildable(field, message, fix string) report.Finding {
	f := report.Finding{Field: field, Message: message, Fix: fix}
	if m.unarchived == nil {
		m.unarchived = fmt.Errorf("%s: %s: %s; %s", configFile, field, message, fix)
	}
	return f
}
