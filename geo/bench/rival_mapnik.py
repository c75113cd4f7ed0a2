"""Mapnik at the tiles that geo/paint is measured at.

Reads commands, one JSON object on each line of the standard input, and answers
each with one. `load` names a folder with a GeoJSON file for each layer of the
basemap's tiles; `run` paints tiles and answers with milliseconds of processor
time. Colours and widths are those of geo/paint's light theme, near enough that
both do the same work.
"""
import json
import os
import resource
import sys

import mapnik

FONTS = "/usr/share/fonts/truetype/noto"
WORLD = 20037508.342789244  # half the side of the Mercator square, metres
SIDE = 512

XML = """<Map srs="epsg:3857" background-color="#d6e1e7" buffer-size="128">
<Style name="land"><Rule><PolygonSymbolizer fill="#f5f3ee"/></Rule></Style>
<Style name="lake"><Rule><PolygonSymbolizer fill="#d6e1e7"/><LineSymbolizer stroke="#9db0bb" stroke-width="0.8"/></Rule></Style>
<Style name="river"><Rule><LineSymbolizer stroke="#bfd0d9" stroke-width="1.1" stroke-linejoin="round"/></Rule></Style>
<Style name="coast"><Rule><LineSymbolizer stroke="#9db0bb" stroke-width="0.8" stroke-linejoin="round"/></Rule></Style>
<Style name="border">
<Rule><Filter>[un] = 1</Filter><LineSymbolizer stroke="#918b81" stroke-width="1.1" stroke-linejoin="round"/></Rule>
<Rule><Filter>[un] = 2</Filter><LineSymbolizer stroke="#918b81" stroke-width="1.1" stroke-dasharray="5,3.5"/></Rule></Style>
<Style name="place">
<Rule><Filter>[capital]</Filter><MarkersSymbolizer width="6" height="6" fill="#ffffff" stroke="#3a4046" stroke-width="1.4" marker-type="ellipse"/>
<TextSymbolizer face-name="Noto Sans Bold" size="14" fill="#3a4046" halo-fill="#f5f3ee" halo-radius="1.5" placement-type="simple" placements="E,W,S,N" dx="7" dy="7">[name_en]</TextSymbolizer></Rule>
<Rule><ElseFilter/><MarkersSymbolizer width="5" height="5" fill="#ffffff" stroke="#3a4046" stroke-width="1.4" marker-type="ellipse"/>
<TextSymbolizer face-name="Noto Sans Regular" size="13" fill="#3a4046" halo-fill="#f5f3ee" halo-radius="1.5" placement-type="simple" placements="E,W,S,N" dx="7" dy="7">[name_en]</TextSymbolizer></Rule></Style>
<Style name="country"><Rule><TextSymbolizer face-name="Noto Sans Bold" size="12" character-spacing="2" text-transform="uppercase" fill="#5c6064" halo-fill="#f5f3ee" halo-radius="1.5" minimum-distance="400">[name_en]</TextSymbolizer></Rule></Style>
<Style name="sea"><Rule><TextSymbolizer face-name="Noto Sans Italic" size="14" fill="#3f6479" halo-fill="#d6e1e7" halo-radius="1.5" wrap-width="60">[name_en]</TextSymbolizer></Rule></Style>
{layers}</Map>"""

# Labels are placed in the order of layers, as geo/paint's: countries, seas, places.
ORDER = ["land", "lake", "river", "coast", "border", "country", "sea", "place"]


def load(folder):
    mapnik.register_fonts(FONTS)
    layers = []
    for name in ORDER:
        path = os.path.join(folder, name + ".geojson")
        if os.path.exists(path):
            layers.append(
                '<Layer name="{0}" srs="epsg:4326"><StyleName>{0}</StyleName>'
                '<Datasource><Parameter name="type">geojson</Parameter>'
                '<Parameter name="file">{1}</Parameter></Datasource></Layer>'.format(name, path)
            )
    m = mapnik.Map(SIDE, SIDE)
    mapnik.load_map_from_string(m, XML.format(layers="\n".join(layers)))
    return m


def paint(m, z, x, y):
    side = 2 * WORLD / 2**z
    m.zoom_to_box(mapnik.Box2d(x * side - WORLD, WORLD - (y + 1) * side, (x + 1) * side - WORLD, WORLD - y * side))
    image = mapnik.Image(SIDE, SIDE)
    mapnik.render(m, image)
    return image.tostring("png8:z=6")


def used():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return (u.ru_utime + u.ru_stime) * 1000


maps = {}
for line in sys.stdin:
    command = json.loads(line)
    if command["do"] == "load":
        maps[command["name"]] = load(command["folder"])
        answer = {"MS": 0}
    else:
        start, size = used(), 0
        for name, z, x, y in command["tiles"]:
            png = paint(maps[name], z, x, y)
            size += len(png)
            if "save" in command:
                with open(os.path.join(command["save"], "{}-{}-{}.png".format(z, x, y)), "wb") as f:
                    f.write(png)
        answer = {"MS": used() - start, "Size": size, "Tiles": len(command["tiles"])}
    print(json.dumps(answer), flush=True)
