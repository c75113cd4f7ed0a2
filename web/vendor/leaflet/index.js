/** What the map uses of Leaflet: a map that is dragged and zoomed, and a grid of tiles. */
import { Map } from './src/map/Map.js'
// Each of these adds itself to every map.
import './src/map/handler/Map.DoubleClickZoom.js'
import './src/map/handler/Map.Drag.js'
import './src/map/handler/Map.ScrollWheelZoom.js'
import './src/map/handler/Map.TouchZoom.js'

export { Map }
export { GridLayer } from './src/layer/tile/GridLayer.js'
export { toPoint as point } from './src/geometry/Point.js'
export { setTransform } from './src/dom/DomUtil.js'
