/// <reference path="../tiles/types.d.ts" />
/** The shapes of things that more than one file of the map knows. */
declare namespace M {
  type XY = [number, number]
  type Look = 'confirmed' | 'corroborated' | 'claimed' | 'unconfirmed' | 'denied' | 'refuted' | 'retracted' | 'statement' | 'plain'

  interface Entry {
    key: string
    /** place in the list */
    order: number
    /** accessible name */
    name: string
    /** only where it is written on the map */
    title: string
    /** status, or what is drawn where there is none */
    look: Look
    place: string
    label: string
    said: string
    corrected: boolean
    /** start, or end where the start is open; Infinity if undated */
    date: number
    move: any
    movement: boolean
    points: XY[]
    lines: XY[][]
    /** outlines and holes alike: areas are filled even-odd */
    rings: XY[][]
    /** of a vague point, in units of the world; -1 if it is a place */
    radius: number
    /** x0, y0, x1, y1 */
    box: number[]
    anchor: XY
    /** of what stands for a layer drawn from tiles: how many entries it has */
    many?: number
    /** whether its place is from the data, not from a tile */
    exact?: boolean
  }

  /** scale = pixels the world is wide; x0, y0 = world pixels of the top left corner */
  interface View { scale: number; x0: number; y0: number; w: number; h: number }
  interface Rect { x: number; y: number; w: number; h: number }
  interface Size { w: number; h: number }

  // Grouping
  interface Spot { x: number; y: number; i: number }
  interface Cluster { x: number; y: number; of: number[]; r: number }
  /** Entries drawn as one, in units of the world; same = all at one spot */
  interface Mark { x: number; y: number; entries: Entry[]; same: boolean }

  /** One stroke of a ring's segment; without width it is filled */
  interface Stroke { d: string; width: number; dash: string }

  // First view
  /** of the Mercator square */
  interface Centre { x: number; y: number; zoom: number }
  /** x0 may lie a world further east */
  interface InRow { e: Entry; x0: number; x1: number }
  /** lead = whose place stands for the group */
  interface Group { entries: Entry[]; row: InRow[]; box: number[]; lead: Entry }

  // Texts
  interface Line { text: string; cls: string; size: number; lh: number; bold?: boolean; w: number }
  type Setting = 'full' | 'small' | 'narrow' | 'inset' | 'smallInset'
  interface Caption { name: Line[]; full: Line[] | null }
  interface Place extends Rect { align: 'start' | 'middle' | 'end' }
  interface Placed extends Place { full: boolean; spot: number }
  interface Block {
    id: string
    /** what is placed first */
    name: Size
    /** what replaces it where there is room */
    full?: Size | null
    /** best first */
    spots(size: Size): Place[]
    /** room to keep on all sides */
    clear?: number
    /** so much of what is avoided may be under it, else it is not placed */
    most?: number
    /** a last question, asked only where there is room */
    ok?(place: Place): boolean
  }

  // Basemap
  interface Ground {
    /** address of a tile with {z}, {x}, {y}, and {r} for what makes it sharper; empty if there is no basemap */
    url: string
    /** of our own tiles, which know themes, languages and half zooms; else empty */
    version: string
    /** of those with names */
    names: string
    lang: string
    /** whose entries the names keep clear of */
    map: string
  }
  interface Outline { px: XY[]; box: number[] }

  // Pictures
  /** A line as it was drawn; whole = nothing was left out, so that it can be moved */
  interface Drawn { e: Entry; v: View; shift: number; outline: XY[][]; whole: boolean }
  /** What can be pressed, in pixels of the picture */
  interface Thing {
    id: string
    entries: Entry[]
    same: boolean
    el: SVGElement
    x: number
    y: number
    /** half its width; 0 for lines and areas */
    half: number
    /** of lines and areas */
    outline: XY[][]
  }
  interface Model {
    entries: Entry[]
    marks: Mark[]
    /** the part that is seen */
    port: Rect
    /** parts of it under controls and cards */
    covered: Rect[]
    setting: Setting
    /** of marks, 1 or less */
    size: number
    selected: string | null
    hovered: string | null
    /** what else texts keep off, in pixels of the picture */
    busy?: Rect[]
  }

  interface LonLatZoom { lon: number; lat: number; zoom: number }
  interface Options {
    ground: Ground | null
    lang?: string
    /** null = found from the entries */
    view?: LonLatZoom | null
    /** smaller notes and inset, no scale */
    compact?: boolean
    credits?: string
    /** what an open card covers, in pixels of the window */
    card?(): DOMRect | null
    onOpen?(key: string | null): void
    /** the feature of an entry that the map has not been given */
    locate?(key: string): Promise<any>
    /** attributes of a link to the entries within west, south, east, north */
    listLink?(bounds: number[]): Record<string, string>
    /** after every move of the map; home = it is the first view */
    onView?(view: LonLatZoom, home: boolean): void
  }
}
