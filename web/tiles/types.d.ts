/** Layers that are drawn from tiles. */
declare namespace T {
  /** A layer as the server names it beside the entries */
  interface Tiled {
    /** bare name, which the layer has in its tiles too */
    layer: string
    name: string
    title?: string
    /** address with {z}, {x} and {y} */
    tiles: string
    key: 'id' | 'ordinal'
    /** last zoom that has tiles of its own; 14 if not said */
    maxzoom?: number
    features: number
    matched: number
    /** west, south, east, north */
    bounds: number[]
  }

  /** A place of the grid; x may lie in another copy of the world */
  interface Cell { z: number; x: number; y: number }

  /** Points drawn as one; opens = zoom from which they are not, 0 if not known */
  interface Group { x: number; y: number; n: number; counts: Record<string, number>; opens: number }
  /** A vague place; radius in units of the world */
  interface Disc { x: number; y: number; radius: number; look: number; of: number }
  /** Lines, or rings of an area, in units of the tile: x, y, … of each part */
  interface Shape { area: boolean; look: number; of: number; parts: Int32Array[]; box: number[] }

  /** A decoded tile. Coordinates are in units of the tile, looks are places in ORDER */
  interface Tile {
    extent: number
    /** so much memory it takes, roughly */
    bytes: number
    /** points that belong to the tile, not to a neighbour */
    x: Uint16Array
    y: Uint16Array
    look: Uint8Array
    /** which feature each is of */
    of: Uint32Array
    groups: Group[]
    discs: Disc[]
    shapes: Shape[]
    /** by feature: its id, and its property of that name */
    ids: (number | undefined)[]
    named: (string | number | undefined)[]
    /** properties of a feature */
    properties(of: number): Record<string, any>
    /** made when first drawn, by kind and look */
    paths: Map<string, Path2D>
  }

  /** A tile where it is drawn: one of its units is k pixels, its corner is at ox, oy; of one that stands in, only what is inside of the rectangle counts */
  interface Piece extends M.Rect { source: Source; tile: Tile; k: number; ox: number; oy: number; whole: boolean }
  /** A group where it is drawn */
  interface Ring { group: Group; piece: Piece; x: number; y: number; r: number }
  interface Source { info: Tiled }

  /** What is under a press: a group, or something with properties */
  interface Hit {
    group: Ring | null
    source: Source
    tile: Tile
    of: number
    look: M.Look
    /** pixels of the picture */
    x: number
    y: number
    far: number
  }
  interface Hits { firm: Hit[]; loose: Hit[] }

  /** How something is stroked or filled: as the map's style sheet has it for SVG */
  interface Pen { colour: string; width: number; dash: number[]; round: boolean; opacity: number; fill: string; fillOpacity: number }
}
